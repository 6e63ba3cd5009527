// The front door: one Fastify instance that knows markets, callers, the policy table and the routes.
import fastifyCookie from '@fastify/cookie'
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import type { IncomingMessage } from 'node:http'
import type { TSchema } from 'typebox'
import { type Arrival, type MarketDirectory, arrivalOf, arrive } from './addresses.ts'
import { type Actor, type Context, type Language, type Market, actorName } from './context.ts'
import { type DatabasePool, type MarketDatabase, type Tx, together } from './db.ts'
import { DomainError } from './errors.ts'
import { commonErrors, keyMissing, tooMany } from './http-errors.ts'
import { type AnyRoute, type Policy, type Preparation, addressOf } from './http.ts'
import { KeyTaken, type KeyedRequest, claimKey, getReply, keepReply, requestHash } from './idempotency.ts'
import { type Authenticate, admit, languageOf } from './http-callers.ts'
import { type Translate, answerError } from './http-problems.ts'
import { validatorOf } from './http-validation.ts'
import { newId } from './ids.ts'
import { createLimiter } from './limits.ts'
import type { CachedReply, ResponseCache } from './response-cache.ts'

export interface HttpOptions {
  readonly routes: readonly AnyRoute[]
  readonly policy: Policy
  readonly directory: MarketDirectory
  readonly pool: DatabasePool
  readonly operatorPool: DatabasePool
  readonly authenticate: Authenticate
  readonly cache: ResponseCache
  readonly logger: FastifyBaseLogger
  readonly secureCookies: boolean
  /** Hops, or addresses and CIDRs, whose X-Forwarded-For is believed; none by default. */
  readonly trustProxy?: number | string[]
  /** By permission: done before the handler of such a route, with no transaction open. */
  readonly prepare?: Readonly<Record<string, Preparation>>
  /** The sentences of refusals in the languages that errors are not written in. */
  readonly translate?: Translate
  readonly observe?: (route: string, method: string, status: number, seconds: number) => void
  /** Scales the routes' own limits; 0 turns them off (benchmarks, simulator on a private machine). */
  readonly limitFactor?: number
}

declare module 'fastify' {
  interface FastifyRequest {
    arrival: Arrival
    actor: Actor
    language: Language
    /** The actor was named by a cookie, so other sites could have sent the request. */
    byCookie: boolean
    rawBytes: Buffer
    startedAt: number
  }
  interface FastifyContextConfig {
    /** Media types of the files that a route takes. */
    upload?: readonly string[]
  }
}

export function createHttpServer(options: HttpOptions): FastifyInstance {
  const app = Fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: (request) => incomingRequestId(request) ?? newId(),
    rewriteUrl: (request) => arrive(request, options.directory),
    trustProxy: believed(options.trustProxy),
    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    exposeHeadRoutes: false,
  })
  app.decorateRequest('arrival', null as never)
  app.decorateRequest('actor', null as never)
  app.decorateRequest('language', 'en')
  app.decorateRequest('byCookie', false)
  app.decorateRequest('rawBytes', null as never)
  app.decorateRequest('startedAt', 0)
  void app.register(fastifyCookie)
  app.setValidatorCompiler(({ schema, httpPart }) => validatorOf(schema as TSchema, httpPart))
  readBodies(app)

  // Not async: a promise for each hook of each request costs a cached read more than its own work.
  app.addHook('onRequest', (request, reply, done) => {
    request.startedAt = performance.now()
    reply.header('x-request-id', request.id)
    reply.header('x-content-type-options', 'nosniff')
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const seconds = (performance.now() - request.startedAt) / 1000
    options.observe?.(request.routeOptions.url ?? 'unknown', request.method, reply.raw.statusCode, seconds)
    done()
  })
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, options.translate))

  for (const route of options.routes) mount(app, route, options)

  return app
}

function believed(proxies: number | string[] | undefined) {
  if (proxies === undefined) return false

  return typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies
}

function mount(app: FastifyInstance, route: AnyRoute, options: HttpOptions): void {
  const rule = options.policy[route.permission]
  if (!rule) throw new Error(`${route.method} ${addressOf(route)}: the policy has no permission ${route.permission}`)

  const declared = new Set([...route.errors, ...commonErrors].map((error) => error.code))
  const limiter = route.limit && options.limitFactor !== 0 ? createLimiter(route.limit, options.limitFactor) : undefined
  const success = route.status ?? 200
  const cached = route.method === 'GET' && route.audience === 'public' ? route.cache : undefined

  app.route({
    method: route.method,
    url: addressOf(route),
    schema: {
      ...(route.params && { params: route.params }),
      ...(route.query && { querystring: route.query }),
      ...(route.body && { body: route.body }),
      ...(!route.file && { response: { [success]: route.reply } }),
    },
    ...(route.upload && { bodyLimit: route.upload.mostBytes, config: { upload: route.upload.types } }),
    onRequest: [
      (request, reply, done) => {
        request.arrival = arrivalOf(request.raw)
        request.language = languageOf(request)
        if (!cached || !answerFromCache(request, reply, options.cache)) done()
      },
      async (request) => {
        await admit(request, route, rule, options)
        const by = route.limit?.by === 'account' ? actorName(request.actor) : addressKey(request.ip)
        if (limiter && !limiter.take(by)) throw tooMany({ retryAfterSeconds: limiter.retryAfterSeconds(by) })
      },
    ],
    handler: async (request, reply) => {
      try {
        if (cached && request.actor.kind === 'anonymous') {
          const { marketId = '' } = request.arrival
          const kept = await options.cache.fill(cacheKey(request), marketId, cached, async () => {
            const { body, freshUntil } = await perform(request, reply, route, success, options)
            return { text: reply.status(success).serialize(body) as string, ...(freshUntil && { freshUntil }) }
          })
          sendKept(request, reply, kept)
          return reply
        }

        const { status, body, replayed } = await perform(request, reply, route, success, options)
        if (replayed) reply.header('idempotent-replayed', 'true')
        if (route.file) reply.header('content-type', `${route.file}; charset=utf-8`)
        return reply.status(status).send(body)
      } catch (error) {
        if (error instanceof DomainError && !declared.has(error.code)) {
          throw new Error(`${route.method} ${addressOf(route)} answered an undeclared error: ${error.code}`, {
            cause: error,
          })
        }
        throw error
      }
    },
  })
}

/** For routes that need none; one that reads settings from it is a bug that a test of that route finds. */
const noMarket = { id: '' } as Market

interface Performed {
  status: number
  body: unknown
  replayed?: boolean
  freshUntil?: Date
}

async function perform(
  request: FastifyRequest,
  reply: FastifyReply,
  route: AnyRoute,
  success: number,
  options: HttpOptions,
): Promise<Performed> {
  const key = idempotencyKeyOf(request, route)
  const ctx: Context = {
    market: request.arrival.entry?.market ?? noMarket,
    actor: request.actor,
    at: new Date(),
    language: request.language,
    requestId: request.id,
    ...(key !== undefined && { idempotencyKey: key }),
  }
  let status = success
  let freshUntil: Date | undefined
  const asked = {
    ctx,
    params: request.params,
    query: request.query,
    body: request.body,
    cookies: request.cookies,
    headers: request.headers,
    rawBody: request.rawBytes,
    directory: options.directory,
    ip: request.ip,
    response: {
      status: (code: number) => {
        status = code
      },
      header: (name: string, value: string) => reply.header(name, value),
      freshUntil: (moment: Date | string | null) => {
        const at = moment === null ? undefined : new Date(moment)
        if (at && (freshUntil === undefined || at < freshUntil)) freshUntil = at
      },
      cookie: (name: string, value: string, cookie?: { maxAgeSeconds?: number; path?: string }) =>
        reply.setCookie(name, value, {
          httpOnly: true,
          sameSite: 'lax',
          secure: options.secureCookies,
          path: cookie?.path ?? '/',
          ...(cookie?.maxAgeSeconds !== undefined && { maxAge: cookie.maxAgeSeconds }),
        }),
    },
  }
  const door = doorOf(request, options)
  await options.prepare?.[route.permission]?.({ ...asked, db: door.db, open: door.open })
  if (route.method === 'GET') {
    const body = await route.handle({ ...asked, db: door.db })
    return { status, body, ...(freshUntil && { freshUntil }) }
  }
  if (route.transaction === 'own') {
    const body = await route.handle({ ...asked, db: door.db, open: door.open })
    return { status, body }
  }

  const handle = async (tx: Tx): Promise<unknown> => route.handle({ ...asked, tx })
  if (key === undefined) {
    const body = await door.open(handle)
    return { status, body }
  }

  const keyed: KeyedRequest = {
    actor: keyHolder(request),
    key,
    hash: requestHash(route.method, request.url, request.body),
  }
  try {
    return await door.open(async (tx): Promise<Performed> => {
      // The work starts on the heels of the claim, which saves a round trip; if the key was taken, it is undone.
      const [, body] = await together(claimKey(tx, keyed), handle(tx))
      keepReply(tx, keyed, { status, reply: body })
      return { status, body }
    })
  } catch (error) {
    if (!(error instanceof KeyTaken)) throw error

    const before = await getReply(door.db, keyed)
    return { status: before.status, body: before.reply, replayed: true }
  }
}

/** Operators work across markets unless they name one; everybody else sees exactly one. */
function doorOf(request: FastifyRequest, options: HttpOptions): MarketDatabase {
  if (request.actor.kind !== 'operator') return options.pool.market(request.arrival.entry?.market.id ?? '')
  const market = request.arrival.entry?.market.id

  return market === undefined ? options.operatorPool.across : options.operatorPool.market(market)
}

function cacheKey(request: FastifyRequest): string {
  return `${request.arrival.marketId ?? ''} ${request.language} ${request.url}`
}

function answerFromCache(request: FastifyRequest, reply: FastifyReply, cache: ResponseCache): boolean {
  const kept = request.arrival.disagrees ? undefined : cache.get(cacheKey(request))
  if (!kept) return false

  sendKept(request, reply, kept)
  return true
}

/**
 * Straight to the socket: the body is bytes already, so there is nothing left for serializers and hooks to do.
 * Browsers and caches on the way ask each time whether it still holds, and mostly hear that it does.
 */
function sendKept(request: FastifyRequest, reply: FastifyReply, { body, etag }: CachedReply): void {
  const unchanged = request.headers['if-none-match'] === etag
  reply.hijack()
  reply.raw.writeHead(unchanged ? 304 : 200, {
    'x-request-id': request.id,
    'x-content-type-options': 'nosniff',
    etag,
    'cache-control': 'public, max-age=0, must-revalidate',
    vary: 'Accept-Language, X-Market, Host',
    ...(!unchanged && { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length }),
  })
  reply.raw.end(unchanged ? undefined : body)
}

function idempotencyKeyOf(request: FastifyRequest, route: AnyRoute): string | undefined {
  if (!route.idempotent) return undefined
  const key = request.headers['idempotency-key']
  if (typeof key === 'string' && key.length >= 1 && key.length <= 255) return key
  if (route.idempotent === 'accepted' && key === undefined) return undefined

  throw keyMissing()
}

function keyHolder(request: FastifyRequest): string {
  if (request.actor.kind !== 'anonymous') return actorName(request.actor)

  return `guest:${request.actor.guestToken ?? addressKey(request.ip)}`
}

/** An IPv6 caller owns a whole /64; one address of it is not one caller. */
function addressKey(ip: string): string {
  return ip.includes(':') && !ip.startsWith('::ffff:') ? ip.split(':').slice(0, 4).join(':') : ip
}

function incomingRequestId(request: { headers: IncomingMessage['headers'] }): string | undefined {
  const id = request.headers['x-request-id']
  return typeof id === 'string' && /^[\w-]{8,64}$/.test(id) ? id : undefined
}

function readBodies(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    request.rawBytes = bytes as Buffer
    if (bytes.length === 0) return done(null, undefined)
    void parseJson(request, bytes.toString(), done)
  })
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, bytes, done) => {
    const type = (request.headers['content-type'] ?? '').split(';')[0] ?? ''
    const { upload } = request.routeOptions.config
    if (!upload?.includes(type.trim().toLowerCase())) return done(typeNotTaken(upload))
    request.rawBytes = bytes as Buffer
    done(null, undefined)
  })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (request, bytes, done) => {
    request.rawBytes = bytes as Buffer
    done(null, Object.fromEntries(new URLSearchParams(bytes.toString())))
  })
}

function typeNotTaken(upload: readonly string[] | undefined): Error {
  const taken = upload?.join(', ') ?? 'application/json'
  return Object.assign(new Error(`This address takes ${taken}.`), { statusCode: 415 })
}

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
import { Compile } from 'typebox/compile'
import { type Arrival, type MarketDirectory, arrivalOf, arrive } from './addresses.ts'
import { type Actor, type Context, type Language, type Market, actorName } from './context.ts'
import { type DatabasePool, type MarketDatabase, type Tx, together } from './db.ts'
import { DomainError, isOutage } from './errors.ts'
import {
  type FieldProblem,
  bugProblem,
  commonErrors,
  databaseAway,
  forbidden,
  foreignOrigin,
  invalidRequest,
  keyMissing,
  marketDisagrees,
  marketUnnamed,
  problemOf,
  tooMany,
  unauthenticated,
  unknownAddress,
  unknownMarket,
} from './http-errors.ts'
import { type AnyRoute, type Policy, type PolicyRule, type Preparation, addressOf } from './http.ts'
import { KeyTaken, type KeyedRequest, claimKey, getReply, keepReply, requestHash } from './idempotency.ts'
import { newId } from './ids.ts'
import { createLimiter } from './limits.ts'
import type { ResponseCache } from './response-cache.ts'

/** Finds out who a token belongs to; undefined when it is not (or no longer) good in this market. */
export type Authenticate = (token: string, marketId: string) => Promise<Actor | undefined>

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

  app.addHook('onRequest', async (request, reply) => {
    request.startedAt = performance.now()
    reply.header('x-request-id', request.id)
    reply.header('x-content-type-options', 'nosniff')
  })
  app.addHook('onResponse', async (request, reply) => {
    const seconds = (performance.now() - request.startedAt) / 1000
    options.observe?.(request.routeOptions.url ?? 'unknown', request.method, reply.statusCode, seconds)
  })
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply))

  for (const route of options.routes) mount(app, route, options)

  return app
}

function believed(proxies: number | string[] | undefined) {
  if (proxies === undefined) return false

  return typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies
}

/** The answer to addresses that neither routes nor pages know. */
export function answerUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(reply, problemOf(unknownAddress(), request.id))
}

function mount(app: FastifyInstance, route: AnyRoute, options: HttpOptions): void {
  const rule = options.policy[route.permission]
  if (!rule) throw new Error(`${route.method} ${addressOf(route)}: the policy has no permission ${route.permission}`)

  const declared = new Set([...route.errors, ...commonErrors].map((error) => error.code))
  const limiter = route.limit && options.limitFactor !== 0 ? createLimiter(route.limit, options.limitFactor) : undefined
  const success = route.status ?? 200
  const cached = route.cache && route.method === 'GET' && route.audience === 'public'

  app.route({
    method: route.method,
    url: addressOf(route),
    schema: {
      ...(route.params && { params: route.params }),
      ...(route.query && { querystring: route.query }),
      ...(route.body && { body: route.body }),
      response: { [success]: route.reply },
    },
    ...(route.upload && { bodyLimit: route.upload.mostBytes, config: { upload: route.upload.types } }),
    onRequest: async (request, reply) => {
      request.arrival = arrivalOf(request.raw)
      request.language = languageOf(request)
      if (cached && answerFromCache(request, reply, options.cache)) return reply

      await admit(request, route, rule, options)
      const by = route.limit?.by === 'account' ? actorName(request.actor) : addressKey(request.ip)
      if (limiter && !limiter.take(by)) throw tooMany({ retryAfterSeconds: limiter.retryAfterSeconds(by) })
    },
    handler: async (request, reply) => {
      try {
        const { status, body, replayed } = await perform(request, reply, route, success, options)
        if (replayed) reply.header('idempotent-replayed', 'true')
        if (!cached || request.actor.kind !== 'anonymous') return reply.status(status).send(body)

        const text = reply.status(status).serialize(body) as string
        const kept = options.cache.put(cacheKey(request), request.arrival.marketId ?? '', text, route.cache)
        return sendCached(request, reply, kept)
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
    return { status, body }
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

/** Lets the caller in, or says why not: market, session, role, origin, in this order. */
async function admit(request: FastifyRequest, route: AnyRoute, rule: PolicyRule, options: HttpOptions): Promise<void> {
  const { marketId, entry, disagrees } = request.arrival
  if (disagrees) throw marketDisagrees()
  if (marketId !== undefined && !entry) throw unknownMarket({ market: marketId })
  if (!entry && !route.anyMarket && route.audience !== 'operator') throw marketUnnamed()

  request.actor = await identify(request, route, options)
  if (rule.may !== 'anyone') {
    if (request.actor.kind === 'anonymous') throw unauthenticated()
    if (!holds(request.actor, rule.may)) throw forbidden()
  }
  if (request.byCookie && request.method !== 'GET' && !sameOrigin(request)) throw foreignOrigin()
}

async function identify(request: FastifyRequest, route: AnyRoute, options: HttpOptions): Promise<Actor> {
  const guestToken = guestTokenOf(request)
  const guest: Actor = { kind: 'anonymous', ...(guestToken !== undefined && { guestToken }) }
  const token = bearerOf(request) ?? sessionCookieOf(request, route)
  if (token === undefined) return guest

  const marketId = request.arrival.entry?.market.id ?? ''
  const actor = await options.authenticate(token, marketId)
  if (actor) return actor.kind === 'account' && guestToken !== undefined ? { ...actor, guestToken } : actor
  // A stale cookie must not shut a visitor out of public pages; a stale bearer token is always told.
  if (request.byCookie && route.audience === 'public') return guest

  throw unauthenticated()
}

function holds(actor: Actor, may: readonly string[]): boolean {
  if (actor.kind === 'operator') return may.includes('operator')
  if (actor.kind !== 'account') return false

  return actor.roles.some((role) => may.includes(role))
}

function bearerOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization
  return header?.startsWith('Bearer ') ? header.slice(7) : undefined
}

/** The web's four apps keep their sessions apart: `pv_reeyo_customer`, `pv_reeyo_vendor`, … */
export function sessionCookie(marketId: string, app: string, kind: 'access' | 'refresh'): string {
  return `pv_${marketId}_${app}${kind === 'refresh' ? '_refresh' : ''}`
}

/** The app a browser speaks from: named by the X-App header, else told by the address. */
export function appOf(headers: FastifyRequest['headers'], audience: string): string {
  const named = headers['x-app']
  if (named === 'customer' || named === 'vendor' || named === 'rider' || named === 'admin') return named

  return audience === 'public' ? 'customer' : audience
}

function sessionCookieOf(request: FastifyRequest, route: AnyRoute): string | undefined {
  const marketId = request.arrival.entry?.market.id ?? ''
  const token = request.cookies[sessionCookie(marketId, appOf(request.headers, route.audience), 'access')]
  request.byCookie = token !== undefined

  return token
}

function guestTokenOf(request: FastifyRequest): string | undefined {
  const header = request.headers['x-guest']
  const token = typeof header === 'string' ? header : request.cookies.pv_guest

  return token !== undefined && /^[\w-]{16,64}$/.test(token) ? token : undefined
}

function sameOrigin(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (typeof site === 'string') return site === 'same-origin' || site === 'none'
  const origin = request.headers.origin
  if (origin === undefined) return true

  return URL.parse(origin)?.host === request.host
}

function languageOf(request: FastifyRequest): Language {
  const offered: readonly Language[] = request.arrival.entry?.languages ?? ['en']
  const wanted = [request.cookies?.pv_lang, ...(request.headers['accept-language'] ?? '').split(/[,;]\s*/)]
  const first = wanted.map((each) => each?.slice(0, 2).toLowerCase()).find((each) => offered.includes(each as Language))

  return (first as Language | undefined) ?? offered[0] ?? 'en'
}

function cacheKey(request: FastifyRequest): string {
  return `${request.arrival.marketId ?? ''} ${request.language} ${request.url}`
}

function answerFromCache(request: FastifyRequest, reply: FastifyReply, cache: ResponseCache): boolean {
  const kept = request.arrival.disagrees ? undefined : cache.get(cacheKey(request))
  if (!kept) return false

  sendCached(request, reply, kept)
  return true
}

function sendCached(
  request: FastifyRequest,
  reply: FastifyReply,
  kept: { body: Buffer; etag: string; cacheControl: string },
): FastifyReply {
  reply.header('etag', kept.etag)
  reply.header('cache-control', kept.cacheControl)
  reply.header('vary', 'Accept-Language, X-Market, Host')
  if (request.headers['if-none-match'] === kept.etag) return reply.status(304).send()

  return reply.header('content-type', 'application/json; charset=utf-8').send(kept.body)
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

/** Bodies are taken literally; what arrives as text in the address is converted first. */
function validatorOf(schema: TSchema, httpPart: string | undefined) {
  const validator = Compile(closed(schema, httpPart !== 'params'))

  return (data: unknown) => {
    const value = validator.Default(httpPart === 'body' ? data : validator.Convert(data ?? {}))
    if (validator.Check(value)) return { value }

    return { error: invalidRequest({ errors: problemsIn(validator.Errors(value)) }) }
  }
}

/** Objects take the members they name and no others, so that nothing unexpected slips in. */
function closed(schema: TSchema, close: boolean): TSchema {
  if (schema === null || typeof schema !== 'object') return schema
  if (Array.isArray(schema)) return schema.map((each) => closed(each as TSchema, close))

  // TypeBox keeps what kind of schema it is in hidden properties, which conversion needs.
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(schema)) as Record<string, unknown>
  for (const [key, value] of Object.entries(schema)) {
    copy[key] =
      key === 'properties' ? closedMembers(value as Record<string, TSchema>, close) : closed(value as TSchema, close)
  }
  if (close && copy.type === 'object' && copy.properties && copy.additionalProperties === undefined) {
    copy.additionalProperties = false
  }

  return copy
}

function closedMembers(members: Record<string, TSchema>, close: boolean): Record<string, TSchema> {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, closed(member, close)]))
}

function problemsIn(errors: readonly { instancePath?: string; message?: string; params?: unknown }[]): FieldProblem[] {
  return errors.slice(0, 20).map((error) => {
    const path = (error.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.')
    const params = error.params as { requiredProperties?: string[]; additionalProperties?: string[] } | undefined
    const members = params?.requiredProperties ?? params?.additionalProperties ?? []
    const field = [path, members.join(', ')].filter((part) => part !== '').join('.')

    return { field: field || '(body)', problem: error.message ?? 'is not valid' }
  })
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof DomainError) {
    if (error.kind === 'limited')
      reply.header(
        'retry-after',
        String(typeof error.facts.retryAfterSeconds === 'number' ? error.facts.retryAfterSeconds : 1),
      )
    if (error.kind === 'unauthenticated') reply.header('www-authenticate', 'Bearer')
    return sendProblem(reply, problemOf(error, request.id))
  }

  if (isOutage(error)) {
    request.log.error({ err: error, requestId: request.id }, 'the database is away')
    return sendProblem(reply.header('retry-after', '2'), problemOf(databaseAway(), request.id))
  }

  const status = (error as { statusCode?: number }).statusCode
  if (status !== undefined && status >= 400 && status < 500) {
    return sendProblem(reply, { ...problemOf(invalidRequest(), request.id), status, detail: (error as Error).message })
  }

  request.log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, 'a request failed')
  return sendProblem(reply, bugProblem(request.id))
}

function sendProblem(reply: FastifyReply, problem: Record<string, unknown>): FastifyReply {
  return reply
    .status(problem.status as number)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem))
}

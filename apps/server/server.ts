// One program, any set of roles: pools, routes, pages, sockets, consumers and workers put together.
import type { FastifyInstance } from 'fastify'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { frenchRefusals } from './refusals-fr.ts'
import { join } from 'node:path'
import { createAuthenticator } from '@provender/identity'
import { createMarketDirectory } from '@provender/markets'
import { mayFollowDelivery } from '@provender/delivery'
import { mayFollowOrder } from '@provender/ordering'
import { createWeb } from '@provender/web'
import type { ServerConfig } from '@provender/platform/config'
import type { Actor, Market } from '@provender/platform/context'
import { openPool } from '@provender/platform/db'
import { openFiles } from '@provender/platform/files'
import { followEvents } from '@provender/platform/event-tail'
import { type AnnouncedEvent, startConsumers } from '@provender/platform/events'
import type { Audience } from '@provender/platform/http'
import { answerUnknown } from '@provender/platform/http-problems'
import { createHttpServer } from '@provender/platform/http-server'
import { startWorker } from '@provender/platform/jobs'
import { type Logger, createLogger } from '@provender/platform/log'
import { startRealtime } from '@provender/platform/realtime'
import { startTracking } from '@provender/platform/tracking-socket'
import { openRedisReplies } from '@provender/platform/redis-replies'
import { createResponseCache } from '@provender/platform/response-cache'
import { createTelemetry } from '@provender/platform/telemetry'
import { addDocs } from './docs.ts'
import { addHealth } from './health.ts'
import { wire } from './modules.ts'
import { addFiles } from '@provender/media/wiring'
import { addSandbox } from '@provender/payments/wiring'
import { policy } from './policy.ts'
import { checkPort } from './launch-port.ts'
import { socketIdentity } from './socket-identity.ts'

export interface RunningServer {
  readonly url: string
  readonly app: FastifyInstance
  /** Stops taking requests, finishes what is under way, lets go of the database. */
  close(): Promise<void>
}

export async function startServer(config: ServerConfig, given: { logger?: Logger } = {}): Promise<RunningServer> {
  const logger = given.logger ?? createLogger({ level: config.logLevel })
  const telemetry = createTelemetry()
  const failed = (where: string) => (error: unknown) => {
    telemetry.observeFailure(where)
    logger.error({ err: error, where }, 'background work failed')
  }
  const has = (role: ServerConfig['roles'][number]) => config.roles.includes(role)
  const wakers: ((marketId: string) => void)[] = []
  const wake = (marketId: string) => wakers.forEach((each) => each(marketId))

  const { appUrl, operatorUrl, jobsUrl } = config.databases
  const pool = openPool({
    url: appUrl,
    size: config.databasePoolSize,
    onAnnounced: wake,
    onIdleError: failed('database'),
  })
  const operatorPool = openPool({ url: operatorUrl, size: 4, onAnnounced: wake, onIdleError: failed('database') })
  const directory = await createMarketDirectory(operatorPool, config.markets)
  const markets = () => directory.all().map((entry) => entry.market)
  const authenticator = await createAuthenticator({ pool, operatorPool })
  const shared = config.redisUrl === undefined ? undefined : await openRedisReplies(config.redisUrl, failed('redis'))
  const cache = createResponseCache({ ...(shared && { shared }), onError: failed('redis') })
  const files = openFiles(config.filesUrl ?? join(config.dataDirectory, 'files'))
  const listening = { host: config.host, port: await checkPort(config) }
  const { routes, subscribers, jobs, sweeps, broadcasts, farewells, socketCommands, prepare } = wire({
    apiOrigin: originOf(listening),
    publicUrl: config.publicUrl,
    sandboxSecrets: [config.sandboxWebhookSecret],
    files,
    filesBase: config.filesBase,
    osrmUrl: config.osrmUrl,
    googleMapsApiKey: config.googleMapsApiKey,
    onProviderError: failed('places'),
    gateways: config.gateways,
  })

  const app = createHttpServer({
    routes: routes.filter((route) => servesAudience(config.roles, route.audience)),
    policy,
    directory,
    pool,
    operatorPool,
    authenticate: authenticator.authenticate,
    cache,
    logger,
    secureCookies: config.publicUrl.startsWith('https:'),
    ...(config.trustProxy !== false && { trustProxy: config.trustProxy }),
    limitFactor: config.limitFactor,
    observe: telemetry.observeRequest,
    prepare,
    translate: (code, language) => (language === 'fr' ? frenchRefusals[code] : undefined),
  })
  let connections = () => 0
  addHealth(app, { pool, operatorPool, telemetry, roles: config.roles, connections: () => connections() })
  addDocs(app, { directory, routes, policy })
  addFiles(app, files)
  addSandbox(app, { pool, publicUrl: config.publicUrl, apiKey: config.sandboxWebhookSecret })

  const web = has('web')
    ? await createWeb({
        apiOrigin: originOf(listening),
        demo: config.demo,
        filesBase: config.filesBase,
        tiles: config.mapTilesUrl,
      })
    : undefined
  app.setNotFoundHandler((request, reply) => {
    const page = (request.method === 'GET' || request.method === 'HEAD') && !request.url.startsWith('/api/')
    if (!web || !page) return answerUnknown(request, reply)

    reply.hijack()
    void handPage(web.handle, request.raw, reply.raw, failed('web'))
  })

  const realtime = has('realtime') ? startSockets() : undefined
  if (realtime) connections = realtime.connections
  const tail = followEvents({
    operatorPool,
    onError: failed('event tail'),
    tell(marketId, event) {
      cache.invalidate(marketId, event.name)
      authenticator.onEvent(event)
      directory.onEvent(event)
      telemetry.observeEvent(event.name)
      realtime?.tell(marketId, event)
    },
  })
  wakers.push(() => tail.wake())

  const consumers = has('worker')
    ? startConsumers({ pool, subscribers, markets, onError: (error, name) => failed(name)(error) })
    : undefined
  if (consumers) wakers.push((marketId) => consumers.wake(marketId))
  const worker = has('worker')
    ? await startWorker({ jobsUrl, pool, jobs, sweeps, markets, onError: (error, what) => failed(what)(error) })
    : undefined

  function startSockets() {
    const identity = socketIdentity(directory, authenticator.authenticate)
    const opening = {
      server: app.server,
      broadcasts,
      farewells,
      async mayFollow(market: Market, actor: Actor, orderId: string) {
        const { db } = pool.market(market.id)
        return (await mayFollowOrder(db, actor, orderId)) || mayFollowDelivery(db, actor, orderId)
      },
      onError: failed('realtime'),
    }
    const tracking = startTracking({ ...opening, identify: identity.ofRequest, isTracking: identity.isTracking })
    const rooms = startRealtime({ ...opening, pool, commands: socketCommands, identify: identity.ofSocket })

    return {
      tell(marketId: string, event: AnnouncedEvent) {
        rooms.tell(marketId, event)
        tracking.tell(marketId, event)
      },
      connections: () => rooms.connections() + tracking.connections(),
      async close() {
        tracking.close()
        await rooms.close()
      },
    }
  }

  await app.listen(listening)

  return {
    url: originOf(listening),
    app,
    async close() {
      await realtime?.close()
      await app.close()
      await tail.close()
      await worker?.close()
      await consumers?.close()
      await web?.close()
      await Promise.all([pool.close(), operatorPool.close(), shared?.close()])
    },
  }
}

/** Which part of the API a set of roles serves: the public part goes with the customers'. */
function servesAudience(roles: ServerConfig['roles'], audience: Audience): boolean {
  if (audience === 'public' || audience === 'customer') return true

  return audience === 'operator' ? roles.includes('admin') : roles.includes(audience)
}

/** Where this machine reaches the server it runs. */
function originOf({ host, port }: { host: string; port: number }): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
}

async function handPage(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  request: IncomingMessage,
  response: ServerResponse,
  onError: (error: unknown) => void,
): Promise<void> {
  try {
    await handle(request, response)
  } catch (error) {
    onError(error)
    if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' })
    response.end('This page could not be made. Please try again.')
  }
}

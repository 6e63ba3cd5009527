// What the people who run this ask: is it alive, is it well, how busy is it?
import type { FastifyInstance } from 'fastify'
import { type DatabasePool, sql } from '@provender/platform/db'
import type { Telemetry } from '@provender/platform/telemetry'

export interface HealthOptions {
  readonly pool: DatabasePool
  readonly operatorPool: DatabasePool
  readonly telemetry: Telemetry
  readonly roles: readonly string[]
  readonly connections: () => number
}

/** A part, how it is, and a number or two about it. */
interface PartHealth {
  readonly status: 'ok' | 'degraded' | 'down'
  readonly [fact: string]: unknown
}

/** A consumer that has not caught up for this long is worth a look. */
const lagWorthALook = 30

export function addHealth(app: FastifyInstance, options: HealthOptions): void {
  const startedAt = Date.now()

  app.get('/health', async (_request, reply) => {
    const database = await databaseHealth(options.pool)
    const status = database.status === 'down' ? 'down' : 'ok'
    return reply
      .status(status === 'down' ? 503 : 200)
      .header('cache-control', 'no-store')
      .send({ status })
  })

  app.get('/health/detailed', async (_request, reply) => {
    const [database, events, jobs] = await Promise.all([
      databaseHealth(options.pool),
      eventsHealth(options.operatorPool),
      jobsHealth(options.operatorPool),
    ])
    const parts = { database, events, jobs, sockets: { status: 'ok', connections: options.connections() } }
    const worst =
      ['down', 'degraded'].find((status) => Object.values(parts).some((part) => part.status === status)) ?? 'ok'

    return reply
      .status(worst === 'down' ? 503 : 200)
      .header('cache-control', 'no-store')
      .send({
        status: worst,
        roles: options.roles,
        uptimeSeconds: Math.round((Date.now() - startedAt) / 1000),
        memoryMb: Math.round(process.memoryUsage().rss / 1024 / 1024),
        parts,
      })
  })

  app.get('/metrics', async (_request, reply) => {
    const { registry } = options.telemetry
    return reply.header('content-type', registry.contentType).send(await registry.metrics())
  })

  options.telemetry.gauge(
    'provender_database_connections',
    'Open database connections of the application.',
    () => options.pool.load().total,
  )
  options.telemetry.gauge(
    'provender_database_waiting',
    'Requests waiting for a database connection.',
    () => options.pool.load().waiting,
  )
  options.telemetry.gauge('provender_socket_connections', 'Open real-time connections.', options.connections)
}

async function databaseHealth(pool: DatabasePool): Promise<PartHealth> {
  const startedAt = performance.now()
  try {
    await sql`SELECT 1`.execute(pool.across.db)
    return { status: 'ok', milliseconds: Math.round(performance.now() - startedAt), ...pool.load() }
  } catch {
    return { status: 'down' }
  }
}

async function eventsHealth(operatorPool: DatabasePool): Promise<PartHealth> {
  try {
    const { rows } = await sql<{ parked: number; failing: number; lag_seconds: number }>`
      SELECT (SELECT count(*) FROM events.dead_letters) AS parked,
        (SELECT count(*) FROM events.cursors WHERE failures > 0) AS failing,
        coalesce((
          SELECT extract(epoch FROM now() - min(unread.at))::int FROM events.cursors AS cursor
          CROSS JOIN LATERAL (
            SELECT at FROM events.log
            WHERE log.market_id = cursor.market_id AND (xid, position) > (cursor.after_xid, cursor.after_position)
            ORDER BY xid, position LIMIT 1
          ) AS unread
        ), 0) AS lag_seconds
    `.execute(operatorPool.across.db)
    const { parked = 0, failing = 0, lag_seconds: lagSeconds = 0 } = rows[0] ?? {}
    const well = parked === 0 && failing === 0 && lagSeconds < lagWorthALook

    return { status: well ? 'ok' : 'degraded', parked, failing, lagSeconds }
  } catch {
    return { status: 'down' }
  }
}

async function jobsHealth(operatorPool: DatabasePool): Promise<PartHealth> {
  try {
    const { rows } = await sql<{ dead: number }>`SELECT count(*) AS dead FROM jobs.dead`.execute(operatorPool.across.db)
    const dead = rows[0]?.dead ?? 0

    return { status: dead === 0 ? 'ok' : 'degraded', dead }
  } catch {
    return { status: 'down' }
  }
}

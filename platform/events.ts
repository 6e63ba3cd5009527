// The event log: facts written by the transaction that made them true, and consumers that miss none of them.
import { type Static, type TSchema } from 'typebox'
import { type Context, type Market, systemContext } from './context.ts'
import { type DatabasePool, type MarketDatabase, type Tx, markAnnounced, sql } from './db.ts'

/** A fact a module announces: past tense, module in front, version apart. */
export interface EventDefinition<S extends TSchema = TSchema> {
  readonly name: string
  readonly version: number
  readonly payload: S
}

export function defineEvent<S extends TSchema>(name: string, version: number, payload: S): EventDefinition<S> {
  return { name, version, payload }
}

/** Announces a fact. It becomes visible to consumers when, and only if, `tx` commits. */
export async function publish<S extends TSchema>(tx: Tx, event: EventDefinition<S>, payload: Static<S>): Promise<void> {
  markAnnounced(tx)
  await sql`
    INSERT INTO events.log (name, version, payload) VALUES (${event.name}, ${event.version}, ${JSON.stringify(payload)}::jsonb)
  `.execute(tx)
}

/** One event as a consumer sees it. */
export interface AnnouncedEvent<Payload = unknown> {
  readonly id: string
  readonly position: number
  readonly name: string
  readonly version: number
  readonly payload: Payload
  readonly at: Date
}

/**
 * What a module does when others announce. The effect and the cursor commit together, so an effect in the database
 * happens exactly once. Events come in a commit-safe order; read the row for the present state, not the event.
 */
export interface Subscriber {
  readonly name: string
  readonly events: readonly EventDefinition[]
  readonly handle: (tx: Tx, ctx: Context, event: AnnouncedEvent) => Promise<void>
}

export function subscriber<S extends TSchema>(definition: {
  name: string
  events: readonly EventDefinition<S>[]
  handle: (tx: Tx, ctx: Context, event: AnnouncedEvent<Static<S>>) => Promise<void>
}): Subscriber {
  return definition as Subscriber
}

const batchSize = 200
const triesBeforeParking = 5

export interface ConsumerOptions {
  readonly pool: DatabasePool
  readonly subscribers: readonly Subscriber[]
  readonly markets: () => readonly Market[]
  /** Between looks when nothing in this process woke us; other processes announce too. */
  readonly pollMs?: number
  readonly onError?: (error: unknown, subscriber: string, event: AnnouncedEvent | undefined) => void
}

export interface Consumers {
  /** Look now: something was announced in this market. */
  wake(marketId: string): void
  /** Resolves when every consumer has handled all that was committed before the call (tests, shutdown). */
  settle(): Promise<void>
  close(): Promise<void>
}

/** Runs subscribers until closed. Many processes may run the same ones: a cursor row is locked by one at a time. */
export function startConsumers(options: ConsumerOptions): Consumers {
  const { pool, subscribers, pollMs = 250 } = options
  const names = new Map(subscribers.map((each) => [each.name, each.events.map((event) => event.name)]))
  const awake = new Set<string>()
  let closed = false
  let ring: (() => void) | undefined
  const running = loop()

  async function loop(): Promise<void> {
    while (!closed) {
      const markets = options.markets().filter((market) => awake.size === 0 || awake.has(market.id))
      awake.clear()
      for (const market of markets) await drain(market)
      if (closed || awake.size > 0) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs)
        ring = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      ring = undefined
    }
  }

  async function drain(market: Market): Promise<void> {
    const door = pool.market(market.id)
    try {
      const behind = await lagging(door, [...names.keys()])
      await Promise.all(
        subscribers
          .filter((each) => behind.has(each.name))
          .map(async (each) => {
            while (!closed && (await consumeBatch(door, market, each, names.get(each.name) ?? [], options.onError)));
          }),
      )
    } catch (error) {
      options.onError?.(error, '*', undefined)
    }
  }

  return {
    wake(marketId) {
      awake.add(marketId)
      ring?.()
    },
    async settle() {
      for (const market of options.markets()) await drain(market)
    },
    async close() {
      closed = true
      ring?.()
      await running
    },
  }
}

/** One cheap question a market: which consumers have something before the horizon that they have not read? */
async function lagging(door: MarketDatabase, consumers: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ consumer: string }>`
    WITH newest AS (
      SELECT xid, position FROM events.log
      WHERE market_id = current_setting('app.market') AND xid < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY xid DESC, position DESC LIMIT 1
    )
    SELECT wanted.consumer FROM unnest(${consumers}::text[]) AS wanted(consumer)
    CROSS JOIN newest
    LEFT JOIN events.cursors AS cursor
      ON cursor.market_id = current_setting('app.market') AND cursor.consumer = wanted.consumer
    WHERE cursor.consumer IS NULL
       OR (cursor.retry_at <= now() AND (newest.xid, newest.position) > (cursor.after_xid, cursor.after_position))
  `.execute(door.db)

  return new Set(rows.map((row) => row.consumer))
}

interface LogRow {
  position: number
  xid: string
  id: string
  name: string
  version: number
  payload: unknown
  at: Date
}

/** Handles the next batch in one transaction; answers whether there may be more. */
async function consumeBatch(
  door: MarketDatabase,
  market: Market,
  each: Subscriber,
  names: string[],
  onError: ConsumerOptions['onError'],
): Promise<boolean> {
  return door.open(async (tx) => {
    await sql`INSERT INTO events.cursors (consumer) VALUES (${each.name}) ON CONFLICT DO NOTHING`.execute(tx)
    const locked = await sql<{ after_xid: string; after_position: number; failures: number }>`
      SELECT after_xid::text, after_position, failures FROM events.cursors
      WHERE market_id = current_setting('app.market') AND consumer = ${each.name} AND retry_at <= now()
      FOR UPDATE SKIP LOCKED
    `.execute(tx)
    const cursor = locked.rows[0]
    if (!cursor) return false

    const { rows } = await sql<LogRow & { horizon: string }>`
      SELECT position, xid::text, id, name, version, payload, at, pg_snapshot_xmin(pg_current_snapshot())::text AS horizon
      FROM events.log
      WHERE market_id = current_setting('app.market')
        AND (xid, position) > (${cursor.after_xid}::xid8, ${cursor.after_position}::bigint)
        AND xid < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY xid, position LIMIT ${batchSize}
    `.execute(tx)

    let reached: LogRow | undefined
    let failures = cursor.failures
    for (const row of rows) {
      if (names.includes(row.name)) {
        const failure = await attempt(tx, market, each, row)
        if (failure && failures + 1 < triesBeforeParking) {
          onError?.(failure.error, each.name, row)
          await moveCursor(tx, each.name, reached, failures + 1)
          return false
        }
        if (failure) {
          onError?.(failure.error, each.name, row)
          await park(tx, each.name, row, failure.error)
        }
        failures = 0
      }
      reached = row
    }
    if (reached) await moveCursor(tx, each.name, reached, 0)

    return rows.length === batchSize
  })
}

/** A failing handler undoes its own work only; what the batch did before stays. */
async function attempt(tx: Tx, market: Market, each: Subscriber, row: LogRow): Promise<{ error: unknown } | undefined> {
  await sql`SAVEPOINT one_event`.execute(tx)
  try {
    await each.handle(tx, systemContext(market, each.name), row)
    await sql`RELEASE SAVEPOINT one_event`.execute(tx)
    return undefined
  } catch (error) {
    await sql`ROLLBACK TO SAVEPOINT one_event`.execute(tx)
    return { error }
  }
}

async function moveCursor(tx: Tx, consumer: string, reached: LogRow | undefined, failures: number): Promise<void> {
  const waitSeconds = failures === 0 ? 0 : 0.2 * 4 ** (failures - 1)
  await sql`
    UPDATE events.cursors SET
      after_xid = coalesce(${reached?.xid ?? null}::xid8, after_xid),
      after_position = coalesce(${reached?.position ?? null}::bigint, after_position),
      failures = ${failures},
      retry_at = CASE WHEN ${failures} = 0 THEN '-infinity' ELSE clock_timestamp() + make_interval(secs => ${waitSeconds}) END,
      moved_at = now()
    WHERE market_id = current_setting('app.market') AND consumer = ${consumer}
  `.execute(tx)
}

async function park(tx: Tx, consumer: string, row: LogRow, error: unknown): Promise<void> {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
  await sql`
    INSERT INTO events.dead_letters (consumer, position, name, payload, error)
    VALUES (${consumer}, ${row.position}, ${row.name}, ${JSON.stringify(row.payload)}::jsonb, ${reason.slice(0, 4000)})
    ON CONFLICT DO NOTHING
  `.execute(tx)
}

// The event log: facts written by the transaction that made them true, and consumers that miss none of them.
import { type Static, type TSchema } from 'typebox'
import { type Context, type Market, systemContext } from './context.ts'
import { type DatabasePool, type MarketDatabase, type Tx, markAnnounced, savepoint, sendAlong, sql } from './db.ts'
import { createDoze } from './doze.ts'

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
  const written = sql`
    INSERT INTO events.log (name, version, payload) VALUES (${event.name}, ${event.version}, ${JSON.stringify(payload)}::jsonb)
  `.execute(tx)
  sendAlong(tx, written)
}

/** The same fact about many things, in one statement. */
export async function publishAll<S extends TSchema>(
  tx: Tx,
  event: EventDefinition<S>,
  payloads: readonly Static<S>[],
): Promise<void> {
  if (payloads.length === 0) return
  markAnnounced(tx)
  await sql`
    INSERT INTO events.log (name, version, payload)
    SELECT ${event.name}, ${event.version}, payload
    FROM jsonb_array_elements(${JSON.stringify(payloads)}::jsonb) WITH ORDINALITY AS said (payload, at) ORDER BY at
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

/** So many events are looked at in one go, and so many of them handled in one transaction. */
const windowSize = 1000
const batchSize = 200
const triesBeforeParking = 5
/** Cursors are compared with the log so often, for what another process began and did not finish. */
const compareEveryMs = 2000

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

/** What this process knows of one market's log. */
interface Watch {
  /** How far it has seen which events there are; undefined before the first look. */
  seen: Place | undefined
  comparedAt: number
  /** Consumers with something to read, or somebody else at it, or a failure to try again. */
  readonly owed: Set<string>
}

interface Place {
  readonly xid: string
  readonly position: number
}

/** Runs subscribers until closed. Many processes may run the same ones: a cursor row is locked by one at a time. */
export function startConsumers(options: ConsumerOptions): Consumers {
  const { pool, subscribers, pollMs = 250 } = options
  const names = new Map(subscribers.map((each) => [each.name, each.events.map((event) => event.name)]))
  const watches = new Map<string, Watch>()
  const awake = new Set<string>()
  let closed = false
  const doze = createDoze(pollMs)
  const running = loop()

  async function loop(): Promise<void> {
    let allAt = -Infinity
    while (!closed) {
      const all = awake.size === 0 || performance.now() - allAt >= pollMs
      const markets = options.markets().filter((market) => all || awake.has(market.id))
      if (all) allAt = performance.now()
      awake.clear()
      for (const market of markets) await drain(market)
      if (!closed) await doze.rest()
    }
  }

  async function drain(market: Market, compare = false): Promise<void> {
    const door = pool.market(market.id)
    const watch = watches.get(market.id) ?? { seen: undefined, comparedAt: 0, owed: new Set<string>() }
    watches.set(market.id, watch)
    try {
      await look(door, watch, compare)
      await Promise.all(
        subscribers
          .filter((each) => watch.owed.has(each.name))
          .map(async (each) => {
            let outcome: Outcome = 'more'
            while (!closed && outcome === 'more') {
              outcome = await consumeBatch(door, market, each, names.get(each.name) ?? [], options.onError)
            }
            if (outcome === 'done') watch.owed.delete(each.name)
          }),
      )
    } catch (error) {
      options.onError?.(error, '*', undefined)
    }
  }

  /** Finds out who has something to read: from the new events' names, now and then from the cursors themselves. */
  async function look(door: MarketDatabase, watch: Watch, compare: boolean): Promise<void> {
    const { seen } = watch
    const now = performance.now()
    if (seen && !compare && now - watch.comparedAt < compareEveryMs) {
      const news = await newsSince(door, seen)
      watch.seen = news.seen
      for (const [consumer, wanted] of names) {
        if (wanted.some((name) => news.names.has(name))) watch.owed.add(consumer)
      }
      return
    }

    watch.seen = await horizon(door)
    for (const consumer of await lagging(door, [...names.keys()])) watch.owed.add(consumer)
    watch.comparedAt = now
  }

  return {
    wake(marketId) {
      awake.add(marketId)
      doze.wake()
    },
    async settle() {
      for (const market of options.markets()) await drain(market, true)
    },
    async close() {
      closed = true
      doze.wake()
      await running
    },
  }
}

/** Before this place nothing more will be committed. */
async function horizon(door: MarketDatabase): Promise<Place> {
  const { rows } = await sql<{ xid: string }>`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xid`.execute(
    door.db,
  )

  return { xid: rows[0]?.xid ?? '0', position: 0 }
}

/** The names of what was announced since, as far as it is safe to read. */
async function newsSince(door: MarketDatabase, seen: Place): Promise<{ names: Set<string>; seen: Place }> {
  const { rows } = await sql<Place & { name: string }>`
    SELECT xid::text, position, name FROM events.log
    WHERE market_id = current_setting('app.market')
      AND (xid, position) > (${seen.xid}::xid8, ${seen.position}::bigint)
      AND xid < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY xid, position
  `.execute(door.db)
  const last = rows.at(-1)

  return { names: new Set(rows.map((row) => row.name)), seen: last ?? seen }
}

/** Which consumers have something before the horizon that they have not looked at, wanted or not? */
async function lagging(door: MarketDatabase, consumers: string[]): Promise<string[]> {
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

  return rows.map((row) => row.consumer)
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

/** 'waiting': somebody else is at it, or it failed and will be tried again. */
type Outcome = 'more' | 'done' | 'waiting'

/** Handles the next batch in one transaction; what the consumer does not want is passed over. */
async function consumeBatch(
  door: MarketDatabase,
  market: Market,
  each: Subscriber,
  names: string[],
  onError: ConsumerOptions['onError'],
): Promise<Outcome> {
  return door.open(async (tx) => {
    await sql`INSERT INTO events.cursors (consumer) VALUES (${each.name}) ON CONFLICT DO NOTHING`.execute(tx)
    const locked = await sql<{ after_xid: string; after_position: number; failures: number }>`
      SELECT after_xid::text, after_position, failures FROM events.cursors
      WHERE market_id = current_setting('app.market') AND consumer = ${each.name} AND retry_at <= now()
      FOR UPDATE SKIP LOCKED
    `.execute(tx)
    const cursor = locked.rows[0]
    if (!cursor) return 'waiting'

    const { rows } = await sql<LogRow>`
      SELECT position, xid::text, id, name, version, at, CASE WHEN name = ANY(${names}::text[]) THEN payload END AS payload
      FROM events.log
      WHERE market_id = current_setting('app.market')
        AND (xid, position) > (${cursor.after_xid}::xid8, ${cursor.after_position}::bigint)
        AND xid < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY xid, position LIMIT ${windowSize}
    `.execute(tx)

    let reached: LogRow | undefined
    let failures = cursor.failures
    let handled = 0
    for (const row of rows) {
      if (names.includes(row.name)) {
        if (handled === batchSize) break
        handled += 1
        const failure = await attempt(tx, market, each, row)
        if (failure && failures + 1 < triesBeforeParking) {
          onError?.(failure.error, each.name, row)
          await moveCursor(tx, each.name, reached, failures + 1)
          return 'waiting'
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

    return rows.length === windowSize || reached !== rows.at(-1) ? 'more' : 'done'
  })
}

/** A failing handler undoes its own work only; what the batch did before stays. */
async function attempt(tx: Tx, market: Market, each: Subscriber, row: LogRow): Promise<{ error: unknown } | undefined> {
  try {
    await savepoint(tx, () => each.handle(tx, systemContext(market, each.name), row))
    return undefined
  } catch (error) {
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

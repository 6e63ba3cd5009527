// PostgreSQL through Kysely's `sql`: pooled, pipelined, prepared, and always inside one market.
import { DefaultQueryExecutor, PostgresAdapter, PostgresQueryCompiler, type QueryExecutorProvider, sql } from 'kysely'
import pg from 'pg'
import { type Connection, borrow } from './db-connection.ts'
import { isDatabaseError } from './errors.ts'

export { sql }

/** A handle that reads. Writing needs a `Tx`, and the compiler knows it. */
export type Db = QueryExecutorProvider

/** Where a transaction keeps what it has sent without waiting for. No other handle has it, so no other handle writes. */
const underWay = Symbol('under way')
/**
 * A transaction of one market: reads and writes. Only routes, subscribers, jobs and sagas open one. Statements are sent
 * when `execute` is called and happen in that order, so those that need no answer of each other may be sent `together`.
 */
export type Tx = Db & { readonly [underWay]: UnderWay }

interface UnderWay {
  sent: Promise<unknown>[]
  announced: boolean
}

/** Opens a short transaction; nothing outside the database is called inside. */
export type Open = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** One market's door to the database. */
export interface MarketDatabase {
  readonly db: Db
  readonly open: Open
}

/** The pool of one database role; `market()` gives each market its own door over the same connections. */
export interface DatabasePool {
  market(marketId: string): MarketDatabase
  /** The door without a market, for the operator's role: row-level security shows it every market. */
  readonly across: MarketDatabase
  /** Connections in use, idle and waited for. */
  load(): { total: number; idle: number; waiting: number }
  close(): Promise<void>
}

export interface PoolOptions {
  url: string
  size: number
  applicationName?: string
  /** Called for errors of idle connections: the pool replaces them, the process goes on. */
  onIdleError?: (error: Error) => void
  /** Called after each commit of a transaction that announced something. */
  onAnnounced?: (marketId: string) => void
}

const { Pool, types } = pg
types.setTypeParser(types.builtins.INT8, (text) => {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the safe integers`)

  return value
})

/** Deadlock, serialization failure, lock timeout: nothing was done, so the same work may run again. */
const worthRetrying = new Set(['40P01', '40001', '55P03'])
const retries = 5

export function openPool(options: PoolOptions): DatabasePool {
  const pool = new Pool({
    connectionString: options.url,
    max: options.size,
    application_name: options.applicationName ?? 'provender',
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    pipeline: true,
  })
  pool.on('error', (error) => options.onIdleError?.(error))
  // The pool listens to idle connections only. One that breaks while it is lent out fails the statements on it, which
  // whoever borrowed it hears; without a listener the event would end the process as well.
  pool.on('connect', (client) => client.on('error', () => {}))

  const doors = new Map<string, MarketDatabase>()
  const doorOf = (marketId: string): MarketDatabase => {
    const known = doors.get(marketId)
    if (known) return known

    const made = openDoor(pool, marketId, options.onAnnounced)
    doors.set(marketId, made)
    return made
  }

  return {
    market: doorOf,
    across: doorOf(''),
    load: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  }
}

function openDoor(pool: pg.Pool, marketId: string, onAnnounced?: (marketId: string) => void): MarketDatabase {
  const reading = handleOver(async (use) => {
    const connection = await borrow(pool, marketId)
    try {
      return await use(connection)
    } finally {
      connection.release()
    }
  })

  return {
    db: reading,
    async open(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          const { result, wake } = await transact(await borrow(pool, marketId), work)
          if (wake) onAnnounced?.(marketId)

          return result
        } catch (error) {
          if (attempt > retries || !isDatabaseError(error) || !worthRetrying.has(error.code)) throw error
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt))
        }
      }
    },
  }
}

const compiler = new PostgresQueryCompiler()
const adapter = new PostgresAdapter()

type Lend = <T>(use: (connection: Connection) => Promise<T>) => Promise<T>

function handleOver(lend: Lend): Db {
  const executor = new DefaultQueryExecutor(compiler, adapter, { provideConnection: lend })

  return { getExecutor: () => executor }
}

/** One try. BEGIN travels with the first statement, and what was sent along with the COMMIT. */
async function transact<T>(
  connection: Connection,
  work: (tx: Tx) => Promise<T>,
): Promise<{ result: T; wake: boolean }> {
  const state: UnderWay = { sent: [], announced: false }
  const tx: Tx = { ...handleOver((use) => use(connection)), [underWay]: state }
  try {
    connection.send('BEGIN')
    const result = await work(tx)
    const command = connection.run('COMMIT')
    const [last] = (await together(...state.sent, command)).slice(-1)
    if (last !== 'COMMIT') throw new Error('the transaction had failed before its commit and was rolled back')

    return { result, wake: state.announced }
  } catch (error) {
    await Promise.allSettled(state.sent)
    await connection.rollback()
    throw error
  } finally {
    connection.release()
  }
}

/** Notes that this transaction announced an event, so that consumers are woken when it commits. */
export function markAnnounced(tx: Tx): void {
  tx[underWay].announced = true
}

/** Lets a write go whose answer nobody needs: if it fails, the transaction does, at the latest when it commits. */
export function sendAlong(tx: Tx, write: Promise<unknown>): void {
  tx[underWay].sent.push(write)
  write.catch(() => {})
}

/** What PostgreSQL says to every statement that follows a failed one. */
const failedBefore = '25P02'

/**
 * Waits for all of what was sent in one go, in which it differs from `Promise.all`, and throws the first "no" in the
 * order given: an earlier question is answered before a later one, whichever answer arrives first.
 */
export async function together<T extends readonly unknown[]>(
  ...work: { readonly [K in keyof T]: Promise<T[K]> | T[K] }
): Promise<T> {
  const ended = await Promise.allSettled(work)
  const failures = ended.filter((each) => each.status === 'rejected').map((each): unknown => each.reason)
  if (failures.length > 0) throw failures.find((each) => !isConsequence(each)) ?? failures[0]

  return ended.map((each) => (each as PromiseFulfilledResult<unknown>).value) as unknown as T
}

function isConsequence(error: unknown): boolean {
  return isDatabaseError(error) && error.code === failedBefore
}

/** Work whose failure is undone by itself: what the transaction did before it stands. */
export async function savepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const state = tx[underWay]
  const sentBefore = state.sent
  state.sent = []
  const begun = sql`SAVEPOINT here`.execute(tx)
  try {
    const result = await work()
    await together(begun, ...state.sent, sql`RELEASE SAVEPOINT here`.execute(tx))
    return result
  } catch (error) {
    await Promise.allSettled([begun, ...state.sent])
    await sql`ROLLBACK TO SAVEPOINT here`.execute(tx)
    throw error
  } finally {
    state.sent = sentBefore
  }
}

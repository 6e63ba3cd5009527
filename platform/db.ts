// PostgreSQL through Kysely: pooled, pipelined, prepared, and always inside one market.
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type Transaction,
} from 'kysely'
import pg from 'pg'
import { isDatabaseError } from './errors.ts'

export { sql } from 'kysely'

/** Stores write SQL and name its rows themselves, so Kysely is told of no tables. */
type Database = Record<never, never>

/** A handle that reads. Writing needs a `Tx`, and the compiler knows it. */
export type Db = Pick<Kysely<Database>, 'getExecutor'>

declare const writes: unique symbol
/** A transaction of one market: reads and writes. Only routes, subscribers, jobs and sagas open one. */
export type Tx = Transaction<Database> & { readonly [writes]: true }

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

const announced = new WeakSet<object>()

/** Notes that this transaction announced an event, so that consumers are woken when it commits. */
export function markAnnounced(tx: Tx): void {
  announced.add(tx)
}

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
  const kysely = new Kysely<Database>({ dialect: new MarketDialect(pool, marketId) })

  return {
    db: kysely,
    async open(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          let wake = false
          const result = await kysely.transaction().execute(async (transaction) => {
            const answer = await work(transaction as Tx)
            wake = announced.has(transaction)
            return answer
          })
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

class MarketDialect implements Dialect {
  readonly #pool: pg.Pool
  readonly #marketId: string

  constructor(pool: pg.Pool, marketId: string) {
    this.#pool = pool
    this.#marketId = marketId
  }

  createDriver = () => new MarketDriver(this.#pool, this.#marketId)
  createAdapter = () => new PostgresAdapter()
  createQueryCompiler = () => new PostgresQueryCompiler()
  createIntrospector = (db: Kysely<never>) => new PostgresIntrospector(db)
}

/** The market each connection was last set to. A rollback forgets it, because PostgreSQL undoes the setting too. */
const settledMarket = new WeakMap<pg.PoolClient, string>()

class MarketDriver implements Driver {
  readonly #pool: pg.Pool
  readonly #marketId: string

  constructor(pool: pg.Pool, marketId: string) {
    this.#pool = pool
    this.#marketId = marketId
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<MarketConnection> {
    const client = await this.#pool.connect()
    const connection = new MarketConnection(client)
    if (settledMarket.get(client) !== this.#marketId) {
      connection.send(`SET app.market = '${this.#marketId.replaceAll("'", "''")}'`)
      settledMarket.set(client, this.#marketId)
    }

    return connection
  }

  /** BEGIN travels with the first statement: it is sent, not waited for. */
  async beginTransaction(connection: MarketConnection): Promise<void> {
    connection.send('BEGIN')
  }

  async commitTransaction(connection: MarketConnection): Promise<void> {
    const command = await connection.run('COMMIT')
    if (command !== 'COMMIT') throw new Error('the transaction had failed before its commit and was rolled back')
  }

  async rollbackTransaction(connection: MarketConnection): Promise<void> {
    settledMarket.delete(connection.client)
    await connection.run('ROLLBACK').catch((error: Error) => connection.spoil(error))
  }

  async savepoint(connection: MarketConnection, name: string): Promise<void> {
    connection.send(`SAVEPOINT "${name}"`)
  }

  async rollbackToSavepoint(connection: MarketConnection, name: string): Promise<void> {
    await connection.run(`ROLLBACK TO SAVEPOINT "${name}"`)
  }

  async releaseSavepoint(connection: MarketConnection, name: string): Promise<void> {
    connection.send(`RELEASE SAVEPOINT "${name}"`)
  }

  async releaseConnection(connection: MarketConnection): Promise<void> {
    connection.release()
  }

  async destroy(): Promise<void> {}
}

class MarketConnection implements DatabaseConnection {
  readonly client: pg.PoolClient
  #spoiled: Error | undefined

  constructor(client: pg.PoolClient) {
    this.client = client
  }

  /** Sends without waiting. If it fails, the connection is thrown away, and the statements behind it fail by themselves. */
  send(statement: string): void {
    this.client.query(statement).catch((error: Error) => this.spoil(error))
  }

  async run(statement: string): Promise<string> {
    const result = await this.client.query(statement).catch((error: Error) => {
      this.spoil(error)
      throw error
    })

    return result.command
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const name = statementName(query.sql)
    const values = query.parameters as unknown[]
    const result = await this.client.query<R & pg.QueryResultRow>(
      name === undefined ? { text: query.sql, values } : { text: query.sql, values, name },
    )

    return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) }
  }

  // oxlint-disable-next-line require-yield -- Kysely's interface wants a generator; pipelined connections cannot hold a cursor.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not offered: read in keyset pages')
  }

  spoil(error: Error): void {
    this.#spoiled = error
  }

  release(): void {
    this.client.release(this.#spoiled)
  }
}

/** Each SQL text is prepared once per connection under a short name. Texts beyond the limit run unnamed. */
const statementNames = new Map<string, string>()
const mostStatements = 1000

function statementName(text: string): string | undefined {
  const known = statementNames.get(text)
  if (known !== undefined) return known
  if (statementNames.size >= mostStatements) return undefined

  const name = `p${statementNames.size}`
  statementNames.set(text, name)
  return name
}

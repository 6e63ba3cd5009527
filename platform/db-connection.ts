// One connection of the pool while it is lent out: set to a market, prepared, and its statements sent in few writes.
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type pg from 'pg'

export interface Connection extends DatabaseConnection {
  /** Sends without waiting. If it fails, the connection is thrown away, and the statements behind it fail by themselves. */
  send(statement: string): void
  /** Answers the command that was carried out: a failed transaction answers COMMIT with ROLLBACK. */
  run(statement: string): Promise<string>
  /** Undoes the transaction. A connection on which even that fails is not used again. */
  rollback(): Promise<void>
  release(): void
}

/** The market each connection was last set to. A rollback forgets it, because PostgreSQL undoes the setting too. */
const settledMarket = new WeakMap<pg.PoolClient, string>()

/** Borrows a connection and sets it to the market, unless it is already. */
export async function borrow(pool: pg.Pool, marketId: string): Promise<Connection> {
  const connection = lent(await pool.connect())
  connection.settle(marketId)

  return connection
}

function lent(client: pg.PoolClient): Connection & { settle(marketId: string): void } {
  let spoiled: Error | undefined
  const spoil = (error: Error): void => {
    spoiled = error
  }
  const query = (asked: string | pg.QueryConfig): Promise<pg.QueryResult> => {
    gather(client)
    return client.query(asked as pg.QueryConfig)
  }
  const send = (statement: string): void => {
    query(statement).catch(spoil)
  }

  return {
    send,
    settle(marketId) {
      if (settledMarket.get(client) === marketId) return

      send(`SET app.market = '${marketId.replaceAll("'", "''")}'`)
      settledMarket.set(client, marketId)
    },
    async run(statement) {
      try {
        return (await query(statement)).command
      } catch (error) {
        spoil(error as Error)
        throw error
      }
    },
    async rollback() {
      settledMarket.delete(client)
      await query('ROLLBACK').catch(spoil)
    },
    async executeQuery<R>(asked: CompiledQuery): Promise<QueryResult<R>> {
      const name = statementName(asked.sql)
      const values = asked.parameters as unknown[]
      const result = await query(name === undefined ? { text: asked.sql, values } : { text: asked.sql, values, name })

      return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) }
    },
    // oxlint-disable-next-line require-yield -- Kysely's interface wants a generator; pipelined connections cannot hold a cursor.
    async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
      throw new Error('streaming is not offered: read in keyset pages')
    },
    release() {
      client.release(spoiled)
    },
  }
}

const gathering = new WeakSet<pg.PoolClient>()

/** What is sent in one turn of the event loop leaves in one write: a system call each would cost more than the query. */
function gather(client: pg.PoolClient): void {
  if (gathering.has(client)) return

  const { stream } = (client as unknown as { connection: { stream: NodeJS.WritableStream & Corkable } }).connection
  gathering.add(client)
  stream.cork()
  setImmediate(() => {
    gathering.delete(client)
    stream.uncork()
  })
}

interface Corkable {
  cork(): void
  uncork(): void
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

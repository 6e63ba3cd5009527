// Following the log from now on: what a process must know at once, such as sockets to tell and caches to drop.
import { type DatabasePool, sql } from './db.ts'
import { createDoze } from './doze.ts'
import type { AnnouncedEvent } from './events.ts'

export interface TailOptions {
  readonly operatorPool: DatabasePool
  readonly tell: (marketId: string, event: AnnouncedEvent) => void
  readonly onError: (error: unknown) => void
  /** Between looks when nothing in this process woke us. */
  readonly pollMs?: number
}

export interface Tail {
  wake(): void
  close(): Promise<void>
}

/**
 * Reads the log of all markets from now on. Each process has a place of its own, kept in memory: whoever was not
 * there when a thing happened asks the API.
 */
export function followEvents(options: TailOptions): Tail {
  const { operatorPool, pollMs = 200 } = options
  let closed = false
  const doze = createDoze(pollMs)
  const running = loop()

  async function loop(): Promise<void> {
    let after = { xid: '0', position: 0 }
    let started = false
    while (!closed) {
      try {
        if (!started) after = await horizon()
        started = true
        after = await readOn(after)
      } catch (error) {
        options.onError(error)
      }
      if (!closed) await doze.rest()
    }
  }

  async function horizon(): Promise<{ xid: string; position: number }> {
    const { rows } = await sql<{ xid: string }>`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xid`.execute(
      operatorPool.across.db,
    )
    return { xid: rows[0]?.xid ?? '0', position: 0 }
  }

  async function readOn(after: { xid: string; position: number }): Promise<{ xid: string; position: number }> {
    const { rows } = await sql<AnnouncedEvent & { xid: string; market_id: string }>`
      SELECT xid::text, position, id, market_id, name, version, payload, at FROM events.log
      WHERE (xid, position) > (${after.xid}::xid8, ${after.position}::bigint)
        AND xid < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY xid, position LIMIT 500
    `.execute(operatorPool.across.db)
    for (const row of rows) options.tell(row.market_id, row)
    const last = rows.at(-1)
    if (rows.length === 500) doze.wake()

    return last ? { xid: last.xid, position: last.position } : after
  }

  return {
    wake: doze.wake,
    async close() {
      closed = true
      doze.wake()
      await running
    },
  }
}

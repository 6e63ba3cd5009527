// Every SQL statement about markets.
import { type Db, type Tx, sql } from '@provender/platform/db'
import { onConstraint } from '@provender/platform/errors'
import { hostTaken } from './errors.ts'
import type { MarketSettings } from './market.ts'

export interface MarketRecord {
  readonly id: string
  readonly settings: MarketSettings
  readonly version: number
}

/** As many as the door shows: all through the operators' role, one through a market's own. */
export async function selectMarkets(db: Db): Promise<MarketRecord[]> {
  const { rows } = await sql<MarketRecord>`
    SELECT id, settings, version FROM markets.markets ORDER BY opened_at, id
  `.execute(db)

  return rows
}

export async function selectMarket(db: Db, id: string): Promise<MarketRecord | undefined> {
  const { rows } = await sql<MarketRecord>`SELECT id, settings, version FROM markets.markets WHERE id = ${id}`.execute(
    db,
  )

  return rows[0]
}

export interface Change {
  readonly id: string
  readonly settings: MarketSettings
  readonly changedBy: string
  readonly at: Date
}

/** Opens the market or replaces its settings; answers the version it has now. */
export async function upsertMarket(tx: Tx, { id, settings, changedBy, at }: Change): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    INSERT INTO markets.markets AS m (id, settings, opened_at, changed_at)
    VALUES (${id}, ${JSON.stringify(settings)}::jsonb, ${at}, ${at})
    ON CONFLICT (id) DO UPDATE SET settings = excluded.settings, changed_at = excluded.changed_at, version = m.version + 1
    RETURNING version
  `.execute(tx)
  const version = rows[0]?.version ?? 1
  await insertVersion(tx, { id, settings, changedBy, at }, version)

  return version
}

/** Undefined when the version is not the present one any more. */
export async function updateMarket(
  tx: Tx,
  { id, settings, changedBy, at }: Change,
  fromVersion: number,
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`
    UPDATE markets.markets SET settings = ${JSON.stringify(settings)}::jsonb, version = version + 1, changed_at = ${at}
    WHERE id = ${id} AND version = ${fromVersion} RETURNING version
  `.execute(tx)
  const version = rows[0]?.version
  if (version !== undefined) await insertVersion(tx, { id, settings, changedBy, at }, version)

  return version
}

async function insertVersion(tx: Tx, { id, settings, changedBy, at }: Change, version: number): Promise<void> {
  await sql`
    INSERT INTO markets.settings_versions (market_id, version, settings, changed_by, changed_at)
    VALUES (${id}, ${version}, ${JSON.stringify(settings)}::jsonb, ${changedBy}, ${at})
  `.execute(tx)
}

/** Makes exactly these host names lead to the market. */
export async function replaceHosts(tx: Tx, id: string, hosts: readonly string[]): Promise<void> {
  await sql`DELETE FROM markets.hosts WHERE market_id = ${id} AND NOT host = ANY(${hosts}::text[])`.execute(tx)
  await onConstraint(
    sql`
      INSERT INTO markets.hosts (host, market_id)
      SELECT wanted, ${id} FROM unnest(${hosts}::text[]) AS wanted
      WHERE NOT EXISTS (SELECT FROM markets.hosts WHERE host = wanted AND market_id = ${id})
      ORDER BY wanted
    `.execute(tx),
    { hosts__one_market: hostTaken },
  )
}

// Every statement about changes that are to come.
import { type Db, type Tx, sql } from '@provender/platform/db'
import type { ChangeRecord } from './scheduled-change.ts'

const columns = sql`
  id, vendor_id AS "vendorId", product_id AS "productId", apply_at AS "applyAt", price_minor AS "priceMinor", listed`

export async function insertChange(tx: Tx, change: ChangeRecord & { readonly at: Date }): Promise<void> {
  await sql`
    INSERT INTO catalog.scheduled_changes (id, vendor_id, product_id, apply_at, price_minor, listed, created_at)
    VALUES (${change.id}, ${change.vendorId}, ${change.productId}, ${change.applyAt}, ${change.priceMinor},
      ${change.listed}, ${change.at})
  `.execute(tx)
}

/** Those still to come, until a moment if one is named, the first first. */
export async function selectChanges(db: Db, vendorId: string, until?: Date): Promise<readonly ChangeRecord[]> {
  const { rows } = await sql<ChangeRecord>`
    SELECT ${columns} FROM catalog.scheduled_changes
    WHERE vendor_id = ${vendorId} AND applied_at IS NULL ${until === undefined ? sql`` : sql`AND apply_at <= ${until}`}
    ORDER BY apply_at, id LIMIT 1000
  `.execute(db)

  return rows
}

export async function countChanges(tx: Tx, vendorId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM catalog.scheduled_changes WHERE vendor_id = ${vendorId} AND applied_at IS NULL
  `.execute(tx)

  return rows[0]?.count ?? 0
}

/** @returns whether one of these vendors had it still to come */
export async function deleteChange(tx: Tx, id: string, vendorIds: readonly string[]): Promise<boolean> {
  const { numAffectedRows } = await sql`
    DELETE FROM catalog.scheduled_changes WHERE id = ${id} AND vendor_id = ANY(${vendorIds}::uuid[]) AND applied_at IS NULL
  `.execute(tx)

  return numAffectedRows === 1n
}

/** What is due, taken by this transaction; others pass over it. In order of time, so that the last word holds. */
export async function takeDueChanges(tx: Tx, at: Date, limit: number): Promise<readonly ChangeRecord[]> {
  const { rows } = await sql<ChangeRecord>`
    WITH due AS (
      SELECT id AS due_id FROM catalog.scheduled_changes
      WHERE market_id = current_setting('app.market') AND applied_at IS NULL AND apply_at <= ${at}
      ORDER BY apply_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED
    )
    UPDATE catalog.scheduled_changes SET applied_at = ${at} FROM due WHERE id = due_id RETURNING ${columns}
  `.execute(tx)

  return [...rows].sort((a, b) => a.applyAt.getTime() - b.applyAt.getTime() || (a.id < b.id ? -1 : 1))
}

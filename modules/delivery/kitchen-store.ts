// Every SQL statement about how long kitchens take; the only file that names their table.
import { type Db, type Tx, sql } from '@provender/platform/db'
import type { DeliveryRecord } from './delivery.ts'

/** Once for each delivery, when its food is ready; without a promise there is nothing to compare. */
export async function insertKitchenTime(tx: Tx, delivery: DeliveryRecord, readyAt: Date): Promise<void> {
  const seconds = (to: Date) => Math.round((to.getTime() - delivery.requestedAt.getTime()) / 1000)
  const promised = delivery.readyAt === null ? 0 : seconds(delivery.readyAt)
  if (promised <= 0) return

  await sql`
    INSERT INTO delivery.kitchen_times (delivery_id, vendor_id, ready_at, promised_seconds, actual_seconds)
    VALUES (${delivery.id}, ${delivery.vendorId}, ${readyAt}, ${promised}, ${Math.max(0, seconds(readyAt))})
    ON CONFLICT (delivery_id) DO NOTHING
  `.execute(tx)
}

export interface KitchenTime {
  readonly vendorId: string
  readonly promisedSeconds: number
  readonly actualSeconds: number
}

/** The last times of each vendor, those of about the same hour of the day first. */
export async function selectKitchenTimes(
  db: Db,
  { vendorIds, at, each }: { vendorIds: readonly string[]; at: Date; each: number },
): Promise<readonly KitchenTime[]> {
  const { rows } = await sql<KitchenTime>`
    SELECT k.vendor_id AS "vendorId", k.promised_seconds AS "promisedSeconds", k.actual_seconds AS "actualSeconds"
    FROM unnest(${vendorIds}::uuid[]) AS wanted (vendor_id), LATERAL (
      SELECT recent.* FROM (
        SELECT * FROM delivery.kitchen_times t WHERE t.vendor_id = wanted.vendor_id
        ORDER BY t.ready_at DESC LIMIT ${5 * each}) AS recent
      ORDER BY abs(extract(hour FROM recent.ready_at) - extract(hour FROM ${at}::timestamptz)) > 1, recent.ready_at DESC
      LIMIT ${each}) AS k
  `.execute(db)

  return rows
}

/** Deliveries whose food is there, of those given. */
export async function selectCooked(db: Db, deliveryIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT delivery_id AS id FROM delivery.kitchen_times WHERE delivery_id = ANY (${deliveryIds}::uuid[])
  `.execute(db)

  return new Set(rows.map((row) => row.id))
}

export async function deleteKitchenTimes(tx: Tx, before: Date, limit: number): Promise<void> {
  await sql`
    DELETE FROM delivery.kitchen_times WHERE delivery_id IN (
      SELECT delivery_id FROM delivery.kitchen_times WHERE market_id = current_setting('app.market') AND ready_at < ${before}
      ORDER BY ready_at LIMIT ${limit})
  `.execute(tx)
}

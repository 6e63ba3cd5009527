// Every SQL statement about what follows from where riders are; the only file that names their table.
import { type Db, type Tx, sql } from '@provender/platform/db'
import type { Near } from './geofence.ts'

interface Whereabouts {
  readonly riderId: string
  readonly near: Near | null
  readonly nearSince: Date | null
}

/** Undefined while nobody has been seen on the delivery. */
export async function selectWhereabouts(db: Db, deliveryId: string): Promise<Whereabouts | undefined> {
  const { rows } = await sql<Whereabouts>`
    SELECT rider_id AS "riderId", near, near_since AS "nearSince" FROM delivery.whereabouts
    WHERE delivery_id = ${deliveryId}
  `.execute(db)

  return rows[0]
}

/** The delivery's row is held by the caller. Another rider begins anew. */
export async function upsertWhereabouts(
  tx: Tx,
  { deliveryId, riderId, near, nearSince }: Whereabouts & { readonly deliveryId: string },
): Promise<void> {
  await sql`
    INSERT INTO delivery.whereabouts (delivery_id, rider_id, near, near_since)
    VALUES (${deliveryId}, ${riderId}, ${near}, ${nearSince})
    ON CONFLICT ON CONSTRAINT whereabouts__pkey DO UPDATE
      SET rider_id = excluded.rider_id, near = excluded.near, near_since = excluded.near_since
  `.execute(tx)
}

/** Rides that have been over for a minute, so that nothing is added any more. */
export async function selectToThin(db: Db, at: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT w.delivery_id AS id FROM delivery.whereabouts w JOIN delivery.deliveries d ON d.id = w.delivery_id
    WHERE w.market_id = current_setting('app.market') AND w.thinned_at IS NULL
      AND d.ended_at < ${at}::timestamptz - interval '1 minute'
    ORDER BY w.delivery_id LIMIT ${limit}
  `.execute(db)

  return rows.map(({ id }) => id)
}

export async function markThinned(tx: Tx, deliveryId: string, at: Date): Promise<void> {
  await sql`UPDATE delivery.whereabouts SET thinned_at = ${at} WHERE delivery_id = ${deliveryId}`.execute(tx)
}

/** Takes moves of long ago out of the log: whoever wanted to see them has. */
export async function forgetMoves(tx: Tx, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ gone: string }>`SELECT events.forget_moves(${before}, ${limit}) AS gone`.execute(tx)

  return Number(rows[0]?.gone ?? 0)
}

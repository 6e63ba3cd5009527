// Every SQL statement about tracks; the only file that names their table.
import { type Db, type Tx, sql } from '@provender/platform/db'
import type { Position } from './position.ts'

/** Adds to the track of a delivery under way. */
export async function insertTrack(
  tx: Tx,
  { deliveryId, riderId, positions }: { deliveryId: string; riderId: string; positions: readonly Position[] },
): Promise<void> {
  await sql`
    INSERT INTO delivery.positions (delivery_id, rider_id, at, lat, lng, heading, speed_mps, accuracy_m)
    SELECT ${deliveryId}::uuid, ${riderId}::uuid, point.* FROM unnest(
      ${positions.map((each) => each.at.toISOString())}::timestamptz[],
      ${positions.map((each) => each.lat)}::double precision[], ${positions.map((each) => each.lng)}::double precision[],
      ${positions.map((each) => each.heading)}::real[], ${positions.map((each) => each.speedMps)}::real[],
      ${positions.map((each) => each.accuracyM)}::real[]) AS point
    ON CONFLICT ON CONSTRAINT positions__pkey DO NOTHING
  `.execute(tx)
}

export interface TrackPoint {
  readonly at: Date
  readonly lat: number
  readonly lng: number
  readonly heading: number | null
  readonly speedMps: number | null
}

/** The newest part of the way that this rider has come with this delivery, oldest point first. */
export async function selectTrack(
  db: Db,
  { deliveryId, riderId, limit }: { deliveryId: string; riderId: string; limit: number },
): Promise<readonly TrackPoint[]> {
  const { rows } = await sql<TrackPoint>`
    SELECT at, lat, lng, heading, speed_mps AS "speedMps" FROM delivery.positions
    WHERE delivery_id = ${deliveryId} AND rider_id = ${riderId} ORDER BY at DESC LIMIT ${limit}
  `.execute(db)

  return rows.toReversed()
}

/** Every point of a delivery, in the order they were measured, of whoever rode. */
export async function selectWholeTrack(
  db: Db,
  deliveryId: string,
): Promise<readonly (TrackPoint & { readonly riderId: string })[]> {
  const { rows } = await sql<TrackPoint & { riderId: string }>`
    SELECT at, lat, lng, heading, speed_mps AS "speedMps", rider_id AS "riderId" FROM delivery.positions
    WHERE delivery_id = ${deliveryId} ORDER BY at
  `.execute(db)

  return rows
}

export async function deleteTrackPoints(tx: Tx, deliveryId: string, times: readonly Date[]): Promise<void> {
  await sql`
    DELETE FROM delivery.positions
    WHERE delivery_id = ${deliveryId} AND at = ANY (${times.map((at) => at.toISOString())}::timestamptz[])
  `.execute(tx)
}

/**
 * Forgets tracks of deliveries that were requested before `before`; answers how many points. Ids carry their time in
 * front, so that the primary key finds them.
 */
export async function deleteTracks(tx: Tx, before: Date, limit: number): Promise<number> {
  const firstId = `${before
    .getTime()
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})/, '$1-')}-0000-0000-000000000000`
  const result = await sql`
    DELETE FROM delivery.positions WHERE (delivery_id, at) IN (
      SELECT delivery_id, at FROM delivery.positions
      WHERE market_id = current_setting('app.market') AND delivery_id < ${firstId}::uuid
      ORDER BY delivery_id LIMIT ${limit})
  `.execute(tx)

  return Number(result.numAffectedRows ?? 0n)
}

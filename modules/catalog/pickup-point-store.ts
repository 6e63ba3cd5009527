// Every statement about pickup points.
import { type Db, type Tx, sql } from '@provender/platform/db'
import type { PickupPoint, PickupPointDraft } from './pickup-point.ts'

const columns = sql`id, name, address_line AS "addressLine", json_build_object('lat', lat, 'lng', lng) AS place, directions`

export async function selectPickupPoints(db: Db, vendorId: string): Promise<PickupPoint[]> {
  const { rows } = await sql<PickupPoint>`
    SELECT ${columns} FROM catalog.pickup_points WHERE vendor_id = ${vendorId} ORDER BY id
  `.execute(db)

  return rows
}

/** Held against others adding: the vendor's row is the lock. */
export async function countPickupPoints(tx: Tx, vendorId: string): Promise<number> {
  await sql`SELECT FROM catalog.vendors WHERE id = ${vendorId} FOR NO KEY UPDATE`.execute(tx)
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM catalog.pickup_points WHERE vendor_id = ${vendorId}
  `.execute(tx)

  return rows[0]?.count ?? 0
}

export async function insertPickupPoint(
  tx: Tx,
  { id, vendorId, name, addressLine, place, directions }: PickupPointDraft & { id: string; vendorId: string },
): Promise<PickupPoint> {
  const { rows } = await sql<PickupPoint>`
    INSERT INTO catalog.pickup_points (id, vendor_id, name, address_line, lat, lng, directions)
    VALUES (${id}, ${vendorId}, ${name}, ${addressLine}, ${place.lat}, ${place.lng}, ${directions}) RETURNING ${columns}
  `.execute(tx)

  return rows[0] as PickupPoint
}

/** Many at once; a vendor that has points already keeps the ones it has. */
export async function insertPickupPoints(
  tx: Tx,
  points: readonly (PickupPointDraft & { readonly id: string; readonly vendorId: string })[],
): Promise<void> {
  await sql`
    INSERT INTO catalog.pickup_points (id, vendor_id, name, address_line, lat, lng, directions)
    SELECT id, "vendorId", name, "addressLine", (place ->> 'lat')::float8, (place ->> 'lng')::float8, directions
    FROM jsonb_to_recordset(${JSON.stringify(points)}::jsonb) AS point (
      id uuid, "vendorId" uuid, name text, "addressLine" text, place jsonb, directions text)
    WHERE NOT EXISTS (SELECT FROM catalog.pickup_points AS known WHERE known.vendor_id = "vendorId")
  `.execute(tx)
}

/** @returns whose it is, or nothing when none of these vendors has it */
export async function deletePickupPoint(
  tx: Tx,
  { id, vendorIds }: { id: string; vendorIds: readonly string[] },
): Promise<string | undefined> {
  const { rows } = await sql<{ vendor_id: string }>`
    DELETE FROM catalog.pickup_points WHERE id = ${id} AND vendor_id = ANY(${vendorIds}::uuid[]) RETURNING vendor_id
  `.execute(tx)

  return rows[0]?.vendor_id
}

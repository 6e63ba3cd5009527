// Every SQL statement about zones; the only file that names their table.
import { type Db, type Tx, sql } from '@provender/platform/db'
import type { Zone, ZoneId } from './zone.ts'

interface ZoneRow extends Omit<Zone, 'ring' | 'areaM2' | 'feeMinor' | 'extraMinor'> {
  readonly ring: readonly (readonly [number, number])[]
  readonly areaM2: string | number
  readonly feeMinor: string | number | null
  readonly extraMinor: string | number
}

const columns = sql`
  id, vendor_id AS "vendorId", name, kind, ring, area_m2 AS "areaM2", fee_minor AS "feeMinor",
  extra_minor AS "extraMinor"`

const ofMarket = sql`market_id = current_setting('app.market')`

/** The market's own zones, oldest first. */
export async function selectMarketZones(db: Db): Promise<Zone[]> {
  return zonesOf(
    await sql<ZoneRow>`
      SELECT ${columns} FROM places.zones WHERE ${ofMarket} AND vendor_id IS NULL ORDER BY id
    `.execute(db),
  )
}

export async function selectVendorZones(db: Db, vendorId: string): Promise<Zone[]> {
  return zonesOf(
    await sql<ZoneRow>`
      SELECT ${columns} FROM places.zones WHERE ${ofMarket} AND vendor_id = ${vendorId} ORDER BY id
    `.execute(db),
  )
}

/** The market's zones and those of these vendors. */
export async function selectZonesFor(db: Db, vendorIds: readonly string[]): Promise<Zone[]> {
  return zonesOf(
    await sql<ZoneRow>`
      SELECT ${columns} FROM places.zones
      WHERE ${ofMarket} AND (vendor_id IS NULL OR vendor_id = ANY (${vendorIds}::uuid[]))
    `.execute(db),
  )
}

export async function insertZone(tx: Tx, zone: Zone, at: Date): Promise<void> {
  await sql`
    INSERT INTO places.zones (id, vendor_id, name, kind, ring, area_m2, fee_minor, extra_minor, changed_at)
    VALUES (${zone.id}, ${zone.vendorId}, ${zone.name}, ${zone.kind}::places.zone_kind, ${ringText(zone)}::jsonb,
      ${zone.areaM2}, ${zone.feeMinor}, ${zone.extraMinor}, ${at})
  `.execute(tx)
}

/** Held until the transaction ends; false when there is no such zone of that owner. */
export async function lockZone(tx: Tx, { id, vendorId }: Pick<Zone, 'id' | 'vendorId'>): Promise<boolean> {
  const { rows } = await sql`
    SELECT id FROM places.zones WHERE id = ${id} AND vendor_id IS NOT DISTINCT FROM ${vendorId}::uuid FOR UPDATE
  `.execute(tx)

  return rows.length === 1
}

export async function updateZone(tx: Tx, zone: Zone, at: Date): Promise<void> {
  await sql`
    UPDATE places.zones SET name = ${zone.name}, kind = ${zone.kind}::places.zone_kind, ring = ${ringText(zone)}::jsonb,
      area_m2 = ${zone.areaM2}, fee_minor = ${zone.feeMinor}, extra_minor = ${zone.extraMinor}, changed_at = ${at}
    WHERE id = ${zone.id}
  `.execute(tx)
}

/** False when there is no such zone of that owner. */
export async function deleteZone(tx: Tx, { id, vendorId }: Pick<Zone, 'id' | 'vendorId'>): Promise<boolean> {
  const result = await sql`
    DELETE FROM places.zones WHERE id = ${id} AND vendor_id IS NOT DISTINCT FROM ${vendorId}::uuid
  `.execute(tx)

  return result.numAffectedRows === 1n
}

/** Held until the transaction ends, so that two people who draw at once do not both draw the last allowed one. */
export async function countZonesAlone(tx: Tx, vendorId: string | null): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('places.zones'), hashtext(current_setting('app.market')))`.execute(tx)
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM places.zones
    WHERE ${ofMarket} AND vendor_id IS NOT DISTINCT FROM ${vendorId}::uuid
  `.execute(tx)

  return rows[0]?.count ?? 0
}

function ringText({ ring }: Zone): string {
  return JSON.stringify(ring.map(({ lat, lng }) => [lng, lat]))
}

function zonesOf({ rows }: { rows: readonly ZoneRow[] }): Zone[] {
  return rows.map((row) => ({
    ...row,
    id: row.id as ZoneId,
    ring: row.ring.map(([lng, lat]) => ({ lat, lng })),
    areaM2: Number(row.areaM2),
    feeMinor: row.feeMinor === null ? null : Number(row.feeMinor),
    extraMinor: Number(row.extraMinor),
  }))
}

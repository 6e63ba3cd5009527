// Every SQL statement about riders; the only file that names their table.
import { type Db, type Tx, sql } from '@provender/platform/db'
import { onConstraint } from '@provender/platform/errors'
import { alreadyApplied, riderUnknown } from './errors.ts'
import type { Place } from './place.ts'
import type { RiderApproval, RiderId, RiderRecord, Vehicle } from './rider.ts'

declare const locked: unique symbol
/** A rider whose row this transaction holds: what it says stays true until the commit. */
export type LockedRider = Omit<RiderRecord, 'activeDeliveryId'> & { readonly [locked]: true }

interface RowPlace {
  readonly lat: number | null
  readonly lng: number | null
}
type RiderRow = Omit<RiderRecord, 'place'> & RowPlace
type OwnRow = Omit<RiderRow, 'activeDeliveryId'>

const ownColumns = sql`
  r.id, r.account_id AS "accountId", r.name, r.phone, r.vehicle, r.vehicle_number AS "vehicleNumber", r.approval,
  r.approval_reason AS "approvalReason", r.online, r.lat, r.lng, r.position_at AS "placeAt", r.told_at AS "toldAt",
  r.created_at AS "createdAt"`

const columns = sql`
  ${ownColumns},
  (SELECT d.id FROM delivery.deliveries d WHERE d.rider_id = r.id AND d.ended_at IS NULL) AS "activeDeliveryId"`

export interface RiderDraft {
  readonly id: RiderId
  readonly accountId: string | null
  readonly name: string
  readonly phone: string
  readonly vehicle: Vehicle
  readonly vehicleNumber: string | null
  readonly approval: RiderApproval
  readonly online: boolean
  readonly place: Place | null
  readonly placeAt: Date | null
  readonly at: Date
}

/** @throws alreadyApplied when the account has a rider */
export async function insertRider(tx: Tx, draft: RiderDraft): Promise<void> {
  const { place, placeAt, at } = draft
  await onConstraint(
    sql`
      INSERT INTO delivery.riders (
        id, account_id, name, phone, vehicle, vehicle_number, approval, online, lat, lng, position_at, created_at)
      VALUES (
        ${draft.id}, ${draft.accountId}, ${draft.name}, ${draft.phone}, ${draft.vehicle}, ${draft.vehicleNumber},
        ${draft.approval}, ${draft.online}, ${place?.lat ?? null}, ${place?.lng ?? null}, ${placeAt}, ${at})
    `.execute(tx),
    { riders__one_per_account: alreadyApplied },
  )
}

/** Held until the transaction ends; after the delivery's row, before the offer's. */
export async function lockRider(tx: Tx, riderId: RiderId): Promise<LockedRider> {
  const { rows } = await sql<OwnRow>`
    SELECT ${ownColumns} FROM delivery.riders r WHERE r.id = ${riderId} FOR NO KEY UPDATE
  `.execute(tx)
  const row = rows[0]
  if (!row) throw riderUnknown()

  return recordOf(row) as LockedRider
}

/** To be asked behind the rider's lock: asked together with it, the answer could be from before the wait. */
export async function selectActiveDeliveryId(db: Db, riderId: RiderId): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM delivery.deliveries WHERE rider_id = ${riderId} AND ended_at IS NULL
  `.execute(db)

  return rows[0]?.id ?? null
}

export async function selectRider(db: Db, riderId: RiderId): Promise<RiderRecord | undefined> {
  const { rows } = await sql<RiderRow>`SELECT ${columns} FROM delivery.riders r WHERE r.id = ${riderId}`.execute(db)

  return rows[0] && recordOf(rows[0])
}

export async function selectRiderOfAccount(db: Db, accountId: string): Promise<RiderRecord | undefined> {
  const { rows } = await sql<RiderRow>`
    SELECT ${columns} FROM delivery.riders r
    WHERE r.market_id = current_setting('app.market') AND r.account_id = ${accountId}
  `.execute(db)

  return rows[0] && recordOf(rows[0])
}

export interface RiderFilter {
  readonly approval?: RiderApproval
  readonly online?: boolean
  readonly after?: string
  readonly limit: number
}

/** Newest first. */
export async function selectRiders(db: Db, { approval, online, after, limit }: RiderFilter): Promise<RiderRecord[]> {
  const conditions = [
    sql`r.market_id = current_setting('app.market')`,
    ...(approval === undefined ? [] : [sql`r.approval = ${approval}`]),
    ...(online === undefined ? [] : [sql`r.online = ${online}`]),
    ...(after === undefined ? [] : [sql`r.id < ${after}`]),
  ]
  const { rows } = await sql<RiderRow>`
    SELECT ${columns} FROM delivery.riders r WHERE ${sql.join(conditions, sql` AND `)} ORDER BY r.id DESC LIMIT ${limit}
  `.execute(db)

  return rows.map(recordOf)
}

/** Several at once, by id. */
export async function selectRidersById(
  db: Db,
  riderIds: readonly RiderId[],
): Promise<ReadonlyMap<RiderId, RiderRecord>> {
  const { rows } = await sql<RiderRow>`
    SELECT ${columns} FROM delivery.riders r WHERE r.id = ANY (${riderIds}::uuid[])
  `.execute(db)

  return new Map(rows.map((row) => [row.id, recordOf(row)]))
}

export async function updateApproval(
  tx: Tx,
  { id, approval, reason, online }: { id: RiderId; approval: RiderApproval; reason: string | null; online: boolean },
): Promise<void> {
  await sql`
    UPDATE delivery.riders SET approval = ${approval}, approval_reason = ${reason}, online = ${online} WHERE id = ${id}
  `.execute(tx)
}

export async function updateOnline(tx: Tx, riderId: RiderId, online: boolean): Promise<void> {
  await sql`UPDATE delivery.riders SET online = ${online} WHERE id = ${riderId}`.execute(tx)
}

export async function updatePlace(
  tx: Tx,
  { id, place, placeAt, toldAt }: { id: RiderId; place: Place; placeAt: Date; toldAt: Date | null },
): Promise<void> {
  await sql`
    UPDATE delivery.riders SET lat = ${place.lat}, lng = ${place.lng}, position_at = ${placeAt}, told_at = ${toldAt}
    WHERE id = ${id}
  `.execute(tx)
}

/** Approved and online, with a place and without work or question. */
const isFree = sql`
  r.market_id = current_setting('app.market') AND r.online AND r.approval = 'approved' AND r.lat IS NOT NULL
  AND NOT EXISTS (SELECT FROM delivery.deliveries d WHERE d.rider_id = r.id AND d.ended_at IS NULL)
  AND NOT EXISTS (SELECT FROM delivery.offers o WHERE o.rider_id = r.id AND o.closed_at IS NULL)`

interface FreeRiderRow {
  readonly id: RiderId
  readonly lat: number
  readonly lng: number
  readonly vehicle: Vehicle
  /** When his last delivery ended. */
  readonly freeSince: Date | null
}

export async function selectFreeRiders(db: Db): Promise<readonly FreeRiderRow[]> {
  const { rows } = await sql<FreeRiderRow>`
    SELECT r.id, r.lat, r.lng, r.vehicle, (
      SELECT d.ended_at FROM delivery.deliveries d WHERE d.rider_id = r.id ORDER BY d.id DESC LIMIT 1) AS "freeSince"
    FROM delivery.riders r WHERE ${isFree} ORDER BY r.id
  `.execute(db)

  return rows
}

/** Holds those of them who are still free, in id order; answers who they are. */
export async function lockFreeRiders(tx: Tx, riderIds: readonly RiderId[]): Promise<ReadonlySet<RiderId>> {
  const { rows } = await sql<{ id: RiderId }>`
    SELECT r.id FROM delivery.riders r WHERE ${isFree} AND r.id = ANY (${riderIds}::uuid[])
    ORDER BY r.id FOR NO KEY UPDATE OF r
  `.execute(tx)

  return new Set(rows.map((row) => row.id))
}

function recordOf<Row extends RowPlace>(row: Row): Omit<Row, keyof RowPlace> & { place: Place | null } {
  const { lat, lng, ...rest } = row

  return { ...rest, place: lat === null || lng === null ? null : { lat, lng } }
}

// Every SQL statement about deliveries and their history; the only file that names their tables.
import { type Db, type Tx, sql } from '@provender/platform/db'
import type { DeliveryId, DeliveryRecord, DeliveryRole, DeliveryState, WaitingReason } from './delivery.ts'
import { deliveryUnknown, movedOn } from './errors.ts'
import type { Place } from './place.ts'
import type { Vehicle } from './rider.ts'
import type { Refusal } from './who-may.ts'

declare const locked: unique symbol
/** A delivery whose row this transaction holds: what it says stays true until the commit. */
export type LockedDelivery = DeliveryRecord & { readonly [locked]: true }

interface DeliveryRow extends Omit<DeliveryRecord, 'pickup' | 'dropoff'> {
  readonly pickupLat: number
  readonly pickupLng: number
  readonly dropoffLine: string
  readonly dropoffNote: string | null
  readonly dropoffLat: number
  readonly dropoffLng: number
}

const columns = sql`
  d.id, d.order_id AS "orderId", d.order_number AS "orderNumber", d.state, d.vendor_id AS "vendorId",
  d.vendor_name AS "vendorName", d.vendor_phone AS "vendorPhone", d.pickup_lat AS "pickupLat", d.pickup_lng AS "pickupLng",
  d.customer_id AS "customerId", d.customer_name AS "customerName", d.customer_phone AS "customerPhone",
  d.dropoff_line AS "dropoffLine", d.dropoff_note AS "dropoffNote", d.dropoff_lat AS "dropoffLat",
  d.dropoff_lng AS "dropoffLng", d.distance_m AS "distanceM", d.fee_minor AS "feeMinor", d.collect_minor AS "collectMinor",
  d.currency, d.pickup_code AS "pickupCode", d.rider_id AS "riderId", d.waiting_reason AS "waitingReason",
  d.requested_at AS "requestedAt", d.ready_at AS "readyAt", d.assigned_at AS "assignedAt",
  d.picked_up_at AS "pickedUpAt", d.ended_at AS "endedAt"`

/** How a delivery came into its state. */
export interface HistoryDraft {
  readonly at: Date
  readonly role: DeliveryRole
  readonly actor: string
  readonly reason: string | null
}

/** Writes delivery and first history row in one statement; false when the order has a delivery already. */
export async function insertDelivery(tx: Tx, draft: DeliveryRecord, began: HistoryDraft): Promise<boolean> {
  const { pickup, dropoff } = draft
  const result = await sql`
    WITH written AS (
      INSERT INTO delivery.deliveries (
        id, order_id, order_number, state, vendor_id, vendor_name, vendor_phone, pickup_lat, pickup_lng, customer_id,
        customer_name, customer_phone, dropoff_line, dropoff_note, dropoff_lat, dropoff_lng, distance_m, fee_minor,
        collect_minor, currency, pickup_code, requested_at, ready_at)
      VALUES (
        ${draft.id}, ${draft.orderId}, ${draft.orderNumber}, ${draft.state}, ${draft.vendorId}, ${draft.vendorName},
        ${draft.vendorPhone}, ${pickup.lat}, ${pickup.lng}, ${draft.customerId}, ${draft.customerName},
        ${draft.customerPhone}, ${dropoff.line}, ${dropoff.note}, ${dropoff.place.lat}, ${dropoff.place.lng},
        ${draft.distanceM}, ${draft.feeMinor}, ${draft.collectMinor}, ${draft.currency}, ${draft.pickupCode},
        ${draft.requestedAt}, ${draft.readyAt})
      ON CONFLICT ON CONSTRAINT deliveries__one_per_order DO NOTHING
      RETURNING id, state
    )
    INSERT INTO delivery.delivery_history (delivery_id, state, at, role, actor, reason)
    SELECT id, state, ${began.at}, ${began.role}::delivery.delivery_role, ${began.actor}, ${began.reason} FROM written
  `.execute(tx)

  return result.numAffectedRows === 1n
}

/** Held until the transaction ends; after the order's row, before the rider's and the offer's. */
export async function lockDelivery(tx: Tx, deliveryId: DeliveryId): Promise<LockedDelivery> {
  const { rows } = await sql<DeliveryRow>`
    SELECT ${columns} FROM delivery.deliveries d WHERE d.id = ${deliveryId} FOR NO KEY UPDATE
  `.execute(tx)
  const row = rows[0]
  if (!row) throw deliveryUnknown()

  return recordOf(row) as LockedDelivery
}

export async function lockDeliveryOfOrder(tx: Tx, orderId: string): Promise<LockedDelivery | undefined> {
  const { rows } = await sql<DeliveryRow>`
    SELECT ${columns} FROM delivery.deliveries d WHERE d.order_id = ${orderId} FOR NO KEY UPDATE
  `.execute(tx)

  return rows[0] && (recordOf(rows[0]) as LockedDelivery)
}

/** Writes the new state and its history row in one statement. */
export async function updateState(
  tx: Tx,
  from: DeliveryState,
  delivery: DeliveryRecord,
  step: HistoryDraft,
): Promise<void> {
  const result = await sql`
    WITH moved AS (
      UPDATE delivery.deliveries SET state = ${delivery.state}, rider_id = ${delivery.riderId},
        assigned_at = ${delivery.assignedAt}, picked_up_at = ${delivery.pickedUpAt}, ended_at = ${delivery.endedAt},
        waiting_reason = ${delivery.waitingReason}
      WHERE id = ${delivery.id} AND state = ${from} RETURNING id, state, rider_id
    )
    INSERT INTO delivery.delivery_history (delivery_id, state, at, role, actor, rider_id, reason)
    SELECT id, state, ${step.at}, ${step.role}::delivery.delivery_role, ${step.actor}, rider_id, ${step.reason} FROM moved
  `.execute(tx)
  if (result.numAffectedRows !== 1n) throw movedOn()
}

export async function updateReadyAt(tx: Tx, deliveryId: DeliveryId, readyAt: Date): Promise<void> {
  await sql`UPDATE delivery.deliveries SET ready_at = ${readyAt} WHERE id = ${deliveryId}`.execute(tx)
}

/**
 * Counts a try at the pickup code before anybody compares it, so that parallel guesses are all counted. Undefined when
 * there were too many: `most` in `windowSeconds`, counted from the last one.
 */
export async function countPickupTry(
  tx: Tx,
  deliveryId: DeliveryId,
  { at, most, windowSeconds }: { at: Date; most: number; windowSeconds: number },
): Promise<{ code: string; tries: number } | undefined> {
  const { rows } = await sql<{ code: string; tries: number }>`
    UPDATE delivery.deliveries SET
      pickup_tries = CASE WHEN pickup_tried_at > ${at}::timestamptz - make_interval(secs => ${windowSeconds})
                          THEN pickup_tries + 1 ELSE 1 END,
      pickup_tried_at = ${at}
    WHERE id = ${deliveryId}
      AND NOT (pickup_tries >= ${most} AND pickup_tried_at > ${at}::timestamptz - make_interval(secs => ${windowSeconds}))
    RETURNING pickup_code AS code, pickup_tries AS tries
  `.execute(tx)

  return rows[0]
}

export async function selectDelivery(db: Db, deliveryId: DeliveryId): Promise<DeliveryRecord | undefined> {
  const { rows } = await sql<DeliveryRow>`
    SELECT ${columns} FROM delivery.deliveries d WHERE d.id = ${deliveryId}
  `.execute(db)

  return rows[0] && recordOf(rows[0])
}

export async function selectDeliveryOfOrder(db: Db, orderId: string): Promise<DeliveryRecord | undefined> {
  const { rows } = await sql<DeliveryRow>`
    SELECT ${columns} FROM delivery.deliveries d WHERE d.order_id = ${orderId}
  `.execute(db)

  return rows[0] && recordOf(rows[0])
}

export interface DeliveryFilter {
  readonly riderId?: string
  /** Ended or not; waiting: nobody is named yet. */
  readonly phase?: 'active' | 'waiting' | 'past'
  readonly after?: string
  readonly limit: number
}

/** Newest first. */
export async function selectDeliveries(
  db: Db,
  { riderId, phase, after, limit }: DeliveryFilter,
): Promise<DeliveryRecord[]> {
  const conditions = [
    sql`d.market_id = current_setting('app.market')`,
    ...(riderId === undefined ? [] : [sql`d.rider_id = ${riderId}`]),
    ...(phase === 'active' ? [sql`d.ended_at IS NULL`] : []),
    ...(phase === 'waiting' ? [sql`d.assigned_at IS NULL AND d.ended_at IS NULL`] : []),
    ...(phase === 'past' ? [sql`d.ended_at IS NOT NULL`] : []),
    ...(after === undefined ? [] : [sql`d.id < ${after}`]),
  ]
  const { rows } = await sql<DeliveryRow>`
    SELECT ${columns} FROM delivery.deliveries d
    WHERE ${sql.join(conditions, sql` AND `)} ORDER BY d.id DESC LIMIT ${limit}
  `.execute(db)

  return rows.map(recordOf)
}

export interface HistoryRecord {
  readonly state: DeliveryState
  readonly at: Date
  readonly role: DeliveryRole
  readonly riderId: string | null
  readonly reason: string | null
}

export async function selectHistory(db: Db, deliveryId: DeliveryId): Promise<readonly HistoryRecord[]> {
  const { rows } = await sql<HistoryRecord>`
    SELECT state, at, role, rider_id AS "riderId", reason FROM delivery.delivery_history
    WHERE delivery_id = ${deliveryId} ORDER BY step
  `.execute(db)

  return rows
}

/** Nobody is named, nobody is being asked. */
const waits = sql`
  d.market_id = current_setting('app.market') AND d.assigned_at IS NULL AND d.ended_at IS NULL
  AND NOT EXISTS (SELECT FROM delivery.offers o WHERE o.delivery_id = d.id AND o.closed_at IS NULL)`

/** Whether a look is worth it: something waits, or the time of an offer has run out. */
export async function isDispatchDue(db: Db, at: Date): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    SELECT EXISTS (SELECT FROM delivery.deliveries d WHERE ${waits})
        OR EXISTS (SELECT FROM delivery.offers o WHERE o.market_id = current_setting('app.market')
                    AND o.closed_at IS NULL AND o.expires_at <= ${at}) AS due
  `.execute(db)

  return rows[0]?.due ?? false
}

/** One dispatcher at a time in each market; the others leave it to him. Ends with the transaction. */
export async function takeDispatchTurn(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    SELECT pg_try_advisory_xact_lock(hashtext('delivery.dispatch'), hashtext(current_setting('app.market'))) AS mine
  `.execute(tx)

  return rows[0]?.mine ?? false
}

export interface WaitingRow extends DeliveryRecord {
  readonly refusals: readonly Refusal[]
}

/** Holds what waits, the longest waiting first, and says who was asked in vain. What others are at is left out. */
export async function lockWaitingDeliveries(tx: Tx, limit: number): Promise<readonly WaitingRow[]> {
  const { rows } = await sql<DeliveryRow & { refusals: readonly (Omit<Refusal, 'lastAt'> & { lastAt: string })[] }>`
    SELECT ${columns}, coalesce((
      SELECT json_agg(json_build_object('riderId', asked.rider_id, 'times', asked.times, 'lastAt', asked.last_at))
      FROM (SELECT o.rider_id, count(*) AS times, max(o.closed_at) AS last_at FROM delivery.offers o
            WHERE o.delivery_id = d.id AND o.state IN ('declined', 'expired', 'accepted') GROUP BY o.rider_id) AS asked
    ), '[]') AS refusals
    FROM delivery.deliveries d WHERE ${waits}
    ORDER BY d.requested_at LIMIT ${limit} FOR NO KEY UPDATE OF d SKIP LOCKED
  `.execute(tx)

  return rows.map((row) => ({
    ...recordOf(row),
    refusals: row.refusals.map((refusal) => ({ ...refusal, lastAt: new Date(refusal.lastAt) })),
  }))
}

/** What a rider has taken and not fetched yet, first come first. */
export async function selectListOf(db: Db, riderId: string): Promise<readonly { id: DeliveryId; orderId: string }[]> {
  const { rows } = await sql<{ id: DeliveryId; orderId: string }>`
    SELECT id, order_id AS "orderId" FROM delivery.deliveries
    WHERE rider_id = ${riderId} AND ended_at IS NULL AND picked_up_at IS NULL ORDER BY assigned_at, id
  `.execute(db)

  return rows
}

/** Somebody with food, on the way to a door. */
export interface BusyRow {
  readonly riderId: string
  readonly vehicle: Vehicle
  readonly pickup: Place
  readonly dropoff: Place
  readonly pickedUpAt: Date
}

/** Riders who will be asked again when they are done. */
export async function selectBusy(db: Db): Promise<readonly BusyRow[]> {
  const { rows } = await sql<BusyRow>`
    SELECT r.id AS "riderId", r.vehicle, d.picked_up_at AS "pickedUpAt",
      json_build_object('lat', d.pickup_lat, 'lng', d.pickup_lng) AS pickup,
      json_build_object('lat', d.dropoff_lat, 'lng', d.dropoff_lng) AS dropoff
    FROM delivery.deliveries d JOIN delivery.riders r ON r.id = d.rider_id
    WHERE d.market_id = current_setting('app.market') AND d.ended_at IS NULL AND d.picked_up_at IS NOT NULL AND r.online
    ORDER BY r.id
  `.execute(db)

  return rows
}

/** Says why they wait, where that is news. */
export async function updateWaitingReasons(
  tx: Tx,
  reasons: readonly { deliveryId: DeliveryId; reason: WaitingReason | null }[],
): Promise<void> {
  await sql`
    UPDATE delivery.deliveries d SET waiting_reason = given.reason
    FROM unnest(${reasons.map((each) => each.deliveryId)}::uuid[], ${reasons.map((each) => each.reason)}::text[])
      AS given (delivery_id, reason)
    WHERE d.id = given.delivery_id AND d.waiting_reason IS DISTINCT FROM given.reason
  `.execute(tx)
}

function recordOf(row: DeliveryRow): DeliveryRecord {
  const { pickupLat, pickupLng, dropoffLine, dropoffNote, dropoffLat, dropoffLng, ...rest } = row

  return {
    ...rest,
    pickup: { lat: pickupLat, lng: pickupLng },
    dropoff: { line: dropoffLine, note: dropoffNote, place: { lat: dropoffLat, lng: dropoffLng } },
  }
}

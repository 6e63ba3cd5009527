// Every SQL statement about offers; the only file that names their table for itself.
import { type Db, type Tx, sql } from '@provender/platform/db'
import { offerUnknown } from './errors.ts'
import type { OfferId, OfferRecord, OfferState } from './offer.ts'

declare const locked: unique symbol
/** An offer whose row this transaction holds: what it says stays true until the commit. */
export type LockedOffer = OfferRecord & { readonly [locked]: true }

interface OfferRow extends Omit<OfferRecord, 'pickup' | 'dropoff'> {
  readonly pickupLat: number
  readonly pickupLng: number
  readonly dropoffLat: number
  readonly dropoffLng: number
}

const columns = sql`
  o.id, o.delivery_id AS "deliveryId", d.order_id AS "orderId", o.rider_id AS "riderId", o.state,
  d.order_number AS "orderNumber", d.vendor_name AS "vendorName", d.pickup_lat AS "pickupLat", d.pickup_lng AS "pickupLng",
  d.dropoff_lat AS "dropoffLat", d.dropoff_lng AS "dropoffLng", o.distance_m AS "approachM", d.distance_m AS "distanceM",
  d.fee_minor AS "feeMinor", d.collect_minor AS "collectMinor", d.currency, d.ready_at AS "readyAt",
  o.offered_at AS "offeredAt", o.expires_at AS "expiresAt"`

export interface OfferDraft {
  readonly id: OfferId
  readonly deliveryId: string
  readonly riderId: string
  readonly distanceM: number
  readonly explanation: string
  readonly offeredAt: Date
  readonly expiresAt: Date
}

export async function insertOffers(tx: Tx, drafts: readonly OfferDraft[]): Promise<void> {
  await sql`
    INSERT INTO delivery.offers (id, delivery_id, rider_id, distance_m, explanation, offered_at, expires_at)
    SELECT * FROM unnest(
      ${drafts.map((draft) => draft.id)}::uuid[], ${drafts.map((draft) => draft.deliveryId)}::uuid[],
      ${drafts.map((draft) => draft.riderId)}::uuid[], ${drafts.map((draft) => draft.distanceM)}::int[],
      ${drafts.map((draft) => draft.explanation)}::text[],
      ${drafts.map((draft) => draft.offeredAt.toISOString())}::timestamptz[],
      ${drafts.map((draft) => draft.expiresAt.toISOString())}::timestamptz[])
  `.execute(tx)
}

/** Held until the transaction ends; the last lock, after order, delivery and rider. */
export async function lockOffer(tx: Tx, offerId: OfferId): Promise<LockedOffer> {
  await sql`SELECT FROM delivery.offers WHERE id = ${offerId} FOR NO KEY UPDATE`.execute(tx)
  const offer = await selectOffer(tx, offerId)
  if (!offer) throw offerUnknown()

  return offer as LockedOffer
}

export async function selectOffer(db: Db, offerId: OfferId): Promise<OfferRecord | undefined> {
  const { rows } = await sql<OfferRow>`
    SELECT ${columns} FROM delivery.offers o JOIN delivery.deliveries d ON d.id = o.delivery_id WHERE o.id = ${offerId}
  `.execute(db)

  return rows[0] && recordOf(rows[0])
}

/** What the rider is being asked and still has time for. */
export async function selectOpenOffers(db: Db, riderId: string, at: Date): Promise<readonly OfferRecord[]> {
  const { rows } = await sql<OfferRow>`
    SELECT ${columns} FROM delivery.offers o JOIN delivery.deliveries d ON d.id = o.delivery_id
    WHERE o.rider_id = ${riderId} AND o.closed_at IS NULL AND o.expires_at > ${at} ORDER BY o.offered_at
  `.execute(db)

  return rows.map(recordOf)
}

/** Closes an offer the caller holds. */
export async function updateOfferState(
  tx: Tx,
  { offerId, state, at }: { offerId: OfferId; state: Exclude<OfferState, 'open'>; at: Date },
): Promise<void> {
  await sql`UPDATE delivery.offers SET state = ${state}, closed_at = ${at} WHERE id = ${offerId}`.execute(tx)
}

export interface ClosedOffer {
  readonly offerId: OfferId
  readonly deliveryId: string
  readonly riderId: string
}

const closed = sql`RETURNING id AS "offerId", delivery_id AS "deliveryId", rider_id AS "riderId"`

/** Takes back what is still open, of a delivery or of a rider. */
export async function withdrawOffers(
  tx: Tx,
  of: { deliveryId: string } | { riderId: string },
  at: Date,
): Promise<readonly ClosedOffer[]> {
  const whose = 'deliveryId' in of ? sql`delivery_id = ${of.deliveryId}` : sql`rider_id = ${of.riderId}`
  const { rows } = await sql<ClosedOffer>`
    UPDATE delivery.offers SET state = 'withdrawn', closed_at = ${at} WHERE closed_at IS NULL AND ${whose} ${closed}
  `.execute(tx)

  return rows
}

/** Closes offers whose time has run out; those that somebody is answering at this moment are left to him. */
export async function expireOpenOffers(tx: Tx, at: Date, limit: number): Promise<readonly ClosedOffer[]> {
  const { rows } = await sql<ClosedOffer>`
    UPDATE delivery.offers SET state = 'expired', closed_at = ${at} WHERE id IN (
      SELECT id FROM delivery.offers
      WHERE market_id = current_setting('app.market') AND closed_at IS NULL AND expires_at <= ${at}
      ORDER BY expires_at LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED) ${closed}
  `.execute(tx)

  return rows
}

export interface AskedRow {
  readonly riderId: string
  readonly riderName: string
  readonly state: OfferState
  readonly distanceM: number
  readonly explanation: string
  readonly offeredAt: Date
  readonly closedAt: Date | null
}

/** Everybody who was asked for a delivery, and why, the first first. */
export async function selectAsked(db: Db, deliveryId: string): Promise<readonly AskedRow[]> {
  const { rows } = await sql<AskedRow>`
    SELECT o.rider_id AS "riderId", r.name AS "riderName", o.state, o.distance_m AS "distanceM", o.explanation,
      o.offered_at AS "offeredAt", o.closed_at AS "closedAt"
    FROM delivery.offers o JOIN delivery.riders r ON r.id = o.rider_id
    WHERE o.delivery_id = ${deliveryId} ORDER BY o.id
  `.execute(db)

  return rows
}

function recordOf(row: OfferRow): OfferRecord {
  const { pickupLat, pickupLng, dropoffLat, dropoffLng, ...rest } = row

  return { ...rest, pickup: { lat: pickupLat, lng: pickupLng }, dropoff: { lat: dropoffLat, lng: dropoffLng } }
}

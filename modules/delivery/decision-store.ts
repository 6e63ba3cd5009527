// Every SQL statement about the dispatcher's decisions; the only file that names their table.
import { type Db, type Tx, sql } from '@provender/platform/db'
import type { DeliveryId, WaitingReason } from './delivery.ts'
import type { RiderId } from './rider.ts'

export interface DecisionDraft {
  readonly deliveryId: DeliveryId
  readonly riderId: RiderId | null
  readonly waitingReason: WaitingReason | null
  readonly considered: number
  readonly arrivalAt: Date | null
  readonly pickupAt: Date | null
  readonly nextRiderId: RiderId | null
  readonly nextExtraSeconds: number | null
}

export async function insertDecisions(tx: Tx, at: Date, drafts: readonly DecisionDraft[]): Promise<void> {
  const timeOf = (time: Date | null) => time?.toISOString() ?? null
  await sql`
    INSERT INTO delivery.decisions (
      at, delivery_id, rider_id, waiting_reason, considered, arrival_at, pickup_at, next_rider_id, next_extra_seconds)
    SELECT ${at}::timestamptz, given.* FROM unnest(
      ${drafts.map((draft) => draft.deliveryId)}::uuid[], ${drafts.map((draft) => draft.riderId)}::uuid[],
      ${drafts.map((draft) => draft.waitingReason)}::text[], ${drafts.map((draft) => draft.considered)}::int[],
      ${drafts.map((draft) => timeOf(draft.arrivalAt))}::timestamptz[],
      ${drafts.map((draft) => timeOf(draft.pickupAt))}::timestamptz[],
      ${drafts.map((draft) => draft.nextRiderId)}::uuid[], ${drafts.map((draft) => draft.nextExtraSeconds)}::int[]) AS given
  `.execute(tx)
}

export interface DecisionRow extends Omit<DecisionDraft, 'deliveryId'> {
  readonly at: Date
  readonly riderName: string | null
  readonly nextRiderName: string | null
}

/** What was decided about a delivery, the first first. */
export async function selectDecisions(db: Db, deliveryId: DeliveryId): Promise<readonly DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`
    SELECT c.at, c.rider_id AS "riderId", r.name AS "riderName", c.waiting_reason AS "waitingReason", c.considered,
      c.arrival_at AS "arrivalAt", c.pickup_at AS "pickupAt", c.next_rider_id AS "nextRiderId",
      n.name AS "nextRiderName", c.next_extra_seconds AS "nextExtraSeconds"
    FROM delivery.decisions c
    LEFT JOIN delivery.riders r ON r.id = c.rider_id LEFT JOIN delivery.riders n ON n.id = c.next_rider_id
    WHERE c.delivery_id = ${deliveryId} ORDER BY c.id
  `.execute(db)

  return rows
}

export async function deleteDecisions(tx: Tx, before: Date, limit: number): Promise<void> {
  await sql`
    DELETE FROM delivery.decisions WHERE id IN (
      SELECT id FROM delivery.decisions WHERE market_id = current_setting('app.market') AND at < ${before}
      ORDER BY at LIMIT ${limit})
  `.execute(tx)
}

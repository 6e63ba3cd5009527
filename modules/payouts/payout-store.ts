// Every SQL statement about payouts and their batches.
import { type Db, type Tx, sql } from '@provender/platform/db'
import { onConstraint } from '@provender/platform/errors'
import { alreadyUnderWay, notByYourself } from './errors.ts'
import { type DestinationKind, type Owner, type Payout, type PayoutState, digestOf } from './payout.ts'

export interface PayoutRow extends Owner {
  readonly id: string
  readonly destinationId: string
  readonly kind: DestinationKind
  readonly holder: string
  readonly number: string
  readonly bank: string | null
  readonly amountMinor: number
  readonly feeMinor: number
  readonly currency: string
  readonly state: PayoutState
  readonly askedBy: string | null
  readonly askedAt: Date
  readonly decidedAt: Date | null
  readonly endedAt: Date | null
  readonly note: string | null
  readonly failure: string | null
  readonly batchId: string | null
  readonly provider: string | null
  readonly polls: number
}

const columns = sql`
  p.id, p.owner_kind AS "ownerKind", p.owner_id AS "ownerId", p.destination_id AS "destinationId", d.kind, d.holder,
  d.number, d.bank, p.amount_minor AS "amountMinor", p.fee_minor AS "feeMinor", p.currency, p.state,
  p.asked_by AS "askedBy", p.asked_at AS "askedAt", p.decided_at AS "decidedAt", p.ended_at AS "endedAt", p.note,
  p.failure, p.batch_id AS "batchId", p.provider, p.polls`
const tables = sql`payouts.payouts p JOIN payouts.destinations d ON d.id = p.destination_id`

export async function insertPayout(
  tx: Tx,
  row: Owner &
    Pick<PayoutRow, 'id' | 'destinationId' | 'amountMinor' | 'feeMinor' | 'currency' | 'askedBy' | 'askedAt'>,
): Promise<void> {
  const inserted = sql`
    INSERT INTO payouts.payouts (id, owner_kind, owner_id, destination_id, amount_minor, fee_minor, currency, asked_by, asked_at)
    VALUES (${row.id}, ${row.ownerKind}, ${row.ownerId}, ${row.destinationId}, ${row.amountMinor}, ${row.feeMinor},
      ${row.currency}, ${row.askedBy}, ${row.askedAt})
  `.execute(tx)
  await onConstraint(inserted, { payouts__one_under_way: alreadyUnderWay })
}

export async function selectPayout(db: Db, id: string): Promise<PayoutRow | undefined> {
  const { rows } = await sql<PayoutRow>`SELECT ${columns} FROM ${tables} WHERE p.id = ${id}`.execute(db)
  return rows[0]
}

export async function lockPayout(tx: Tx, id: string): Promise<PayoutRow | undefined> {
  await sql`SELECT FROM payouts.payouts WHERE id = ${id} FOR NO KEY UPDATE`.execute(tx)
  return selectPayout(tx, id)
}

export interface PayoutFilter {
  readonly ownerId?: string
  readonly waiting?: boolean
  readonly batchId?: string
  readonly after?: string
  readonly limit: number
}

/** Newest first. */
export async function selectPayouts(db: Db, filter: PayoutFilter): Promise<PayoutRow[]> {
  const conditions = [
    sql`p.market_id = current_setting('app.market')`,
    ...(filter.ownerId === undefined ? [] : [sql`p.owner_id = ${filter.ownerId}`]),
    ...(filter.waiting ? [sql`p.state = 'waiting'`] : []),
    ...(filter.batchId === undefined ? [] : [sql`p.batch_id = ${filter.batchId}`]),
    ...(filter.after === undefined ? [] : [sql`p.id < ${filter.after}`]),
  ]
  const { rows } = await sql<PayoutRow>`
    SELECT ${columns} FROM ${tables} WHERE ${sql.join(conditions, sql` AND `)} ORDER BY p.id DESC LIMIT ${filter.limit}
  `.execute(db)
  return rows
}

export async function insertBatch(tx: Tx, batch: { id: string; by: string; at: Date }): Promise<void> {
  await sql`INSERT INTO payouts.batches (id, made_by, made_at) VALUES (${batch.id}, ${batch.by}, ${batch.at})`.execute(
    tx,
  )
}

export async function updateAgreed(
  tx: Tx,
  id: string,
  agreed: { by: string; at: Date; digest: Buffer; batchId: string; provider: string; pollAt: Date },
): Promise<void> {
  const updated = sql`
    UPDATE payouts.payouts SET state = 'sending', decided_by = ${agreed.by}, decided_at = ${agreed.at},
      digest = ${agreed.digest}, batch_id = ${agreed.batchId}, provider = ${agreed.provider}, poll_at = ${agreed.pollAt}
    WHERE id = ${id} AND state = 'waiting'
  `.execute(tx)
  await onConstraint(updated, { payouts__four_eyes: notByYourself })
}

export async function updateRejected(
  tx: Tx,
  id: string,
  rejected: { by: string; at: Date; note: string },
): Promise<void> {
  const updated = sql`
    UPDATE payouts.payouts SET state = 'rejected', decided_by = ${rejected.by}, decided_at = ${rejected.at},
      ended_at = ${rejected.at}, note = ${rejected.note}
    WHERE id = ${id} AND state = 'waiting'
  `.execute(tx)
  await onConstraint(updated, { payouts__four_eyes: notByYourself })
}

export async function updateEnded(
  tx: Tx,
  id: string,
  end: { state: 'paid' | 'failed'; failure: string | null; at: Date },
): Promise<void> {
  await sql`
    UPDATE payouts.payouts SET state = ${end.state}, failure = ${end.failure}, ended_at = ${end.at}, poll_at = NULL
    WHERE id = ${id}
  `.execute(tx)
}

/** Takes those whose turn it is to be asked about, and sets their next turn before anybody asks. */
export async function claimDuePayouts(
  tx: Tx,
  { at, most, nextAt }: { at: Date; most: number; nextAt: (polls: number) => Date },
): Promise<PayoutRow[]> {
  const { rows } = await sql<{ id: string; polls: number }>`
    SELECT id, polls FROM payouts.payouts
    WHERE market_id = current_setting('app.market') AND state = 'sending' AND poll_at <= ${at}
    ORDER BY poll_at LIMIT ${most} FOR UPDATE SKIP LOCKED
  `.execute(tx)
  for (const { id, polls } of rows) {
    await sql`UPDATE payouts.payouts SET poll_at = ${nextAt(polls + 1)}, polls = polls + 1 WHERE id = ${id}`.execute(tx)
  }
  const claimed = await Promise.all(rows.map(({ id }) => selectPayout(tx, id)))

  return claimed.filter((row) => row !== undefined)
}

export function payoutOf(row: PayoutRow): Payout {
  return {
    id: row.id,
    ownerKind: row.ownerKind,
    ownerId: row.ownerId,
    amountMinor: row.amountMinor,
    feeMinor: row.feeMinor,
    currency: row.currency,
    state: row.state,
    destination: { kind: row.kind, holder: row.holder, number: `…${row.number.slice(-4)}` },
    scheduled: row.askedBy === null,
    askedAt: row.askedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    note: row.note,
    failure: row.failure,
    batchId: row.batchId,
    digest: digestOf(row).toString('hex'),
  }
}

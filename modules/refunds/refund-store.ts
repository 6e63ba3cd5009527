// Every SQL statement about refunds; the only file that names their tables.
import type { Funder } from '@provender/ledger'
import { type Db, type Tx, sql } from '@provender/platform/db'
import { onConstraint } from '@provender/platform/errors'
import { alreadyAsked, secondPersonNeeded } from './errors.ts'
import type { LineCount, Reason, Refund, RefundState, Side } from './refund.ts'

export interface RefundRow {
  readonly id: string
  readonly orderId: string
  readonly orderNumber: string
  readonly customerId: string
  readonly vendorId: string
  readonly state: RefundState
  readonly reason: Reason
  readonly note: string
  readonly everything: boolean
  readonly deliveryMinor: number
  readonly feesMinor: number
  readonly goodwillMinor: number
  readonly goodsBy: Funder
  readonly deliveryBy: Funder
  readonly amountMinor: number
  readonly currency: string
  readonly toSource: boolean
  readonly toSourceMinor: number
  readonly gateway: string | null
  readonly transaction: string | null
  readonly failure: string | null
  readonly askedBy: Side
  readonly askedAccount: string
  readonly askedAt: Date
  readonly needsSecond: boolean
  readonly firstAccount: string | null
  readonly decidedAccount: string | null
  readonly decidedAt: Date | null
  readonly decisionNote: string | null
  readonly polls: number
  readonly lines: LineCount[]
}

const columns = sql`
  r.id, r.order_id AS "orderId", r.order_number AS "orderNumber", r.customer_id AS "customerId", r.vendor_id AS "vendorId",
  r.state, r.reason, r.note, r.everything, r.delivery_minor AS "deliveryMinor", r.fees_minor AS "feesMinor",
  r.goodwill_minor AS "goodwillMinor", r.goods_by AS "goodsBy", r.delivery_by AS "deliveryBy",
  r.amount_minor AS "amountMinor", r.currency, r.to_source AS "toSource", r.to_source_minor AS "toSourceMinor", r.gateway,
  r.transaction, r.failure, r.asked_by AS "askedBy", r.asked_account AS "askedAccount", r.asked_at AS "askedAt",
  r.needs_second AS "needsSecond", r.first_account AS "firstAccount", r.decided_account AS "decidedAccount",
  r.decided_at AS "decidedAt", r.decision_note AS "decisionNote", r.polls,
  coalesce((SELECT json_agg(json_build_object('line', l.line, 'quantity', l.quantity) ORDER BY l.line)
            FROM refunds.refund_lines l WHERE l.refund_id = r.id), '[]') AS lines`

export type RefundDraft = Pick<
  RefundRow,
  | 'id'
  | 'orderId'
  | 'orderNumber'
  | 'customerId'
  | 'vendorId'
  | 'reason'
  | 'note'
  | 'everything'
  | 'deliveryMinor'
  | 'feesMinor'
  | 'goodwillMinor'
  | 'goodsBy'
  | 'deliveryBy'
  | 'amountMinor'
  | 'currency'
  | 'toSource'
  | 'askedBy'
  | 'askedAccount'
  | 'askedAt'
  | 'firstAccount'
  | 'lines'
>

/** It waits until somebody has agreed, were it its asker in the same transaction. */
export async function insertRefund(tx: Tx, draft: RefundDraft): Promise<void> {
  const inserted = sql`
    WITH made AS (
      INSERT INTO refunds.refunds (id, order_id, order_number, customer_id, vendor_id, state, reason, note, everything,
        delivery_minor, fees_minor, goodwill_minor, goods_by, delivery_by, amount_minor, currency, to_source, asked_by,
        asked_account, asked_at, first_account)
      VALUES (${draft.id}, ${draft.orderId}, ${draft.orderNumber}, ${draft.customerId}, ${draft.vendorId}, 'waiting',
        ${draft.reason}, ${draft.note}, ${draft.everything}, ${draft.deliveryMinor}, ${draft.feesMinor},
        ${draft.goodwillMinor}, ${draft.goodsBy}, ${draft.deliveryBy}, ${draft.amountMinor}, ${draft.currency},
        ${draft.toSource}, ${draft.askedBy}, ${draft.askedAccount}, ${draft.askedAt}, ${draft.firstAccount})
      RETURNING id
    )
    INSERT INTO refunds.refund_lines (refund_id, line, quantity)
    SELECT made.id, l.line, l.quantity
    FROM made, unnest(${draft.lines.map((each) => each.line)}::smallint[], ${draft.lines.map((each) => each.quantity)}::int[]) AS l (line, quantity)
  `.execute(tx)
  await onConstraint(inserted, { refunds__one_waiting_per_asker: alreadyAsked })
}

export async function selectRefund(db: Db, id: string): Promise<RefundRow | undefined> {
  const { rows } = await sql<RefundRow>`SELECT ${columns} FROM refunds.refunds r WHERE r.id = ${id}`.execute(db)
  return rows[0]
}

/** To be called with its order locked. */
export async function lockRefund(tx: Tx, id: string): Promise<RefundRow> {
  await sql`SELECT FROM refunds.refunds WHERE id = ${id} FOR NO KEY UPDATE`.execute(tx)
  return (await selectRefund(tx, id)) as RefundRow
}

export async function selectRefundsOfOrder(db: Db, orderId: string): Promise<RefundRow[]> {
  const { rows } = await sql<RefundRow>`
    SELECT ${columns} FROM refunds.refunds r WHERE r.order_id = ${orderId} ORDER BY r.id
  `.execute(db)
  return rows
}

export interface RefundFilter {
  readonly waiting?: boolean
  readonly vendorIds?: readonly string[]
  readonly after?: string
  readonly limit: number
}

/** Newest first. */
export async function selectRefunds(db: Db, { waiting, vendorIds, after, limit }: RefundFilter): Promise<RefundRow[]> {
  const conditions = [
    sql`r.market_id = current_setting('app.market')`,
    ...(waiting ? [sql`r.state = 'waiting'`] : []),
    ...(vendorIds ? [sql`r.vendor_id = ANY (${vendorIds}::uuid[])`] : []),
    ...(after === undefined ? [] : [sql`r.id < ${after}`]),
  ]
  const { rows } = await sql<RefundRow>`
    SELECT ${columns} FROM refunds.refunds r WHERE ${sql.join(conditions, sql` AND `)} ORDER BY r.id DESC LIMIT ${limit}
  `.execute(db)
  return rows
}

export interface Decision {
  readonly state: Exclude<RefundState, 'waiting'>
  readonly needsSecond?: boolean
  readonly amountMinor?: number
  readonly toSourceMinor?: number
  readonly gateway?: string
  readonly transaction?: string
  readonly pollAt?: Date
  readonly by: string
  readonly at: Date
  readonly note: string | null
}

export async function updateDecision(tx: Tx, id: string, decision: Decision): Promise<void> {
  const updated = sql`
    UPDATE refunds.refunds SET state = ${decision.state}, needs_second = ${decision.needsSecond ?? false},
      amount_minor = coalesce(${decision.amountMinor ?? null}::bigint, amount_minor),
      to_source_minor = ${decision.toSourceMinor ?? 0}, gateway = ${decision.gateway ?? null},
      transaction = ${decision.transaction ?? null}, poll_at = ${decision.pollAt ?? null}, decided_account = ${decision.by},
      decided_at = ${decision.at}, decision_note = ${decision.note}
    WHERE id = ${id} AND state = 'waiting'
  `.execute(tx)
  await onConstraint(updated, { refunds__four_eyes: secondPersonNeeded })
}

/** The first of two has agreed. */
export async function updateFirst(tx: Tx, id: string, accountId: string): Promise<void> {
  await sql`UPDATE refunds.refunds SET first_account = ${accountId}, needs_second = true WHERE id = ${id}`.execute(tx)
}

export async function updateEnd(
  tx: Tx,
  id: string,
  end: { state: 'refunded' | 'credited'; failure: string | null },
): Promise<void> {
  await sql`
    UPDATE refunds.refunds SET state = ${end.state}, failure = ${end.failure}, poll_at = NULL WHERE id = ${id}
  `.execute(tx)
}

/** Takes those whose turn it is to be asked about, and sets their next turn before anybody asks. */
export async function claimDueRefunds(
  tx: Tx,
  { at, most, nextAt }: { at: Date; most: number; nextAt: (polls: number) => Date },
): Promise<RefundRow[]> {
  const { rows } = await sql<RefundRow>`
    SELECT ${columns} FROM refunds.refunds r
    WHERE r.market_id = current_setting('app.market') AND r.state = 'sending' AND r.poll_at <= ${at}
    ORDER BY r.poll_at LIMIT ${most} FOR UPDATE SKIP LOCKED
  `.execute(tx)
  for (const row of rows) {
    await sql`
      UPDATE refunds.refunds SET poll_at = ${nextAt(row.polls + 1)}, polls = polls + 1 WHERE id = ${row.id}
    `.execute(tx)
  }

  return rows
}

/** As one side may see it: who pays is between vendor and platform. */
export function refundOf(row: RefundRow, side: Side): Refund {
  const told = side !== 'customer'

  return {
    id: row.id,
    orderId: row.orderId,
    orderNumber: row.orderNumber,
    state: row.state,
    reason: row.reason,
    note: row.note,
    lines: row.lines,
    everything: row.everything,
    amountMinor: row.amountMinor,
    currency: row.currency,
    to: row.toSource ? 'source' : 'wallet',
    toSourceMinor: row.toSourceMinor,
    askedBy: row.askedBy,
    askedAt: row.askedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decisionNote: row.decisionNote,
    goodsBy: told ? row.goodsBy : null,
    deliveryBy: told ? row.deliveryBy : null,
    needsSecond: row.state === 'waiting' && row.needsSecond,
  }
}

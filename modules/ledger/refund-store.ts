// Every statement about refunds in the ledger: the flows that make and end them, and what was given back of an order.
import { type Db, type Tx, sql } from '@provender/platform/db'
import { type MovedRow, moveMoney } from './ledger-store.ts'
import type { Funder, OrderRefund, RefundTerms, RefundableCapture } from './order-refund.ts'

export interface RefundedRow extends MovedRow {
  readonly amount_minor: number
  readonly to_wallet_minor: number
  readonly to_source_minor: number
}

export function refund(tx: Tx, terms: RefundTerms & { actor: string }): Promise<RefundedRow> {
  return moveMoney(
    tx,
    sql`
      SELECT * FROM ledger.refund(${terms.refundId}, ${terms.orderId}, ${terms.goodsMinor}, ${terms.deliveryMinor},
        ${terms.feesMinor}, ${terms.goodwillMinor}, ${terms.goodsBy}, ${terms.deliveryBy}, ${terms.captureId},
        ${terms.toSourceMinor}, ${terms.actor})
    `,
  )
}

export function endRefund(tx: Tx, end: { refundId: string; sent: boolean; actor: string }): Promise<MovedRow> {
  return moveMoney(tx, sql`SELECT * FROM ledger.end_refund(${end.refundId}, ${end.sent}, ${end.actor})`)
}

/** What was given back of an order so far, oldest first. */
export async function selectOrderRefunds(db: Db, orderId: string): Promise<OrderRefund[]> {
  const { rows } = await sql<
    Omit<OrderRefund, 'at' | 'goodsBy' | 'deliveryBy'> & { at: Date; goodsBy: Funder; deliveryBy: Funder }
  >`
    SELECT refund_id AS "refundId", state, goods_minor AS "goodsMinor", delivery_minor AS "deliveryMinor",
      fees_minor AS "feesMinor", tax_minor AS "taxMinor", discount_minor AS "discountMinor",
      goodwill_minor AS "goodwillMinor", commission_minor AS "commissionMinor", goods_by AS "goodsBy",
      delivery_by AS "deliveryBy", amount_minor AS "amountMinor", to_source_minor AS "toSourceMinor", refunded_at AS at
    FROM ledger.order_refunds WHERE order_id = ${orderId} ORDER BY refunded_at, refund_id
  `.execute(db)

  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** Provider payments that reached an order's escrow, with what has not gone back to them yet. */
export async function selectRefundableCaptures(db: Db, orderId: string): Promise<RefundableCapture[]> {
  const { rows } = await sql<RefundableCapture>`
    SELECT t.id AS "captureId", clearing.owner_name AS provider,
      substr(t.key, length('capture:' || clearing.owner_name || ':') + 1) AS "providerTransaction",
      (into_escrow.amount_minor - coalesce((
        SELECT sum(r.to_source_minor) FROM ledger.order_refunds r WHERE r.capture_id = t.id AND r.state <> 'returned'
      ), 0))::bigint AS "leftMinor"
    FROM ledger.transfers t
    JOIN ledger.order_funds o ON o.order_id = t.order_id
    JOIN ledger.entries into_escrow ON into_escrow.transfer_id = t.id AND into_escrow.account_id = o.escrow_account
    JOIN ledger.entries from_clearing ON from_clearing.transfer_id = t.id
    JOIN ledger.accounts clearing ON clearing.id = from_clearing.account_id AND clearing.kind = 'clearing'
    WHERE t.order_id = ${orderId} AND t.kind = 'capture' ORDER BY t.id
  `.execute(db)

  return rows
}

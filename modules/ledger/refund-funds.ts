// Giving back what a customer paid for a delivered order, and ending a refund that went back the way the money came.
import { type Context, actorName } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import type { OrderRefund, RefundTerms, RefundableCapture } from './order-refund.ts'
import { endRefund, refund, selectOrderRefunds, selectRefundableCaptures } from './refund-store.ts'

export interface Refunded {
  readonly amountMinor: number
  readonly toWalletMinor: number
  readonly toSourceMinor: number
}

/**
 * Once per refund id. Decided under the order's lock: all refunds together never exceed a part of the order, a capture,
 * or what was paid. Throws `fundsMovedOn` unless the order was delivered, `moreThanRefundable`, `riderMissing`.
 */
export async function refundFunds(tx: Tx, ctx: Context, terms: RefundTerms): Promise<Refunded> {
  const row = await refund(tx, { ...terms, actor: actorName(ctx.actor) })
  return { amountMinor: row.amount_minor, toWalletMinor: row.to_wallet_minor, toSourceMinor: row.to_source_minor }
}

/** `sent`: the provider has paid it out. Not sent: the provider never will, and the wallet gets it. Once, either way. */
export async function endRefundFunds(
  tx: Tx,
  ctx: Context,
  { refundId, sent }: { refundId: string; sent: boolean },
): Promise<void> {
  await endRefund(tx, { refundId, sent, actor: actorName(ctx.actor) })
}

export function listOrderRefunds(db: Db, _ctx: Context, orderId: string): Promise<OrderRefund[]> {
  return selectOrderRefunds(db, orderId)
}

export function listRefundableCaptures(db: Db, _ctx: Context, orderId: string): Promise<RefundableCapture[]> {
  return selectRefundableCaptures(db, orderId)
}

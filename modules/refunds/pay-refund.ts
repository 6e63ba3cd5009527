// A refund that was agreed to becomes money: in the wallet at once, or asked of the gateway that once collected it.
import { listRefundableCaptures, refundFunds } from '@provender/ledger'
import type { EndedOrder } from '@provender/ordering'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { enqueue } from '@provender/platform/jobs'
import { Type } from 'typebox'
import { refundPaid } from './events.ts'
import { partsLeft } from './parts-left.ts'
import { RefundId, estimateOf, nextPollAt } from './refund.ts'
import { type RefundRow, updateDecision } from './refund-store.ts'

/** What the transaction asks to be sent to the gateway after it; the poll sends what was lost in between. */
export const sendRefundJob = { name: 'refunds.send', payload: Type.Object({ refundId: RefundId }) }

/** What it comes to is computed anew: other refunds may have gone ahead of one that waited. */
export async function payRefund(
  tx: Tx,
  ctx: Context,
  {
    refund,
    order,
    by,
    needsSecond,
    note,
  }: { refund: RefundRow; order: EndedOrder; by: string; needsSecond: boolean; note: string | null },
): Promise<void> {
  const { bought, parts } = await partsLeft(tx, ctx, order, refund)
  const source = refund.toSource ? await sourceOf(tx, ctx, order.id) : undefined
  const toSourceMinor = Math.min(source?.leftMinor ?? 0, estimateOf(bought, parts))
  const moved = await refundFunds(tx, ctx, {
    refundId: refund.id,
    orderId: order.id,
    ...parts,
    goodsBy: refund.goodsBy,
    deliveryBy: refund.deliveryBy,
    captureId: toSourceMinor > 0 && source ? source.captureId : null,
    toSourceMinor,
  })

  const sending = moved.toSourceMinor > 0 && source !== undefined
  await updateDecision(tx, refund.id, {
    state: sending ? 'sending' : 'refunded',
    needsSecond,
    amountMinor: moved.amountMinor,
    toSourceMinor: moved.toSourceMinor,
    ...(sending && {
      gateway: source.provider,
      transaction: source.providerTransaction,
      pollAt: nextPollAt(ctx.at, 0),
    }),
    by,
    at: ctx.at,
    note,
  })
  if (sending) await enqueue(tx, sendRefundJob, { refundId: refund.id })
  else await publish(tx, refundPaid, { ...factOf(refund), amountMinor: moved.amountMinor, toWallet: true })
}

/** The provider payment that can take most back. An order paid from the wallet or in cash has none. */
async function sourceOf(tx: Tx, ctx: Context, orderId: string) {
  const captures = await listRefundableCaptures(tx, ctx, orderId)
  return captures.filter(({ leftMinor }) => leftMinor > 0).toSorted((a, b) => b.leftMinor - a.leftMinor)[0]
}

export function factOf(refund: RefundRow) {
  return {
    refundId: refund.id,
    orderId: refund.orderId,
    orderNumber: refund.orderNumber,
    customerId: refund.customerId,
    vendorId: refund.vendorId,
    reason: refund.reason,
    amountMinor: refund.amountMinor,
    currency: refund.currency,
  }
}

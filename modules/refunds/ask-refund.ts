// Wanting money back of an order: a customer asks, a vendor or an administrator gives it, within what each may.
import { moneyRulesOf } from '@provender/markets'
import { type EndedOrder, getEndedOrder, lockOrder } from '@provender/ordering'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { unauthenticated } from '@provender/platform/http-errors'
import { newId } from '@provender/platform/ids'
import { approveLocked, mayDecideAlone } from './decide-refund.ts'
import { askedTooLate, notYours, orderNotOver } from './errors.ts'
import { refundAsked } from './events.ts'
import { factOf } from './pay-refund.ts'
import { partsLeft } from './parts-left.ts'
import { type GiveRefund, type Refund, type Side, estimateOf, fundersOf, isVendorsOwn } from './refund.ts'
import { type RefundRow, insertRefund, lockRefund, refundOf, selectRefund } from './refund-store.ts'

/**
 * Writes the wish down under the order's lock. Whoever may decide it alone has decided it by asking, and the money moves
 * in the same transaction; else it waits for somebody who may.
 */
export async function askRefund(
  tx: Tx,
  ctx: Context,
  { orderId, side, ...wish }: GiveRefund & { orderId: string; side: Side },
): Promise<Refund> {
  const { actor } = ctx
  if (actor.kind !== 'account') throw unauthenticated()
  await lockOrder(tx, orderId)
  const order = await getEndedOrder(tx, ctx, { orderId, side })
  const no = whyNotAsk(ctx, order, side, wish)
  if (no) throw no
  const { bought, parts } = await partsLeft(tx, ctx, order, wish)

  const id = newId()
  await insertRefund(tx, {
    id,
    orderId,
    orderNumber: order.number,
    customerId: order.customerId,
    vendorId: order.vendorId,
    reason: wish.reason,
    note: wish.note?.trim() ?? '',
    everything: wish.everything ?? false,
    deliveryMinor: parts.deliveryMinor,
    feesMinor: parts.feesMinor,
    goodwillMinor: parts.goodwillMinor,
    goodsBy: wish.goodsBy ?? fundersOf[wish.reason].goodsBy,
    deliveryBy: wish.deliveryBy ?? fundersOf[wish.reason].deliveryBy,
    amountMinor: Math.max(1, estimateOf(bought, parts)),
    currency: order.currency,
    toSource: wish.to === 'source',
    askedBy: side,
    askedAccount: actor.accountId,
    askedAt: ctx.at,
    firstAccount: side === 'admin' ? actor.accountId : null,
    lines: wish.everything ? [] : (wish.lines ?? []),
  })
  const refund = await lockRefund(tx, id)
  if (await mayDecideAlone(tx, ctx, refund, side)) await approveLocked(tx, ctx, { refund, order, note: null })
  else await publish(tx, refundAsked, { ...factOf(refund), by: side })

  return refundOf((await selectRefund(tx, id)) as RefundRow, side)
}

function whyNotAsk(ctx: Context, order: EndedOrder, side: Side, wish: GiveRefund) {
  if (order.state !== 'delivered' && order.state !== 'collected') return orderNotOver({ state: order.state })
  if (side === 'vendor' && (!isVendorsOwn(wish.reason) || wish.deliveryMinor || wish.everything)) return notYours()
  const askUntil = (order.endedAt?.getTime() ?? 0) + moneyRulesOf(ctx.market.settings).refundAskDays * 86_400_000
  if (side === 'customer' && ctx.at.getTime() > askUntil) return askedTooLate()

  return undefined
}

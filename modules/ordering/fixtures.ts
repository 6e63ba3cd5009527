// Orders for other modules' tests: written as placing would have, without a vendor, a menu or stock.
import type { Context } from '@provender/platform/context'
import { actorName } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import type { OrderId, OrderState, WholeOrder } from './order.ts'
import { confirmationTimes, moveOrder, secondsAfter } from './order-state.ts'
import { type OrderDraft, insertOrder, lockOrder } from './order-store.ts'
import { openFunds } from './place-order.ts'

/**
 * An order of 5,000 for goods and 1,000 for its delivery, with its funds open in the ledger. Paid in cash unless told
 * otherwise; card and mobile money await their payment; a wallet has to be full enough.
 */
export async function anOrder(
  tx: Tx,
  ctx: Context,
  overrides: Partial<OrderDraft> = {},
  { fromWalletMinor = 0 } = {},
): Promise<WholeOrder> {
  const { settings } = ctx.market
  const paymentMethod = overrides.paymentMethod ?? 'cash'
  const fulfilment = overrides.fulfilment ?? 'delivery'
  const waits = paymentMethod === 'card' || paymentMethod === 'mobile_money'
  const goodsMinor = overrides.goodsMinor ?? 5000
  const deliveryFeeMinor = overrides.deliveryFeeMinor ?? (fulfilment === 'delivery' ? 1000 : 0)
  const draft: OrderDraft = {
    id: newId(),
    state: waits ? 'awaiting_payment' : 'placed',
    fulfilment,
    paymentMethod,
    customerId: ctx.actor.kind === 'account' ? ctx.actor.accountId : newId(),
    customerName: 'Ada Customer',
    contactPhone: '+237670000001',
    vendorId: newId(),
    vendorName: 'Chez Test',
    vendorPhone: '+237670000002',
    vendorPlace: settings.centre,
    address:
      fulfilment === 'delivery'
        ? { line: '1 Test Street', place: { lat: settings.centre.lat + 0.01, lng: settings.centre.lng }, note: null }
        : null,
    distanceM: fulfilment === 'delivery' ? 1446 : null,
    goodsMinor,
    deliveryFeeMinor,
    smallBasketFeeMinor: 0,
    taxMinor: 0,
    taxIncluded: true,
    taxAddedMinor: 0,
    serviceFeeMinor: 0,
    tipMinor: overrides.tipMinor ?? 0,
    discountMinor: 0,
    vendorDiscountMinor: 0,
    pointsMinor: 0,
    parts: [{ code: 'goods', amountMinor: goodsMinor, facts: {} }],
    totalMinor: goodsMinor + deliveryFeeMinor + (overrides.tipMinor ?? 0),
    currency: settings.currency,
    preparationMinutes: 20,
    handoverCode: '1234',
    placedAt: ctx.at,
    paidAt: paymentMethod === 'wallet' ? ctx.at : null,
    readyAt: null,
    endedAt: null,
    ...(waits
      ? { confirmedAt: null, cancelUntil: null, deadlineAt: secondsAfter(ctx.at, settings.paymentWithinSeconds) }
      : confirmationTimes(ctx.at, settings)),
    lines: [
      {
        productId: newId(),
        name: 'Ndolé',
        choices: [],
        unitPriceMinor: goodsMinor,
        quantity: 1,
        totalMinor: goodsMinor,
        discountMinor: 0,
        note: null,
      },
    ],
    began: { at: ctx.at, role: 'customer', actor: actorName(ctx.actor), reason: null },
    emptiesCartOf: null,
    ...overrides,
  }
  const number = await insertOrder(tx, draft)
  await openFunds(tx, ctx, draft, fromWalletMinor)

  return { ...draft, number, history: [{ ...draft.began, state: draft.state, at: ctx.at.toISOString() }] }
}

/** Takes an order through these states, one after the other, with all that follows from them. */
export async function walkOrder(
  tx: Tx,
  ctx: Context,
  orderId: OrderId,
  ...states: readonly Exclude<OrderState, 'awaiting_payment'>[]
): Promise<void> {
  for (const to of states) await moveOrder(tx, ctx, await lockOrder(tx, orderId), { to, by: 'system' })
}

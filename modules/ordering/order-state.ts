// The one door through which an order changes state: what it writes, what happens to stock and money, what is announced.
import { releaseStock, takeStock } from '@provender/inventory'
import { cancelFunds, settleFunds } from '@provender/ledger'
import { type Context, actorName } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { type EventDefinition, publish } from '@provender/platform/events'
import { releasePromotions } from '@provender/promotions'
import { movedOn } from './errors.ts'
import {
  type OrderFact,
  orderAccepted,
  orderCancelled,
  orderCollected,
  orderDeclined,
  orderDelivered,
  orderDeliveryFailed,
  orderExpired,
  orderPaymentFailed,
  orderPickedUp,
  orderPlaced,
  orderPreparing,
  orderReady,
  orderReturned,
} from './events.ts'
import { type LineRecord, type OrderRecord, type OrderRole, type OrderState, isFinal, mayFollow } from './order.ts'
import { type LockedOrder, selectLines, updateState } from './order-store.ts'

export interface Step {
  readonly to: Exclude<OrderState, 'awaiting_payment'>
  /** On whose behalf. */
  readonly by: OrderRole
  readonly reason?: string
  /** When the vendor means to have it ready. */
  readonly readyAt?: Date
}

/** What happens to the order's stock on coming into a state. */
const stockOn: Partial<Record<OrderState, typeof takeStock>> = {
  picked_up: takeStock,
  collected: takeStock,
  payment_failed: releaseStock,
  declined: releaseStock,
  cancelled: releaseStock,
  expired: releaseStock,
}

/** What happens to the order's money: shared out among those who earned it, or given back. */
const moneyOn: Partial<Record<OrderState, 'settle' | 'return'>> = {
  delivered: 'settle',
  collected: 'settle',
  returned: 'return',
  payment_failed: 'return',
  declined: 'return',
  cancelled: 'return',
  expired: 'return',
}

const announcementOf: Record<Exclude<Step['to'], 'placed'>, EventDefinition<typeof OrderFact>> = {
  accepted: orderAccepted,
  declined: orderDeclined,
  preparing: orderPreparing,
  ready: orderReady,
  picked_up: orderPickedUp,
  collected: orderCollected,
  delivered: orderDelivered,
  failed_delivery: orderDeliveryFailed,
  returned: orderReturned,
  payment_failed: orderPaymentFailed,
  cancelled: orderCancelled,
  expired: orderExpired,
}

/**
 * Takes an order one step on, or says that it has moved on already. Money and stock follow in the same transaction,
 * so that no caller can forget them. Locks in the order of the house: the order's row is held by the caller, then
 * stock, promotions, ledger accounts, then inserts.
 */
export async function moveOrder(tx: Tx, ctx: Context, order: LockedOrder, step: Step): Promise<LockedOrder> {
  if (!mayFollow(order.state, step.to, order.fulfilment)) throw movedOn({ state: order.state })

  const moved = { ...order, ...whatChanges(ctx, order, step) }
  await updateState(tx, order.state, moved, {
    at: ctx.at,
    role: step.by,
    actor: actorName(ctx.actor),
    reason: step.reason ?? null,
  })
  await stockOn[step.to]?.(tx, ctx, order.id)
  if (order.discountMinor > 0 && moneyOn[step.to] === 'return') await releasePromotions(tx, ctx, order.id)
  const returnedMinor = await moveMoney(tx, ctx, order, step.to)
  await announce(tx, ctx, moved, step, returnedMinor)

  return moved
}

/** The times a state brings with it. */
function whatChanges(ctx: Context, order: OrderRecord, step: Step): Partial<OrderRecord> {
  const { settings } = ctx.market
  const paidNow =
    step.to === 'placed' || ((step.to === 'delivered' || step.to === 'collected') && order.paidAt === null)

  return {
    state: step.to,
    deadlineAt: null,
    ...(paidNow && { paidAt: ctx.at }),
    ...(isFinal(step.to) && { endedAt: ctx.at }),
    ...(step.readyAt && { readyAt: step.readyAt }),
    ...(step.to === 'ready' && { readyAt: ctx.at }),
    ...(step.to === 'placed' && confirmationTimes(ctx.at, settings)),
    ...(stalled.has(step.to) && { deadlineAt: secondsAfter(ctx.at, moveOnWithinSeconds) }),
  }
}

/** States that only people lead out of. After a day the clock does, so that no money stays in between for ever. */
const stalled: ReadonlySet<OrderState> = new Set(['accepted', 'preparing', 'ready', 'failed_delivery'])
const moveOnWithinSeconds = 24 * 60 * 60

/** What begins to run when the vendor gets to see an order. */
export function confirmationTimes(
  at: Date,
  settings: { acceptWithinSeconds: number; cancellationWindowSeconds: number },
): { confirmedAt: Date; deadlineAt: Date; cancelUntil: Date } {
  return {
    confirmedAt: at,
    deadlineAt: secondsAfter(at, settings.acceptWithinSeconds),
    cancelUntil: secondsAfter(at, settings.cancellationWindowSeconds),
  }
}

export function secondsAfter(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1000)
}

/** Answers what went back to the customer's wallet. */
async function moveMoney(tx: Tx, ctx: Context, order: OrderRecord, to: OrderState): Promise<number> {
  const move = moneyOn[to]
  if (move === 'return') return (await cancelFunds(tx, ctx, order.id)).returnedMinor
  if (move === 'settle') await settleFunds(tx, ctx, order.id)

  return 0
}

async function announce(tx: Tx, ctx: Context, order: OrderRecord, step: Step, returnedMinor: number): Promise<void> {
  if (step.to === 'placed') return announcePlaced(tx, ctx, order, await selectLines(tx, order.id), step.by)

  await publish(tx, announcementOf[step.to], {
    ...factOf(ctx, order, step.by),
    reason: step.reason ?? null,
    returnedMinor,
  })
}

/** Tells that the vendor can see an order. */
export async function announcePlaced(
  tx: Tx,
  ctx: Context,
  order: OrderRecord,
  lines: readonly LineRecord[],
  by: OrderRole,
): Promise<void> {
  await publish(tx, orderPlaced, {
    ...factOf(ctx, order, by),
    items: lines.map(({ productId, name, quantity }) => ({ productId, name, quantity })),
    distanceM: order.distanceM,
  })
}

function factOf(ctx: Context, order: OrderRecord, by: OrderRole): OrderFact {
  return {
    orderId: order.id,
    number: order.number,
    vendorId: order.vendorId,
    vendorName: order.vendorName,
    vendorPlace: order.vendorPlace,
    customerId: order.customerId,
    state: order.state,
    fulfilment: order.fulfilment,
    paymentMethod: order.paymentMethod,
    goodsMinor: order.goodsMinor,
    deliveryFeeMinor: order.deliveryFeeMinor,
    totalMinor: order.totalMinor,
    currency: order.currency,
    at: ctx.at.toISOString(),
    by,
    reason: null,
    readyAt: order.readyAt?.toISOString() ?? null,
    vendorKnows: order.confirmedAt !== null,
    returnedMinor: 0,
  }
}

// What paying does to an order that waited for it: it is placed once its money is complete, or fails.
import { keepReservation, reservationLapsed } from '@provender/inventory'
import { getOrderFunds } from '@provender/ledger'
import type { Context } from '@provender/platform/context'
import type { PaymentMethod } from '@provender/markets'
import type { Db, Tx } from '@provender/platform/db'
import { DomainError } from '@provender/platform/errors'
import { orderUnknown } from './errors.ts'
import { type OrderId, type OrderState, isOnSide } from './order.ts'
import { moveOrder } from './order-state.ts'
import { deleteCart } from './cart-store.ts'
import { accountOwner } from './cart.ts'
import { lockOrder, selectOrder } from './order-store.ts'

/** What a payment needs to know of the order it is for. */
export interface OrderToPay {
  readonly id: OrderId
  readonly number: string
  readonly state: OrderState
  readonly customerId: string
  readonly vendorId: string
  readonly paymentMethod: PaymentMethod
  readonly totalMinor: number
  /** What is still to be collected: the total less what the wallet, or an earlier payment, has brought. */
  readonly dueMinor: number
  readonly currency: string
  /** Unpaid at this time, the order expires; null when it no longer waits. */
  readonly payBy: Date | null
}

/** The customer's own order; to everybody else but the system it is unknown. */
export async function getOrderToPay(db: Db, ctx: Context, orderId: OrderId): Promise<OrderToPay> {
  const order = await selectOrder(db, orderId)
  if (!order || (ctx.actor.kind !== 'system' && !isOnSide('customer', order, ctx.actor))) throw orderUnknown()
  const funds = await getOrderFunds(db, ctx, orderId)

  return {
    id: order.id,
    number: order.number,
    state: order.state,
    customerId: order.customerId,
    vendorId: order.vendorId,
    paymentMethod: order.paymentMethod,
    totalMinor: order.totalMinor,
    dueMinor: order.totalMinor - funds.capturedMinor,
    currency: order.currency,
    payBy: order.state === 'awaiting_payment' ? order.deadlineAt : null,
  }
}

/**
 * To be called after money was booked for an order: places it when its funds are complete. Safe to repeat, and calm
 * about an order that has ended meanwhile (the ledger gave that money to the customer's wallet). Answers its state.
 */
export async function orderPaid(tx: Tx, ctx: Context, orderId: OrderId): Promise<OrderState> {
  const order = await lockOrder(tx, orderId)
  if (order.state !== 'awaiting_payment') return order.state
  const funds = await getOrderFunds(tx, ctx, orderId)
  if (funds.state !== 'paid') return order.state

  if (!(await stillHeld(tx, ctx, orderId))) {
    await moveOrder(tx, ctx, order, { to: 'expired', by: 'system', reason: 'It was paid too late.' })
    return 'expired'
  }
  await moveOrder(tx, ctx, order, { to: 'placed', by: 'customer' })
  await deleteCart(tx, accountOwner(order.customerId), order.vendorId)
  return 'placed'
}

/** Goods that went back on sale before the money came are not promised any more; the money goes to the wallet. */
async function stillHeld(tx: Tx, ctx: Context, orderId: OrderId): Promise<boolean> {
  try {
    await keepReservation(tx, ctx, orderId)
    return true
  } catch (error) {
    if (error instanceof DomainError && error.code === reservationLapsed.code) return false
    throw error
  }
}

/** Gives a waiting order up because its payment was refused for good. An order that no longer waits is left alone. */
export async function failOrderPayment(
  tx: Tx,
  ctx: Context,
  { orderId, reason }: { orderId: OrderId; reason?: string },
): Promise<OrderState> {
  const order = await lockOrder(tx, orderId)
  if (order.state !== 'awaiting_payment') return order.state

  await moveOrder(tx, ctx, order, { to: 'payment_failed', by: 'system', ...(reason !== undefined && { reason }) })
  return 'payment_failed'
}

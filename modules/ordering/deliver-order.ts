// The rider's part of an order's life, for the delivery module: picked up, delivered, failed, returned.
import type { Context } from '@provender/platform/context'
import type { Fulfilment, PaymentMethod } from '@provender/markets'
import type { Db, Tx } from '@provender/platform/db'
import { orderUnknown } from './errors.ts'
import type { HandoverProof } from './hand-over-order.ts'
import { type OrderId, type OrderRecord, type OrderRole, type OrderState, firstNameOf } from './order.ts'
import { moveOrder } from './order-state.ts'
import { lockOrder, selectOrder } from './order-store.ts'

/** What a delivery needs to know. Who may ask is the delivery's to decide. */
export interface OrderForDelivery {
  readonly id: OrderId
  readonly number: string
  readonly state: OrderState
  readonly fulfilment: Fulfilment
  readonly paymentMethod: PaymentMethod
  readonly customerId: string
  readonly customerFirstName: string
  readonly customerPhone: string | null
  readonly vendorId: string
  readonly vendorName: string
  readonly vendorPhone: string | null
  readonly pickup: OrderRecord['vendorPlace']
  /** Null for orders that are collected. */
  readonly dropoff: OrderRecord['address']
  readonly distanceM: number | null
  readonly deliveryFeeMinor: number
  readonly tipMinor: number
  readonly totalMinor: number
  readonly currency: string
  readonly readyAt: Date | null
}

export async function getOrderForDelivery(db: Db, _ctx: Context, orderId: OrderId): Promise<OrderForDelivery> {
  const order = await selectOrder(db, orderId)
  if (!order) throw orderUnknown()

  return {
    id: order.id,
    number: order.number,
    state: order.state,
    fulfilment: order.fulfilment,
    paymentMethod: order.paymentMethod,
    customerId: order.customerId,
    customerFirstName: firstNameOf(order.customerName),
    customerPhone: order.contactPhone,
    vendorId: order.vendorId,
    vendorName: order.vendorName,
    vendorPhone: order.vendorPhone,
    pickup: order.vendorPlace,
    dropoff: order.address,
    distanceM: order.distanceM,
    deliveryFeeMinor: order.deliveryFeeMinor,
    tipMinor: order.tipMinor,
    totalMinor: order.totalMinor,
    currency: order.currency,
    readyAt: order.readyAt,
  }
}

/** The rider has it: the vendor's stock goes down. */
export async function pickUpOrder(tx: Tx, ctx: Context, orderId: OrderId): Promise<void> {
  await moveOrder(tx, ctx, await lockOrder(tx, orderId), { to: 'picked_up', by: 'rider' })
}

/** The customer has it, as the proof of `proveHandover` shows: vendor, rider and platform get their money. */
export async function deliverOrder(tx: Tx, ctx: Context, proof: HandoverProof): Promise<void> {
  await moveOrder(tx, ctx, await lockOrder(tx, proof.orderId), { to: 'delivered', by: 'rider' })
}

/** The customer could not be found: the rider still has the food, and the money stays where it is. */
export async function failDelivery(
  tx: Tx,
  ctx: Context,
  { orderId, reason }: { orderId: OrderId; reason: string },
): Promise<void> {
  await moveOrder(tx, ctx, await lockOrder(tx, orderId), { to: 'failed_delivery', by: 'rider', reason })
}

/** The food is back at the vendor's. The customer gets the money back; food that was out does not go on sale again. */
export async function returnOrder(
  tx: Tx,
  ctx: Context,
  { orderId, by }: { orderId: OrderId; by: OrderRole },
): Promise<void> {
  await moveOrder(tx, ctx, await lockOrder(tx, orderId), { to: 'returned', by })
}

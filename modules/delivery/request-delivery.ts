// An accepted order becomes a delivery that waits for a rider.
import { type OrderForDelivery, getOrderForDelivery } from '@provender/ordering'
import { distanceBetween } from '@provender/places'
import { type Context, actorName } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { newId } from '@provender/platform/ids'
import { randomInt } from 'node:crypto'
import type { DeliveryRecord } from './delivery.ts'
import { factOf } from './delivery-state.ts'
import { insertDelivery } from './delivery-store.ts'
import { deliveryRequested } from './events.ts'

/** Once for each order. Orders that are collected, and those that ended in the meantime, need nobody. */
export async function requestDelivery(tx: Tx, ctx: Context, orderId: string): Promise<void> {
  const order = await getOrderForDelivery(tx, ctx, orderId)
  const draft = draftFor(order, ctx)
  if (!draft) return

  const began = { at: ctx.at, role: 'system', actor: actorName(ctx.actor), reason: null } as const
  if (await insertDelivery(tx, draft, began)) await publish(tx, deliveryRequested, factOf(ctx, draft, { by: 'system' }))
}

function draftFor(order: OrderForDelivery, { market, at }: Context): DeliveryRecord | undefined {
  const { dropoff, pickup } = order
  const awaited = order.state === 'accepted' || order.state === 'preparing' || order.state === 'ready'
  if (order.fulfilment !== 'delivery' || !dropoff || !awaited) return undefined

  return {
    id: newId(),
    orderId: order.id,
    orderNumber: order.number,
    state: 'waiting',
    vendorId: order.vendorId,
    vendorName: order.vendorName,
    vendorPhone: order.vendorPhone,
    pickup,
    customerId: order.customerId,
    customerName: order.customerFirstName,
    customerPhone: order.customerPhone,
    dropoff,
    distanceM: order.distanceM ?? distanceBetween(market, pickup, dropoff.place).distanceM,
    // What the rider gets: a tip given with the order is known before the ride.
    feeMinor: order.deliveryFeeMinor + order.tipMinor,
    collectMinor: order.paymentMethod === 'cash' ? order.totalMinor : 0,
    currency: order.currency,
    pickupCode: String(randomInt(10_000)).padStart(4, '0'),
    riderId: null,
    waitingReason: null,
    requestedAt: at,
    readyAt: order.readyAt,
    assignedAt: null,
    pickedUpAt: null,
    endedAt: null,
  }
}

// What a delivery does when its order moves without it: ready, called off, back at the vendor's.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { type DeliveryRole, isBeforePickup, mayFollow } from './delivery.ts'
import { factOf, moveDelivery } from './delivery-state.ts'
import { lockDeliveryOfOrder, updateReadyAt } from './delivery-store.ts'
import { foodReady } from './events.ts'
import { insertKitchenTime } from './kitchen-store.ts'
import { withdrawDeliveryOffers } from './withdraw-offers.ts'

/** The kitchen is done: the promise becomes a fact, and the rider on his way hears of it. */
export async function noteFoodReady(
  tx: Tx,
  ctx: Context,
  { orderId, readyAt }: { orderId: string; readyAt: Date },
): Promise<void> {
  const delivery = await lockDeliveryOfOrder(tx, orderId)
  if (!delivery || !isBeforePickup(delivery.state)) return

  await insertKitchenTime(tx, delivery, readyAt)
  await updateReadyAt(tx, delivery.id, readyAt)
  if (delivery.riderId === null) return
  const { vendorName, pickup } = delivery
  await publish(tx, foodReady, { ...factOf(ctx, delivery, { by: 'vendor' }), vendorName, pickup })
}

/** The order is off: whoever was asked or on his way is called back. */
export async function cancelDelivery(
  tx: Tx,
  ctx: Context,
  { orderId, by, reason }: { orderId: string; by: DeliveryRole; reason: string | null },
): Promise<void> {
  const delivery = await lockDeliveryOfOrder(tx, orderId)
  if (!delivery || !mayFollow(delivery.state, 'cancelled')) return

  await withdrawDeliveryOffers(tx, ctx, delivery.id)
  await moveDelivery(tx, ctx, delivery, { to: 'cancelled', by, ...(reason !== null && { reason }) })
}

/** Food that failed to reach its customer is back with the vendor. */
export async function noteReturned(
  tx: Tx,
  ctx: Context,
  { orderId, by }: { orderId: string; by: DeliveryRole },
): Promise<void> {
  const delivery = await lockDeliveryOfOrder(tx, orderId)
  if (!delivery || !mayFollow(delivery.state, 'returned')) return

  await moveDelivery(tx, ctx, delivery, { to: 'returned', by })
}

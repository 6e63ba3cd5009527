// The rider's way with an order: at the vendor's, picked up, at the customer's, delivered, failed, or given back.
import {
  deliverOrder,
  failDelivery as failOrderDelivery,
  lockOrder,
  pickUpOrder,
  proveHandover,
} from '@provender/ordering'
import type { Context } from '@provender/platform/context'
import type { Db, Open, Tx } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { type DeliveryId, type DeliveryRecord, mayFollow } from './delivery.ts'
import { moveDelivery } from './delivery-state.ts'
import { type LockedDelivery, countPickupTry, lockDelivery, selectDelivery } from './delivery-store.ts'
import { deliveryUnknown, movedOn, pickupCodeLocked, pickupCodeWrong } from './errors.ts'
import { getOwnRider } from './get-rider.ts'

const mostTries = 5
const windowSeconds = 15 * 60

export const HandoverCode = Type.Object({
  code: Type.String({ pattern: '^[0-9]{4}$', description: 'The four digits that the other side tells you.' }),
})
export type HandoverCode = Static<typeof HandoverCode>

export const WhyNot = Type.Object({
  reason: Type.String({ minLength: 1, maxLength: 300, description: 'What happened; the market reads this.' }),
})
export type WhyNot = Static<typeof WhyNot>

/** Who takes the step: the rider with his own delivery, or an administrator for him. */
export type Side = 'rider' | 'admin'

export function arriveAtVendor(
  tx: Tx,
  ctx: Context,
  { deliveryId }: { deliveryId: DeliveryId },
): Promise<DeliveryRecord> {
  return arrive(tx, ctx, deliveryId, 'at_vendor')
}

export function arriveAtCustomer(
  tx: Tx,
  ctx: Context,
  { deliveryId }: { deliveryId: DeliveryId },
): Promise<DeliveryRecord> {
  return arrive(tx, ctx, deliveryId, 'at_customer')
}

async function arrive(
  tx: Tx,
  ctx: Context,
  deliveryId: DeliveryId,
  to: 'at_vendor' | 'at_customer',
): Promise<DeliveryRecord> {
  const rider = await getOwnRider(tx, ctx)
  const delivery = await lockDelivery(tx, deliveryId)
  if (delivery.riderId !== rider.id) throw deliveryUnknown()
  if (delivery.state === to) return delivery

  return moveDelivery(tx, ctx, delivery, { to, by: 'rider' })
}

/** The vendor's digits are the proof. Counting the try is a transaction of its own: it stays counted when it was wrong. */
export async function pickUpDelivery(
  { db, open }: { db: Db; open: Open },
  ctx: Context,
  { deliveryId, code }: HandoverCode & { deliveryId: DeliveryId },
): Promise<DeliveryRecord> {
  const known = await getOwnDelivery(db, ctx, deliveryId)
  if (known.state === 'picked_up') return known
  if (!mayFollow(known.state, 'picked_up')) throw movedOn({ state: known.state })

  const tried = await open((tx) => countPickupTry(tx, deliveryId, { at: ctx.at, most: mostTries, windowSeconds }))
  if (!tried) throw pickupCodeLocked({ retryAfterSeconds: windowSeconds })
  if (tried.code !== code) throw pickupCodeWrong({ triesLeft: mostTries - tried.tries })

  return open(async (tx) => {
    const delivery = await lockWithOrder(tx, known)
    if (delivery.state === 'picked_up') return delivery

    const moved = await moveDelivery(tx, ctx, delivery, { to: 'picked_up', by: 'rider' })
    await pickUpOrder(tx, ctx, delivery.orderId)
    return moved
  })
}

/** The customer's digits are the proof. Vendor, rider and platform get their money in the same transaction. */
export async function completeDelivery(
  { db, open }: { db: Db; open: Open },
  ctx: Context,
  { deliveryId, code }: HandoverCode & { deliveryId: DeliveryId },
): Promise<DeliveryRecord> {
  const known = await getOwnDelivery(db, ctx, deliveryId)
  if (known.state === 'delivered') return known
  if (!mayFollow(known.state, 'delivered')) throw movedOn({ state: known.state })
  const proof = await proveHandover(open, ctx, { orderId: known.orderId, code })

  return open(async (tx) => {
    const delivery = await lockWithOrder(tx, known)
    if (delivery.state === 'delivered') return delivery

    const moved = await moveDelivery(tx, ctx, delivery, { to: 'delivered', by: 'rider' })
    await deliverOrder(tx, ctx, proof)
    return moved
  })
}

/** The customer cannot be found. The rider brings the food back; the vendor confirms that in ordering. */
export async function failDelivery(
  tx: Tx,
  ctx: Context,
  { deliveryId, reason, by }: WhyNot & { deliveryId: DeliveryId; by: Side },
): Promise<DeliveryRecord> {
  const delivery = await lockFor(by, tx, ctx, deliveryId)
  if (delivery.state === 'failed') return delivery

  const moved = await moveDelivery(tx, ctx, delivery, { to: 'failed', by, reason })
  await failOrderDelivery(tx, ctx, { orderId: delivery.orderId, reason })
  return moved
}

/** Before the food is picked up somebody else can still fetch it: the delivery waits again, and others are asked first. */
export async function releaseDelivery(
  tx: Tx,
  ctx: Context,
  { deliveryId, reason, by }: WhyNot & { deliveryId: DeliveryId; by: Side },
): Promise<DeliveryRecord> {
  const delivery = await lockFor(by, tx, ctx, deliveryId)

  return moveDelivery(tx, ctx, delivery, { to: 'waiting', by, reason })
}

/** Somebody else's delivery and one that never was look the same: unknown. */
async function getOwnDelivery(db: Db, ctx: Context, deliveryId: DeliveryId): Promise<DeliveryRecord> {
  const rider = await getOwnRider(db, ctx)
  const delivery = await selectDelivery(db, deliveryId)
  if (delivery?.riderId !== rider.id) throw deliveryUnknown()

  return delivery
}

/** The order's row first, then the delivery's, which may have gone to somebody else in the meantime. */
async function lockWithOrder(tx: Tx, known: DeliveryRecord): Promise<LockedDelivery> {
  await lockOrder(tx, known.orderId)
  const delivery = await lockDelivery(tx, known.id)
  if (delivery.riderId !== known.riderId) throw movedOn({ state: delivery.state })

  return delivery
}

async function lockFor(side: Side, tx: Tx, ctx: Context, deliveryId: DeliveryId): Promise<LockedDelivery> {
  if (side === 'rider') return lockWithOrder(tx, await getOwnDelivery(tx, ctx, deliveryId))
  const known = await selectDelivery(tx, deliveryId)
  if (!known) throw deliveryUnknown()

  return lockWithOrder(tx, known)
}

// The delivery of one order, as its vendor and the market's administrators see it; and who else may follow it.
import type { Actor, Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { type DeliveryId, isUnderWay } from './delivery.ts'
import {
  type AdminDelivery,
  type AdminDeliveryStory,
  type VendorDelivery,
  adminDeliveryReply,
  adminStoryReply,
  vendorDeliveryReply,
} from './delivery-replies.ts'
import { selectDecisions } from './decision-store.ts'
import { selectDelivery, selectDeliveryOfOrder, selectHistory } from './delivery-store.ts'
import { deliveryUnknown } from './errors.ts'
import { selectAsked } from './offer-store.ts'
import { firstNameOf } from './rider.ts'
import { selectRider, selectRiderOfAccount } from './rider-store.ts'

/** Somebody else's order, one that is collected and one that never was look the same: unknown. */
export async function getVendorDelivery(
  db: Db,
  ctx: Context,
  { orderId }: { orderId: string },
): Promise<VendorDelivery> {
  const delivery = await selectDeliveryOfOrder(db, orderId)
  const own = ctx.actor.kind === 'account' && delivery && ctx.actor.vendorIds.includes(delivery.vendorId)
  if (!own) throw deliveryUnknown()
  const rider = delivery.riderId === null ? undefined : await selectRider(db, delivery.riderId)

  return vendorDeliveryReply(delivery, rider, ctx)
}

export async function getDeliveryStory(
  db: Db,
  ctx: Context,
  { orderId }: { orderId: string },
): Promise<AdminDeliveryStory> {
  const delivery = await selectDeliveryOfOrder(db, orderId)
  if (!delivery) throw deliveryUnknown()
  const [rider, asked, decisions, history] = await Promise.all([
    delivery.riderId === null ? undefined : selectRider(db, delivery.riderId),
    selectAsked(db, delivery.id),
    selectDecisions(db, delivery.id),
    selectHistory(db, delivery.id),
  ])

  return adminStoryReply(adminDeliveryReply(delivery, rider, ctx), { asked, decisions, history })
}

export async function getAnyDelivery(
  db: Db,
  ctx: Context,
  { deliveryId }: { deliveryId: DeliveryId },
): Promise<AdminDelivery> {
  const delivery = await selectDelivery(db, deliveryId)
  if (!delivery) throw deliveryUnknown()
  const rider = delivery.riderId === null ? undefined : await selectRider(db, delivery.riderId)

  return adminDeliveryReply(delivery, rider, ctx)
}

/** May the actor, as its rider, listen to what happens to this order? Only while he is on the way with it. */
export async function mayFollowDelivery(db: Db, actor: Actor, orderId: string): Promise<boolean> {
  if (actor.kind !== 'account' || !actor.roles.includes('rider')) return false
  const delivery = await selectDeliveryOfOrder(db, orderId)
  if (!delivery || delivery.riderId === null || !isUnderWay(delivery.state)) return false
  const riderId = actor.riderId ?? (await selectRiderOfAccount(db, actor.accountId))?.id

  return riderId === delivery.riderId
}

export interface Carrier {
  readonly riderId: string
  readonly firstName: string
}

/** Who is on the way with an order right now; nobody before somebody took it and after it is over. */
export async function getCarrier(db: Db, orderId: string): Promise<Carrier | undefined> {
  const delivery = await selectDeliveryOfOrder(db, orderId)
  if (!delivery || delivery.riderId === null || !isUnderWay(delivery.state)) return undefined
  const rider = await selectRider(db, delivery.riderId)

  return rider && { riderId: rider.id, firstName: firstNameOf(rider.name) }
}

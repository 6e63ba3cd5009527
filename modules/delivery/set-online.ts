// A rider begins or ends his day.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { Type, type Static } from 'typebox'
import { deliveryUnderWay, notApproved } from './errors.ts'
import { riderAvailability } from './events.ts'
import { getOwnRider } from './get-rider.ts'
import { type Rider, firstNameOf, riderReply } from './rider.ts'
import { lockRider, updateOnline } from './rider-store.ts'
import { withdrawRiderOffers } from './withdraw-offers.ts'

export const SetOnline = Type.Object({
  online: Type.Boolean({ description: 'Whether you want to be asked for deliveries.' }),
})
export type SetOnline = Static<typeof SetOnline>

/** Nobody goes home with somebody's dinner: offline has to wait for the end of a delivery. */
export async function setOnline(tx: Tx, ctx: Context, { online }: SetOnline): Promise<Rider> {
  const { id } = await getOwnRider(tx, ctx)
  const rider = await lockRider(tx, id)
  if (rider.approval !== 'approved') throw notApproved({ approval: rider.approval, reason: rider.approvalReason })
  if (!online && rider.activeDeliveryId !== null) throw deliveryUnderWay({ deliveryId: rider.activeDeliveryId })
  if (rider.online === online) return riderReply(rider)

  await updateOnline(tx, rider.id, online)
  if (!online) await withdrawRiderOffers(tx, ctx, rider.id)
  const { approval, name } = rider
  await publish(tx, riderAvailability, { riderId: rider.id, name: firstNameOf(name), approval, online, reason: null })

  return riderReply({ ...rider, online })
}

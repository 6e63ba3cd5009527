// A rider begins or ends his day.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { Type, type Static } from 'typebox'
import { deliveryUnderWay, notApproved } from './errors.ts'
import { riderAvailability } from './events.ts'
import { getOwnRider } from './get-rider.ts'
import { type Rider, firstNameOf, riderReply } from './rider.ts'
import {
  type LockedRider,
  lockRider,
  selectActiveDeliveryId,
  selectRiderOfAccount,
  updateOnline,
} from './rider-store.ts'
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
  const activeDeliveryId = await selectActiveDeliveryId(tx, id)
  if (!online && activeDeliveryId !== null) throw deliveryUnderWay({ deliveryId: activeDeliveryId })

  await changeOnline(tx, ctx, rider, online)
  return riderReply({ ...rider, activeDeliveryId, online })
}

/** Whose account is suspended is not asked any more. What he has under way is an administrator's to take from him. */
export async function sendHome(tx: Tx, ctx: Context, { accountId }: { accountId: string }): Promise<void> {
  const known = await selectRiderOfAccount(tx, accountId)
  if (known) await changeOnline(tx, ctx, await lockRider(tx, known.id), false)
}

async function changeOnline(tx: Tx, ctx: Context, rider: LockedRider, online: boolean): Promise<void> {
  if (rider.online === online) return

  await updateOnline(tx, rider.id, online)
  if (!online) await withdrawRiderOffers(tx, ctx, rider.id)
  const { id, name, approval } = rider
  await publish(tx, riderAvailability, { riderId: id, name: firstNameOf(name), approval, online, reason: null })
}

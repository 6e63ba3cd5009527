// An administrator lets a rider ride, or not any more.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { Type, type Static } from 'typebox'
import { deliveryUnderWay } from './errors.ts'
import { riderDecided } from './events.ts'
import { type Rider, RiderApproval, type RiderId, firstNameOf, riderReply } from './rider.ts'
import { lockRider, selectActiveDeliveryId, updateApproval } from './rider-store.ts'
import { withdrawRiderOffers } from './withdraw-offers.ts'

export const DecideRider = Type.Object({
  approval: RiderApproval,
  reason: Type.Optional(Type.String({ minLength: 1, maxLength: 300, description: 'The rider reads this.' })),
})
export type DecideRider = Static<typeof DecideRider>

/** Whoever may not ride any more is offline at once. With food on the way, the delivery has to end or be released first. */
export async function decideRider(
  tx: Tx,
  ctx: Context,
  { riderId, approval, reason }: DecideRider & { riderId: RiderId },
): Promise<Rider> {
  const rider = await lockRider(tx, riderId)
  const activeDeliveryId = await selectActiveDeliveryId(tx, riderId)
  if (approval !== 'approved' && activeDeliveryId !== null) throw deliveryUnderWay({ deliveryId: activeDeliveryId })

  const online = rider.online && approval === 'approved'
  await updateApproval(tx, { id: rider.id, approval, reason: reason ?? null, online })
  if (!online) await withdrawRiderOffers(tx, ctx, rider.id)
  await publish(tx, riderDecided, {
    riderId: rider.id,
    name: firstNameOf(rider.name),
    approval,
    online,
    reason: reason ?? null,
  })

  return riderReply({ ...rider, activeDeliveryId, approval, approvalReason: reason ?? null, online })
}

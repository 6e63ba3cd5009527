// The one door through which a delivery changes state: what it writes and what is announced.
import { type Context, actorName } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { type EventDefinition, publish } from '@provender/platform/events'
import { type DeliveryRecord, type DeliveryRole, type DeliveryState, isOver, mayFollow } from './delivery.ts'
import { type LockedDelivery, updateState } from './delivery-store.ts'
import { movedOn } from './errors.ts'
import {
  type DeliveryFact,
  delivered,
  deliveryCancelled,
  deliveryFailed,
  deliveryReleased,
  deliveryReturned,
  pickedUp,
  riderArrived,
  riderAssigned,
} from './events.ts'
import { type RiderRecord, firstNameOf } from './rider.ts'

interface Said {
  /** On whose behalf. */
  readonly by: DeliveryRole
  readonly reason?: string
}
/** Whoever takes it. */
type Named = Pick<RiderRecord, 'id' | 'name' | 'vehicle'>
export type Step = Said &
  ({ readonly to: 'assigned'; readonly rider: Named } | { readonly to: Exclude<DeliveryState, 'assigned'> })

const announcementOf: Record<Exclude<DeliveryState, 'assigned'>, EventDefinition<typeof DeliveryFact>> = {
  waiting: deliveryReleased,
  at_vendor: riderArrived,
  picked_up: pickedUp,
  at_customer: riderArrived,
  delivered,
  failed: deliveryFailed,
  returned: deliveryReturned,
  cancelled: deliveryCancelled,
}

/** Takes a delivery one step on, or says that it has moved on already. Its row is held by the caller. */
export async function moveDelivery(
  tx: Tx,
  ctx: Context,
  delivery: LockedDelivery,
  step: Step,
): Promise<LockedDelivery> {
  if (!mayFollow(delivery.state, step.to)) throw movedOn({ state: delivery.state })

  const moved = { ...delivery, ...whatChanges(ctx, delivery, step) }
  await updateState(tx, delivery.state, moved, {
    at: ctx.at,
    role: step.by,
    actor: actorName(ctx.actor),
    reason: step.reason ?? null,
  })
  const fact = factOf(ctx, { ...moved, riderId: moved.riderId ?? delivery.riderId }, step)
  if (step.to === 'assigned') await publish(tx, riderAssigned, { ...fact, rider: introduce(step.rider) })
  else await publish(tx, announcementOf[step.to], fact)

  return moved
}

/** What a state brings with it. */
function whatChanges(ctx: Context, delivery: DeliveryRecord, step: Step): Partial<DeliveryRecord> {
  return {
    state: step.to,
    ...(step.to === 'assigned' && { riderId: step.rider.id, assignedAt: ctx.at, waitingReason: null }),
    ...(step.to === 'waiting' && { riderId: null, assignedAt: null }),
    ...(step.to === 'picked_up' && { pickedUpAt: ctx.at }),
    ...(isOver(step.to) && { endedAt: delivery.endedAt ?? ctx.at }),
  }
}

/** What every event about a delivery says. */
export function factOf(ctx: Context, delivery: DeliveryRecord, said: Said): DeliveryFact {
  return {
    deliveryId: delivery.id,
    orderId: delivery.orderId,
    orderNumber: delivery.orderNumber,
    vendorId: delivery.vendorId,
    customerId: delivery.customerId,
    riderId: delivery.riderId,
    state: delivery.state,
    at: ctx.at.toISOString(),
    by: said.by,
    reason: said.reason ?? null,
  }
}

/** The first name and no number: the log is for ever, the number is in the tracking answer. */
function introduce(rider: Named): { name: string; vehicle: string } {
  return { name: firstNameOf(rider.name), vehicle: rider.vehicle }
}

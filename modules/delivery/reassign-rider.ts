// An administrator takes everything that a rider has not fetched yet, and gives it to somebody else or to whoever is best.
import { assignRider } from '@provender/ledger'
import { lockOrder } from '@provender/ordering'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { isBeforePickup } from './delivery.ts'
import { moveDelivery } from './delivery-state.ts'
import { type LockedDelivery, lockDelivery, selectListOf } from './delivery-store.ts'
import { movedOn, nothingToReassign, riderBusy, riderUnknown, sameRider } from './errors.ts'
import { RiderId } from './rider.ts'
import { type LockedRider, lockRider, selectActiveDeliveryId, selectRider } from './rider-store.ts'
import { withdrawDeliveryOffers, withdrawRiderOffers } from './withdraw-offers.ts'

export const ReassignRider = Type.Object({
  toRiderId: Type.Optional(
    Type.Unsafe<Static<typeof RiderId>>({ ...RiderId, description: 'Who takes over; without it others are asked.' }),
  ),
  reason: Type.String({ minLength: 1, maxLength: 300, description: 'What happened; the market reads this.' }),
})
export type ReassignRider = Static<typeof ReassignRider>

export const Reassigned = Type.Object(
  {
    orderIds: Type.Array(IdOf('order'), { description: 'In the order in which they were his.' }),
    toRiderId: Type.Union([RiderId, Type.Null()]),
  },
  { title: 'Reassigned' },
)
export type Reassigned = Static<typeof Reassigned>

/**
 * All of the list or nothing, in its order. Who takes over must be online without work, as for an offer. Locks orders and
 * then deliveries by id, then the two riders by id. Food that is on the way stays with whoever has it.
 */
export async function reassignRider(
  tx: Tx,
  ctx: Context,
  { riderId, toRiderId, reason }: ReassignRider & { riderId: RiderId },
): Promise<Reassigned> {
  if (toRiderId === riderId) throw sameRider()
  if (!(await selectRider(tx, riderId))) throw riderUnknown()
  const list = await lockList(tx, riderId)
  const taker = await lockTaker(tx, riderId, toRiderId)

  for (const delivery of list) {
    const waiting = await moveDelivery(tx, ctx, delivery, { to: 'waiting', by: 'admin', reason })
    if (!taker) continue
    await withdrawDeliveryOffers(tx, ctx, delivery.id)
    await withdrawRiderOffers(tx, ctx, taker.id)
    await moveDelivery(tx, ctx, waiting, { to: 'assigned', rider: taker, by: 'admin', reason })
    await assignRider(tx, ctx, { orderId: delivery.orderId, riderId: taker.id })
  }

  return { orderIds: list.map((delivery) => delivery.orderId), toRiderId: taker?.id ?? null }
}

/** What he has to fetch, first come first; all of it held. */
async function lockList(tx: Tx, riderId: RiderId): Promise<readonly LockedDelivery[]> {
  const known = await selectListOf(tx, riderId)
  for (const orderId of known.map((each) => each.orderId).sort()) await lockOrder(tx, orderId)
  const held = new Map<string, LockedDelivery>()
  for (const id of known.map((each) => each.id).sort()) held.set(id, await lockDelivery(tx, id))

  const list = known.map((each) => held.get(each.id) as LockedDelivery)
  const moved = list.find((delivery) => delivery.riderId !== riderId || !isBeforePickup(delivery.state))
  if (moved) throw movedOn({ state: moved.state })
  if (list.length === 0) throw nothingToReassign()

  return list
}

async function lockTaker(tx: Tx, riderId: RiderId, toRiderId: RiderId | undefined): Promise<LockedRider | undefined> {
  const held = new Map<RiderId, LockedRider>()
  for (const id of [riderId, ...(toRiderId === undefined ? [] : [toRiderId])].sort()) {
    held.set(id, await lockRider(tx, id))
  }
  const taker = toRiderId === undefined ? undefined : held.get(toRiderId)
  if (!taker) return undefined
  const free = taker.online && taker.approval === 'approved' && (await selectActiveDeliveryId(tx, taker.id)) === null
  if (!free) throw riderBusy()

  return taker
}

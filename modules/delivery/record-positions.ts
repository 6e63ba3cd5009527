// Where riders are: the newest believable place of each, a track of each delivery under way, and word to its customer.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { Type, type Static } from 'typebox'
import { type DeliveryRecord, isUnderWay } from './delivery.ts'
import { lockDelivery } from './delivery-store.ts'
import { notApproved } from './errors.ts'
import { factOf } from './delivery-state.ts'
import { riderMoved, riderNear } from './events.ts'
import { nearAfter } from './geofence.ts'
import { getOwnRider } from './get-rider.ts'
import { type Position, PositionReport, siftPositions } from './position.ts'
import { insertTrack } from './position-store.ts'
import { selectWhereabouts, upsertWhereabouts } from './whereabouts-store.ts'
import { type LockedRider, lockRider, updatePlace } from './rider-store.ts'

export const RecordPositions = Type.Object({
  positions: Type.Array(PositionReport, { minItems: 1, maxItems: 200, description: 'In any order.' }),
})
export type RecordPositions = Static<typeof RecordPositions>

const count = (description: string) => Type.Integer({ minimum: 0, description })

export const PositionsTaken = Type.Object(
  {
    accepted: count('Believed.'),
    late: count('Not newer than the newest one we have; left out.'),
    implausible: count('Faster than 60 m/s from the one before; left out.'),
    ahead: count('Measured in the future, says your clock; left out.'),
  },
  { title: 'PositionsTaken' },
)
export type PositionsTaken = Static<typeof PositionsTaken>

/** The customer's map hears of a move at most this often. */
const toldEveryMs = 1000

/**
 * A rider can only report his own place, and it goes to the delivery he is on, so nobody can publish for another's.
 * Without a delivery it is kept as his last place and goes nowhere, so he may say where he is before he goes online.
 * Reports are taken one after the other for each rider: the lock keeps late ones from overtaking. The delivery's row is
 * held too, so that nothing is added once it is over.
 */
export async function recordPositions(tx: Tx, ctx: Context, { positions }: RecordPositions): Promise<PositionsTaken> {
  const known = await getOwnRider(tx, ctx)
  const delivery = known.activeDeliveryId === null ? undefined : await lockDelivery(tx, known.activeDeliveryId)
  const rider = await lockRider(tx, known.id)
  if (rider.approval !== 'approved') throw notApproved({ approval: rider.approval, reason: rider.approvalReason })
  const last = rider.place && rider.placeAt && { place: rider.place, at: rider.placeAt }
  const { accepted, ...leftOut } = siftPositions(last, positions, ctx.at)
  const newest = accepted.at(-1)
  if (!newest) return { accepted: 0, ...leftOut }

  const ofDelivery =
    delivery && isHis(delivery, rider) ? accepted.filter((each) => isMeasuredDuring(delivery, each)) : []
  const told = ofDelivery.at(-1) && isTimeToTell(rider, ctx.at) ? ctx.at : rider.toldAt
  await updatePlace(tx, { id: rider.id, place: newest, placeAt: newest.at, toldAt: told })
  if (delivery && ofDelivery.length > 0) {
    await insertTrack(tx, { deliveryId: delivery.id, riderId: rider.id, positions: ofDelivery })
    if (told === ctx.at) await tellCustomer(tx, rider, delivery, newest)
    await watchFence(tx, ctx, delivery, rider, newest)
  }

  return { accepted: accepted.length, ...leftOut }
}

function isHis(delivery: DeliveryRecord, rider: LockedRider): boolean {
  return delivery.riderId === rider.id && isUnderWay(delivery.state)
}

/** Points from before the rider took the delivery belong to nobody. */
function isMeasuredDuring({ assignedAt }: DeliveryRecord, position: Position): boolean {
  return assignedAt !== null && position.at >= assignedAt
}

function isTimeToTell(rider: LockedRider, at: Date): boolean {
  return rider.toldAt === null || at.getTime() - rider.toldAt.getTime() >= toldEveryMs
}

/** Tells once that the rider has come near, and once that he has gone without having been there. */
async function watchFence(
  tx: Tx,
  ctx: Context,
  delivery: DeliveryRecord,
  rider: LockedRider,
  newest: Position,
): Promise<void> {
  const known = await selectWhereabouts(tx, delivery.id)
  const before = known?.riderId === rider.id ? known.near : null
  const near = nearAfter(before, { ...delivery, dropoff: delivery.dropoff.place }, newest)
  if (known?.riderId === rider.id && near === before) return

  await upsertWhereabouts(tx, {
    deliveryId: delivery.id,
    riderId: rider.id,
    near,
    nearSince: near === null ? null : newest.at,
  })
  if (near === before) return
  await publish(tx, riderNear, {
    ...factOf(ctx, delivery, { by: 'rider' }),
    near,
    left: near === null ? before : null,
  })
}

async function tellCustomer(tx: Tx, rider: LockedRider, delivery: DeliveryRecord, newest: Position): Promise<void> {
  await publish(tx, riderMoved, {
    deliveryId: delivery.id,
    orderId: delivery.orderId,
    riderId: rider.id,
    at: newest.at.toISOString(),
    lat: newest.lat,
    lng: newest.lng,
    heading: newest.heading,
    speedMps: newest.speedMps,
  })
}

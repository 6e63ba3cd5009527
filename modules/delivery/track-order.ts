// Where an order is, for its customer: who brings it, from where, until when. Before and after that: nobody's whereabouts.
import { OrderId, OrderState, getOrderForDelivery, orderUnknown } from '@provender/ordering'
import { Fulfilment } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { DeliveryState, isUnderWay } from './delivery.ts'
import { tripOf } from './delivery-replies.ts'
import { selectDeliveryOfOrder } from './delivery-store.ts'
import { EtaRange, arrivalOf } from './eta.ts'
import { Place } from './place.ts'
import { selectTrack } from './position-store.ts'
import { RiderCard, riderCard } from './rider.ts'
import { selectRider } from './rider-store.ts'
import { selectWhereabouts } from './whereabouts-store.ts'

const time = (description: string) => Type.String({ format: 'date-time', description })

const TrackPoint = Type.Object({ at: time('When it was measured.'), ...Place.properties })

export const Tracking = Type.Object(
  {
    orderId: OrderId,
    orderNumber: Type.String(),
    orderState: OrderState,
    fulfilment: Fulfilment,
    state: Type.Union([DeliveryState, Type.Null()], {
      description: 'Of the delivery; null while, or if, there is none.',
    }),
    readyAt: Type.Union([time('When the food should be, or was, ready.'), Type.Null()]),
    rider: Type.Union([RiderCard, Type.Null()]),
    position: Type.Union(
      [
        Type.Object({
          ...TrackPoint.properties,
          heading: Type.Union([Type.Number(), Type.Null()]),
          speedMps: Type.Union([Type.Number(), Type.Null()]),
        }),
        Type.Null(),
      ],
      { description: 'Of the rider, only while the delivery is under way.' },
    ),
    positionIsStale: Type.Boolean({
      description:
        'Whether the rider has not been heard of for a while: the position is where he was, not where he is.',
    }),
    near: Type.Union([Type.Enum(['vendor', 'customer']), Type.Null()], {
      description: 'Whether the rider has come near to where he is going.',
    }),
    track: Type.Array(TrackPoint, { description: 'The way so far, only while the delivery is under way.' }),
    etaRange: Type.Union([EtaRange, Type.Null()], { description: 'When the food will arrive.' }),
    pickup: Type.Object({ name: Type.String(), place: Place }),
    dropoff: Type.Union([Type.Object({ line: Type.String(), place: Place }), Type.Null()]),
  },
  { title: 'Tracking' },
)
export type Tracking = Static<typeof Tracking>

const longestTrack = 500
/** Phones report every five seconds; after this much silence nobody should believe the map. */
const staleAfterMs = 60_000

/** Somebody else's order and one that never was look the same: unknown. */
export async function trackOrder(db: Db, ctx: Context, { orderId }: { orderId: OrderId }): Promise<Tracking> {
  const order = await getOrderForDelivery(db, ctx, orderId)
  if (ctx.actor.kind !== 'account' || order.customerId !== ctx.actor.accountId) throw orderUnknown()

  const delivery = await selectDeliveryOfOrder(db, orderId)
  const rider = delivery?.riderId ? await selectRider(db, delivery.riderId) : undefined
  const underWay = delivery !== undefined && isUnderWay(delivery.state)
  const track =
    underWay && rider ? await selectTrack(db, { deliveryId: delivery.id, riderId: rider.id, limit: longestTrack }) : []
  const where = underWay ? await selectWhereabouts(db, delivery.id) : undefined
  const last = track.at(-1)
  const points = track.map((point) => ({ ...point, at: point.at.toISOString() }))

  return {
    orderId: order.id,
    orderNumber: order.number,
    orderState: order.state,
    fulfilment: order.fulfilment,
    state: delivery?.state ?? null,
    readyAt: order.readyAt?.toISOString() ?? null,
    rider: rider ? riderCard(rider, underWay) : null,
    position: points.at(-1) ?? null,
    positionIsStale: last !== undefined && ctx.at.getTime() - last.at.getTime() > staleAfterMs,
    near: underWay && where?.riderId === delivery.riderId ? where.near : null,
    track: points.map(({ at, lat, lng }) => ({ at, lat, lng })),
    etaRange: delivery ? arrivalOf(tripOf(ctx.market, delivery, rider), ctx.at) : null,
    pickup: { name: order.vendorName, place: order.pickup },
    dropoff: order.dropoff && { line: order.dropoff.line, place: order.dropoff.place },
  }
}

// Which socket hears what about a delivery, under the names that the apps listen to.
import type { EventDefinition } from '@provender/platform/events'
import { type Broadcast, type Farewell, broadcast, farewell } from '@provender/platform/realtime'
import {
  type DeliveryFact,
  delivered,
  deliveryCancelled,
  deliveryFailed,
  deliveryReleased,
  deliveryRequested,
  deliveryReturned,
  deliverySteps,
  foodReady,
  offerClosed,
  offerMade,
  riderApplied,
  riderAssigned,
  riderAvailability,
  riderDecided,
  riderMoved,
  riderNear,
} from './events.ts'

/** Everybody who is concerned. */
const concerned = (fact: DeliveryFact, marketId: string) => [
  `order:${fact.orderId}`,
  `customer:${fact.customerId}`,
  `vendor:${fact.vendorId}`,
  ...theRider(fact),
  `admin:${marketId}`,
]

const theRider = ({ riderId }: Pick<DeliveryFact, 'riderId'>) => (riderId === null ? [] : [`rider:${riderId}`])

const statusUpdated = (event: EventDefinition<typeof DeliveryFact>): Broadcast =>
  broadcast({
    event,
    name: 'delivery:status_updated',
    rooms: concerned,
    body: ({ deliveryId, orderId, orderNumber, riderId, state, at, by, reason }) => ({
      deliveryId,
      orderId,
      orderNumber,
      riderId,
      state,
      at,
      by,
      reason,
    }),
  })

const assigned = (name: string): Broadcast =>
  broadcast({
    event: riderAssigned,
    name,
    rooms: concerned,
    body: ({ deliveryId, orderId, riderId, rider, at }) => ({
      deliveryId,
      orderId,
      riderId,
      name: rider.name,
      vehicle: rider.vehicle,
      at,
    }),
  })

const offered = (name: string): Broadcast =>
  broadcast({
    event: offerMade,
    name,
    rooms: ({ riderId }) => [`rider:${riderId}`],
    body: (offer) => offer,
  })

/** The order room opens to the order's customer, vendor and rider; positions exist only while the delivery is under way. */
const moved = (name: string): Broadcast =>
  broadcast({
    event: riderMoved,
    name,
    rooms: ({ orderId }) => [`order:${orderId}`],
    body: ({ orderId, at, lat, lng, heading, speedMps }) => ({ orderId, at, lat, lng, heading, speed: speedMps }),
  })

const riderChanged = (event: typeof riderApplied): Broadcast =>
  broadcast({
    event,
    name: 'rider:updated',
    rooms: ({ riderId }, marketId) => [`rider:${riderId}`, `admin:${marketId}`],
    body: (fact) => fact,
  })

export const broadcasts: readonly Broadcast[] = [
  broadcast({
    event: deliveryRequested,
    name: 'delivery:waiting',
    rooms: (_fact, marketId) => [`admin:${marketId}`],
    body: ({ deliveryId, orderId, orderNumber, vendorId, at }) => ({ deliveryId, orderId, orderNumber, vendorId, at }),
  }),
  offered('new_order'),
  offered('delivery:offered'),
  broadcast({
    event: offerClosed,
    name: 'delivery:offer_closed',
    rooms: ({ riderId }) => [`rider:${riderId}`],
    body: (fact) => fact,
  }),
  assigned('rider_assigned'),
  assigned('DeliveryAssigned'),
  ...deliverySteps.map(statusUpdated),
  broadcast({
    event: riderNear,
    name: 'delivery:near',
    rooms: concerned,
    body: ({ deliveryId, orderId, near, left, at }) => ({ deliveryId, orderId, near, left, at }),
  }),
  moved('delivery:location'),
  moved('rider_location_update'),
  // The order's own broadcasts reach customer and vendor under these names; the rider hears them from here.
  broadcast({
    event: foodReady,
    name: 'order_ready',
    rooms: theRider,
    body: ({ orderId, vendorName, pickup }) => ({ orderId, pickupAddress: { name: vendorName, ...pickup } }),
  }),
  broadcast({
    event: delivered,
    name: 'order_delivered',
    rooms: theRider,
    body: ({ orderId, at }) => ({ orderId, deliveryTime: at }),
  }),
  broadcast({
    event: deliveryCancelled,
    name: 'order_cancelled',
    rooms: theRider,
    body: ({ orderId, reason, by }) => ({ orderId, reason, by }),
  }),
  ...[riderApplied, riderDecided, riderAvailability].map(riderChanged),
]

/** A rider who is done with an order, or gave it back, follows it no longer. */
export const farewells: readonly Farewell[] = [
  delivered,
  deliveryFailed,
  deliveryReturned,
  deliveryReleased,
  deliveryCancelled,
].map((event) => farewell({ event, orderId: ({ orderId }) => orderId, who: (fact) => theRider(fact)[0] }))

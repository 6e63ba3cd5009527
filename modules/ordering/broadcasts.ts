// Which socket hears what about an order, under the names that the apps listen to.
import type { EventDefinition } from '@provender/platform/events'
import { type Broadcast, broadcast } from '@provender/platform/realtime'
import {
  type OrderFact,
  orderAccepted,
  orderCancelled,
  orderDelivered,
  orderMoves,
  orderPacked,
  orderPlaced,
  orderPreparing,
  orderReady,
} from './events.ts'

type Fact = Pick<OrderFact, 'orderId' | 'customerId' | 'vendorId' | 'vendorKnows'>

/** Everybody who is concerned; the vendor only from the moment the order reached him. */
const concerned = (fact: Fact) => [
  `order:${fact.orderId}`,
  `customer:${fact.customerId}`,
  ...(fact.vendorKnows ? [`vendor:${fact.vendorId}`] : []),
]

const newOrder = (name: string): Broadcast =>
  broadcast({
    event: orderPlaced,
    name,
    rooms: (placed, marketId) => [`vendor:${placed.vendorId}`, `admin:${marketId}`],
    body: (placed) => ({
      orderId: placed.orderId,
      number: placed.number,
      vendorId: placed.vendorId,
      items: placed.items,
      totalMinor: placed.totalMinor,
      currency: placed.currency,
      fulfilment: placed.fulfilment,
      paymentMethod: placed.paymentMethod,
      pickup: placed.vendorPlace,
      delivery: placed.distanceM === null ? null : { distanceM: placed.distanceM },
      at: placed.at,
    }),
  })

const statusUpdated = <E extends EventDefinition<typeof OrderFact>>(event: E): Broadcast =>
  broadcast({
    event,
    name: 'order:status_updated',
    rooms: (fact, marketId) => [...concerned(fact), `admin:${marketId}`],
    body: (fact) => ({
      orderId: fact.orderId,
      number: fact.number,
      vendorId: fact.vendorId,
      state: fact.state,
      at: fact.at,
      by: fact.by,
      readyAt: fact.readyAt,
      reason: fact.reason,
    }),
  })

export const broadcasts: readonly Broadcast[] = [
  broadcast({
    event: orderPacked,
    name: 'order:packed',
    rooms: ({ orderId, customerId, vendorId }) => [`order:${orderId}`, `customer:${customerId}`, `vendor:${vendorId}`],
    body: ({ customerId: _customer, ...packed }) => packed,
  }),
  newOrder('order:created'),
  newOrder('restaurant:new_order'),
  newOrder('new_order'),
  ...[orderPlaced as unknown as EventDefinition<typeof OrderFact>, ...orderMoves].map(statusUpdated),
  broadcast({
    event: orderAccepted,
    name: 'order_accepted',
    rooms: concerned,
    body: ({ orderId, vendorId, readyAt }) => ({ orderId, vendorId, estimatedTime: readyAt }),
  }),
  broadcast({
    event: orderPreparing,
    name: 'order_preparing',
    rooms: concerned,
    body: ({ orderId, readyAt }) => ({ orderId, estimatedReadyTime: readyAt }),
  }),
  broadcast({
    event: orderReady,
    name: 'order_ready',
    rooms: concerned,
    body: ({ orderId, vendorName, vendorPlace }) => ({ orderId, pickupAddress: { name: vendorName, ...vendorPlace } }),
  }),
  broadcast({
    event: orderDelivered,
    name: 'order_delivered',
    rooms: concerned,
    body: ({ orderId, at }) => ({ orderId, deliveryTime: at }),
  }),
  broadcast({
    event: orderCancelled,
    name: 'order_cancelled',
    rooms: concerned,
    body: ({ orderId, reason, returnedMinor, by }) => ({ orderId, reason, refundAmount: returnedMinor, by }),
  }),
]

// Who hears what about an order on the socket, and under which name.
import { newId } from '@provender/platform/ids'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { broadcasts } from './broadcasts.ts'
import { type OrderFact, type PlacedFact, orderMoves, orderPlaced } from './events.ts'

const [orderId, vendorId, customerId, productId] = [newId(), newId(), newId(), newId()]
const fact: OrderFact = {
  orderId,
  number: 'K7F2MN',
  vendorId,
  vendorName: 'Chez Test',
  vendorPlace: { lat: 3.86, lng: 11.51 },
  customerId,
  state: 'accepted',
  fulfilment: 'delivery',
  paymentMethod: 'wallet',
  goodsMinor: 6000,
  deliveryFeeMinor: 1000,
  totalMinor: 7000,
  currency: 'XAF',
  at: '2026-06-15T12:01:00.000Z',
  by: 'vendor',
  reason: null,
  readyAt: '2026-06-15T12:21:00.000Z',
  vendorKnows: true,
  returnedMinor: 0,
}
const placed: PlacedFact = {
  ...fact,
  state: 'placed',
  items: [{ productId, name: 'Ndolé', quantity: 3 }],
  distanceM: 1446,
}
const told = (event: { readonly name: string }, payload: OrderFact | PlacedFact) =>
  Object.fromEntries(
    broadcasts
      .filter((each) => each.event.name === event.name)
      .map((each) => [
        each.name,
        { rooms: each.rooms(payload, 'reeyo'), body: each.body(payload) as Record<string, unknown> },
      ]),
  )
const eventOf = (state: string) => orderMoves.find((event) => event.name === `ordering.order_${state}`) ?? { name: '' }

test('a new order is told to its vendor and to administrators, under each of its names', () => {
  const messages = told(orderPlaced, placed)

  assert.deepEqual(Object.keys(messages), [
    'order:created',
    'restaurant:new_order',
    'new_order',
    'order:status_updated',
  ])
  for (const name of ['order:created', 'restaurant:new_order', 'new_order']) {
    assert.deepEqual(messages[name]?.rooms, [`vendor:${vendorId}`, 'admin:reeyo'])
    assert.deepEqual(messages[name]?.body.items, placed.items)
    assert.deepEqual(messages[name]?.body.delivery, { distanceM: 1446 })
  }
})

test('every step is told to the order, its customer, its vendor and administrators', () => {
  for (const event of orderMoves) {
    assert.deepEqual(told(event, fact)['order:status_updated']?.rooms, [
      `order:${orderId}`,
      `customer:${customerId}`,
      `vendor:${vendorId}`,
      'admin:reeyo',
    ])
  }
})

test('a vendor hears nothing of an order that ended before it reached him', () => {
  const messages = told(eventOf('cancelled'), { ...fact, state: 'cancelled', vendorKnows: false })

  assert.ok(Object.values(messages).every(({ rooms }) => !rooms.includes(`vendor:${vendorId}`)))
})

test('the steps that people wait for have names of their own', () => {
  const bodyOf = (state: string, name: string, changes: Partial<OrderFact> = {}) =>
    told(eventOf(state), { ...fact, state, ...changes })[name]?.body

  assert.deepEqual(bodyOf('accepted', 'order_accepted'), { orderId, vendorId, estimatedTime: fact.readyAt })
  assert.deepEqual(bodyOf('preparing', 'order_preparing'), { orderId, estimatedReadyTime: fact.readyAt })
  assert.deepEqual(bodyOf('ready', 'order_ready'), {
    orderId,
    pickupAddress: { name: 'Chez Test', lat: 3.86, lng: 11.51 },
  })
  assert.deepEqual(bodyOf('delivered', 'order_delivered'), { orderId, deliveryTime: fact.at })
  assert.deepEqual(bodyOf('cancelled', 'order_cancelled', { by: 'customer', returnedMinor: 7000 }), {
    orderId,
    reason: null,
    refundAmount: 7000,
    by: 'customer',
  })
})

// The order itself: its states agree with the database, and each side sees what is meant for it.
import { marketSettings } from '@provender/markets/fixtures'
import type { Actor } from '@provender/platform/context'
import { sql } from '@provender/platform/db'
import { openTestDatabase } from '@provender/platform/testing'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type OrderSide,
  type OrderState,
  type WholeOrder,
  cancelDeadlineOf,
  isFinal,
  isOnSide,
  mayFollow,
  nextStates,
  orderReply,
  orderRoles,
  orderStates,
  paymentStateOf,
} from './order.ts'

const database = await openTestDatabase()
const noon = new Date('2026-06-15T12:00:00Z')
const minutesLater = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)

const customer: Actor = { kind: 'account', accountId: 'a1', roles: ['customer'], vendorIds: [] }
const vendor: Actor = { kind: 'account', accountId: 'a2', roles: ['vendor'], vendorIds: ['v1'] }
const admin: Actor = { kind: 'account', accountId: 'a3', roles: ['admin'], vendorIds: [] }

const order: WholeOrder = {
  id: '01900000-0000-7000-8000-000000000001',
  number: 'K7F2MN',
  state: 'placed',
  fulfilment: 'delivery',
  paymentMethod: 'wallet',
  customerId: 'a1',
  customerName: 'Ada  Lovelace',
  contactPhone: '+237670000001',
  vendorId: 'v1',
  vendorName: 'Chez Test',
  vendorPhone: '+237670000002',
  vendorPlace: { lat: 3.86, lng: 11.51 },
  address: { line: '1 Test Street', place: { lat: 3.87, lng: 11.51 }, note: 'blue gate' },
  distanceM: 1446,
  goodsMinor: 5000,
  deliveryFeeMinor: 1000,
  smallBasketFeeMinor: 0,
  taxMinor: 0,
  taxIncluded: true,
  taxAddedMinor: 0,
  serviceFeeMinor: 0,
  tipMinor: 0,
  discountMinor: 0,
  vendorDiscountMinor: 0,
  pointsMinor: 0,
  parts: [
    { code: 'goods', amountMinor: 5000, facts: {} },
    { code: 'delivery', amountMinor: 1000, facts: { distanceM: 1446 } },
  ],
  totalMinor: 6000,
  currency: 'XAF',
  preparationMinutes: 20,
  handoverCode: '1234',
  placedAt: noon,
  confirmedAt: noon,
  paidAt: noon,
  cancelUntil: minutesLater(2),
  deadlineAt: minutesLater(5),
  readyAt: null,
  endedAt: null,
  lines: [
    {
      productId: 'p1',
      name: 'Ndolé',
      choices: [],
      unitPriceMinor: 2500,
      quantity: 2,
      totalMinor: 5000,
      discountMinor: 0,
      note: 'no pepper',
    },
  ],
  history: [{ state: 'placed', at: noon.toISOString(), role: 'customer', reason: null }],
}
const seenBy = (side: OrderSide, changes: Partial<WholeOrder> = {}) =>
  orderReply({ ...order, ...changes }, { settings: marketSettings(), language: 'fr', side })

test('the states and what may follow them are the same in the code and in the database', async () => {
  const { db } = database.market('testmarket')
  const { rows: states } = await sql<{ state: OrderState }>`
    SELECT unnest(enum_range(NULL::ordering.order_state))::text AS state
  `.execute(db)
  const { rows: steps } = await sql<{ before: OrderState; after: OrderState }>`
    SELECT before::text, after::text
    FROM unnest(enum_range(NULL::ordering.order_state)) AS before, unnest(enum_range(NULL::ordering.order_state)) AS after
    WHERE ordering.may_follow(before, after)
  `.execute(db)

  assert.deepEqual(states.map((row) => row.state).toSorted(), orderStates.toSorted())
  assert.deepEqual(
    steps.map(({ before, after }) => `${before} > ${after}`).toSorted(),
    orderStates.flatMap((before) => nextStates[before].map((after) => `${before} > ${after}`)).toSorted(),
  )
})

test('the roles in histories are the same in the code and in the database', async () => {
  const { rows } = await sql<{
    role: string
  }>`SELECT unnest(enum_range(NULL::ordering.order_role))::text AS role`.execute(database.market('testmarket').db)

  assert.deepEqual(rows.map((row) => row.role).toSorted(), orderRoles.toSorted())
})

test('the states that nothing follows are the ones the database calls ended', async () => {
  const { rows } = await sql<{ definition: string }>`
    SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = 'orders__ended_when_final'
  `.execute(database.market('testmarket').db)
  const ended = [...(rows[0]?.definition ?? '').matchAll(/'(\w+)'::ordering/g)].map((match) => match[1])

  assert.deepEqual(ended.toSorted(), orderStates.filter(isFinal).toSorted())
})

test('a delivery is picked up, what is fetched is collected, never the other way round', () => {
  assert.ok(mayFollow('ready', 'picked_up', 'delivery'))
  assert.ok(mayFollow('ready', 'collected', 'pickup'))
  assert.ok(!mayFollow('ready', 'picked_up', 'pickup'))
  assert.ok(!mayFollow('ready', 'collected', 'delivery'))
})

test('the customer sees the whole order, in the words of the market and the language asked for', () => {
  assert.deepEqual(seenBy('customer'), {
    id: order.id,
    number: 'K7F2MN',
    state: 'placed',
    stateLabel: 'Passée',
    fulfilment: 'delivery',
    vendor: { id: 'v1', name: 'Chez Test', place: { lat: 3.86, lng: 11.51 }, phone: '+237670000002' },
    customer: { name: 'Ada  Lovelace', phone: '+237670000001' },
    lines: [
      {
        productId: 'p1',
        name: 'Ndolé',
        choices: [],
        unitPriceMinor: 2500,
        quantity: 2,
        totalMinor: 5000,
        discountMinor: 0,
        note: 'no pepper',
      },
    ],
    goodsMinor: 5000,
    deliveryFeeMinor: 1000,
    smallBasketFeeMinor: 0,
    serviceFeeMinor: 0,
    taxMinor: 0,
    taxIncluded: true,
    taxAddedMinor: 0,
    tipMinor: 0,
    discountMinor: 0,
    totalMinor: 6000,
    currency: 'XAF',
    parts: [
      { code: 'goods', amountMinor: 5000, facts: {} },
      { code: 'delivery', amountMinor: 1000, facts: { distanceM: 1446 } },
    ],
    payment: { method: 'wallet', state: 'paid' },
    address: { line: '1 Test Street', place: { lat: 3.87, lng: 11.51 }, note: 'blue gate' },
    distanceM: 1446,
    placedAt: '2026-06-15T12:00:00.000Z',
    payBy: null,
    acceptBy: '2026-06-15T12:05:00.000Z',
    readyAt: null,
    cancelUntil: '2026-06-15T12:02:00.000Z',
    handoverCode: '1234',
    history: [{ state: 'placed', label: 'Passée', at: '2026-06-15T12:00:00.000Z', by: 'customer', reason: null }],
  })
})

test('the vendor hears the first name only, never the code, and keeps number and address no longer than the order lasts', () => {
  const now = seenBy('vendor')
  const later = seenBy('vendor', { state: 'delivered', endedAt: minutesLater(40) })

  assert.deepEqual(now.customer, { name: 'Ada', phone: '+237670000001' })
  assert.equal(now.handoverCode, null)
  assert.equal(now.address?.line, '1 Test Street')
  assert.deepEqual(later.customer, { name: 'Ada', phone: null })
  assert.equal(later.address, null)
})

test('an administrator sees who and where, but not the code that hands the food over', () => {
  const seen = seenBy('admin')

  assert.equal(seen.customer.name, 'Ada  Lovelace')
  assert.equal(seen.handoverCode, null)
})

test('the code is of no use after the end and is not shown then', () => {
  assert.equal(seenBy('customer', { state: 'delivered', endedAt: minutesLater(40) }).handoverCode, null)
})

test('an order is the business of its customer, of its vendor once confirmed, and of administrators', () => {
  const sides = (actor: Actor, changes: Partial<WholeOrder> = {}) =>
    (['customer', 'vendor', 'admin'] as const).filter((side) => isOnSide(side, { ...order, ...changes }, actor))

  assert.deepEqual(sides(customer), ['customer'])
  assert.deepEqual(sides(vendor), ['vendor'])
  assert.deepEqual(sides(vendor, { confirmedAt: null }), [])
  assert.deepEqual(sides({ ...vendor, vendorIds: ['v2'] }), [])
  assert.deepEqual(sides(admin), ['admin'])
  assert.deepEqual(sides({ kind: 'operator', accountId: 'o1' }), ['admin'])
  assert.deepEqual(sides({ kind: 'anonymous' }), [])
})

test('the money of an order reads as what it is', () => {
  const stateOf = (changes: Partial<WholeOrder>) => paymentStateOf({ ...order, ...changes })

  assert.equal(stateOf({}), 'paid')
  assert.equal(stateOf({ state: 'delivered' }), 'paid')
  assert.equal(stateOf({ state: 'declined' }), 'returned')
  assert.equal(stateOf({ state: 'returned' }), 'returned')
  assert.equal(stateOf({ state: 'awaiting_payment', paymentMethod: 'card', paidAt: null }), 'awaiting')
  assert.equal(stateOf({ state: 'payment_failed', paymentMethod: 'card', paidAt: null }), 'failed')
  assert.equal(stateOf({ state: 'expired', paymentMethod: 'card', paidAt: null }), 'none')
  assert.equal(stateOf({ state: 'picked_up', paymentMethod: 'cash', paidAt: null }), 'due')
  assert.equal(stateOf({ state: 'cancelled', paymentMethod: 'cash', paidAt: null }), 'none')
})

test('what awaits its payment may be called off until it expires, what is in the kitchen not at all', () => {
  assert.deepEqual(cancelDeadlineOf({ ...order, state: 'awaiting_payment', cancelUntil: null }), minutesLater(5))
  assert.deepEqual(cancelDeadlineOf({ ...order, state: 'accepted' }), minutesLater(2))
  assert.equal(cancelDeadlineOf({ ...order, state: 'preparing' }), null)
})

// Placing an order: the happy stories, every "no" in order of precedence, the race for the last portion, the retry.
import { aProduct, aVendor } from '@provender/catalog/fixtures'
import { aPerson } from '@provender/identity/fixtures'
import { lookAtShelf, reservationsOf } from '@provender/inventory/fixtures'
import { findViolations } from '@provender/ledger'
import { aFullWallet, walletOf } from '@provender/ledger/fixtures'
import { marketSettings, openMarket } from '@provender/markets/fixtures'
import type { Actor, Context } from '@provender/platform/context'
import { sql } from '@provender/platform/db'
import { DomainError } from '@provender/platform/errors'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getOrder } from './get-order.ts'
import { type PlaceOrder, placeOrder } from './place-order.ts'

const database = await openTestDatabase()
const market = await openMarket(database, 'testmarket', { paymentMethods: ['wallet', 'mobile_money', 'cash', 'card'] })
const { db, open } = database.market(market.id)

const ada = await aPerson(database, market, { name: 'Ada Lovelace', phone: '+237670000009' })
const odile = await open((tx) => aVendor(tx, { minimumBasketMinor: 2000, place: { lat: 3.8905, lng: 11.5121 } }))
const mackerel = await open((tx) => aProduct(tx, odile.id, { priceMinor: 3500 }))
const plantain = await open((tx) =>
  aProduct(tx, odile.id, { priceMinor: 500, name: { en: 'Plantain', fr: 'Plantain mûr' } }),
)
const home = { line: 'Rue 1.234, Bastos', place: { lat: 3.8955, lng: 11.5121 }, note: 'blue gate' }

const as = (actor: Actor, overrides: Partial<Context> = {}) => testContext(market, actor, overrides)
/** Two mackerels and a plantain, 7,500, taken away. */
const basket = (overrides: Partial<PlaceOrder> = {}): PlaceOrder => ({
  vendorId: odile.id,
  lines: [
    { productId: mackerel, quantity: 2, note: 'well done' },
    { productId: plantain, quantity: 1 },
  ],
  fulfilment: 'pickup',
  paymentMethod: 'wallet',
  agreedTotalMinor: 7500,
  ...overrides,
})
const place = (input: PlaceOrder, ctx = as(ada.actor)) => open((tx) => placeOrder(tx, ctx, input))
/** A fresh customer with money. */
async function somebody(amountMinor = 50_000) {
  const person = await aPerson(database, market)
  await open((tx) => aFullWallet(tx, person.accountId, { amountMinor }))
  return person
}
const announcedOf = async (orderId: string) => {
  const { rows } = await sql<{ name: string; payload: Record<string, unknown> }>`
    SELECT name, payload FROM events.log WHERE name LIKE 'ordering.%' AND payload ->> 'orderId' = ${orderId} ORDER BY position
  `.execute(db)
  return rows
}
const ordersOf = async (customerId: string) => {
  const { rows } = await sql<{
    count: number
  }>`SELECT count(*) AS count FROM ordering.orders WHERE customer_id = ${customerId}`.execute(db)
  return rows[0]?.count
}
const refused = async (work: Promise<unknown>): Promise<DomainError> => {
  const error = await work.then(
    () => assert.fail('it was not refused'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof DomainError, String(error))
  return error
}

await open((tx) => aFullWallet(tx, ada.accountId, { amountMinor: 1_000_000 }))

test('paid from the wallet it is placed at once, and the answer tells everything about it', async () => {
  const before = await walletOf(db, 'customer', ada.accountId)

  const order = await place(basket({ fulfilment: 'delivery', address: home, agreedTotalMinor: 8400 }))

  const { id, number, handoverCode, ...rest } = order
  assert.match(id, /^[0-9a-f-]{36}$/)
  assert.match(number, /^[2-9B-DF-HJKMNP-TV-Z]{6}$/)
  assert.match(handoverCode ?? '', /^\d{4}$/)
  assert.deepEqual(rest, {
    state: 'placed',
    stateLabel: 'Placed',
    fulfilment: 'delivery',
    vendor: { id: odile.id, name: 'Chez Odile', place: { lat: 3.8905, lng: 11.5121 }, phone: '+237670000001' },
    customer: { name: 'Ada Lovelace', phone: '+237670000009' },
    lines: [
      {
        productId: mackerel,
        name: 'Grilled mackerel',
        choices: [],
        unitPriceMinor: 3500,
        quantity: 2,
        totalMinor: 7000,
        discountMinor: 0,
        note: 'well done',
      },
      {
        productId: plantain,
        name: 'Plantain',
        choices: [],
        unitPriceMinor: 500,
        quantity: 1,
        totalMinor: 500,
        discountMinor: 0,
        note: null,
      },
    ],
    goodsMinor: 7500,
    deliveryFeeMinor: 900,
    smallBasketFeeMinor: 0,
    serviceFeeMinor: 0,
    taxMinor: 0,
    taxIncluded: true,
    taxAddedMinor: 0,
    tipMinor: 0,
    discountMinor: 0,
    totalMinor: 8400,
    currency: 'XAF',
    parts: [
      { code: 'goods', amountMinor: 7500, facts: {} },
      { code: 'delivery', amountMinor: 900, facts: { distanceM: 723 } },
    ],
    payment: { method: 'wallet', state: 'paid' },
    address: home,
    distanceM: 723,
    placedAt: '2026-06-15T12:00:00.000Z',
    payBy: null,
    acceptBy: '2026-06-15T12:05:00.000Z',
    readyAt: null,
    cancelUntil: '2026-06-15T12:02:00.000Z',
    history: [{ state: 'placed', label: 'Placed', at: '2026-06-15T12:00:00.000Z', by: 'customer', reason: null }],
  })
  assert.deepEqual(await getOrder(db, as(ada.actor), { orderId: id, side: 'customer' }), order)
  assert.equal(await walletOf(db, 'customer', ada.accountId), before - 8400)
  const [event, ...more] = await announcedOf(id)
  assert.equal(more.length, 0)
  assert.equal(event?.name, 'ordering.order_placed')
  assert.deepEqual(event?.payload.items, [
    { productId: mackerel, name: 'Grilled mackerel', quantity: 2 },
    { productId: plantain, name: 'Plantain', quantity: 1 },
  ])
  assert.ok(!JSON.stringify(event?.payload).includes('Ada'), 'the log is for ever: no names in it')
  assert.ok(!JSON.stringify(event?.payload).includes('Bastos'), 'nor addresses')
})

test('with cash nothing is taken yet', async () => {
  const person = await somebody(1)

  const order = await place(basket({ paymentMethod: 'cash' }), as(person.actor))

  assert.equal(order.state, 'placed')
  assert.deepEqual(order.payment, { method: 'cash', state: 'due' })
  assert.equal(await walletOf(db, 'customer', person.accountId), 1)
})

test('with mobile money it waits for its payment, stock in hand, and the vendor is not told yet', async () => {
  const person = await somebody()
  const rare = await open((tx) => aProduct(tx, odile.id, { onHand: 3, priceMinor: 4000 }))

  const order = await place(
    basket({ paymentMethod: 'mobile_money', lines: [{ productId: rare, quantity: 2 }], agreedTotalMinor: 8000 }),
    as(person.actor),
  )

  assert.equal(order.state, 'awaiting_payment')
  assert.equal(order.payBy, '2026-06-15T12:10:00.000Z')
  assert.equal(order.acceptBy, null)
  assert.deepEqual(order.payment, { method: 'mobile_money', state: 'awaiting' })
  assert.deepEqual(await reservationsOf(db, order.id), { [rare]: 'held 2' })
  assert.deepEqual(await announcedOf(order.id), [])
})

test('prices and texts follow the language of the customer', async () => {
  const order = await place(basket(), as(ada.actor, { language: 'fr' }))

  assert.equal(order.stateLabel, 'Passée')
  assert.equal(order.lines[1]?.name, 'Plantain mûr')
})

test('a phone number given with the order is the one to call', async () => {
  const order = await place(basket({ contactPhone: '+237 699 99 99 99' }))

  assert.equal(order.customer.phone, '+237 699 99 99 99')
})

test('tax on top of prices is part of what is agreed', async () => {
  const taxed = await openMarket(database, 'taxed', {
    tax: { included: false, goodsBp: 1000, deliveryBp: 1000, label: { en: 'Tax', fr: 'Taxe' } },
  })
  const door = database.market('taxed')
  const [person, vendor] = [await aPerson(database, taxed), await door.open((tx) => aVendor(tx))]
  const dish = await door.open((tx) => aProduct(tx, vendor.id, { priceMinor: 1000 }))
  await door.open((tx) => aFullWallet(tx, person.accountId))
  const input = basket({ vendorId: vendor.id, lines: [{ productId: dish, quantity: 3 }], agreedTotalMinor: 3300 })

  const order = await door.open((tx) => placeOrder(tx, testContext(taxed, person.actor), input))

  assert.deepEqual([order.goodsMinor, order.taxMinor, order.totalMinor], [3000, 300, 3300])
  assert.equal(await walletOf(door.db, 'customer', person.accountId), 46_700)
})

test('every no, the earlier one first', async () => {
  const poor = await aPerson(database, market)
  const scarce = await open((tx) => aProduct(tx, odile.id, { onHand: 1, priceMinor: 3000 }))
  const closed = await open((tx) =>
    aVendor(tx, {
      name: 'Closed',
      hours: { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
    }),
  )
  const pending = await open((tx) => aVendor(tx, { name: 'Pending', approval: 'pending' }))
  const gone = newId()
  const far = { line: 'Far', place: { lat: 4.2, lng: 11.5121 } }
  const wrong = { agreedTotalMinor: 1 }
  const lines = (productId: string, quantity: number) => [{ productId, quantity }]
  const noCards = { ...market, settings: marketSettings({ paymentMethods: ['wallet'] }) }
  const expected: [string, Partial<PlaceOrder>, Context?][] = [
    [
      'ordering.method_not_offered',
      { paymentMethod: 'card', vendorId: newId() },
      { ...as(ada.actor), market: noCards },
    ],
    ['catalog.vendor_unknown', { vendorId: newId(), ...wrong }],
    ['catalog.vendor_unknown', { vendorId: pending.id, ...wrong }],
    ['pricing.vendor_closed', { vendorId: closed.id, lines: lines(gone, 1), ...wrong }],
    ['pricing.place_missing', { fulfilment: 'delivery', lines: lines(gone, 1), ...wrong }],
    ['pricing.product_gone', { fulfilment: 'delivery', address: far, lines: lines(gone, 1), ...wrong }],
    ['pricing.out_of_reach', { fulfilment: 'delivery', address: far, lines: lines(plantain, 1), ...wrong }],
    ['pricing.below_minimum', { lines: lines(plantain, 1), ...wrong }],
    ['inventory.sold_out', { lines: lines(scarce, 2), ...wrong }],
    ['ordering.price_moved', { ...wrong }, as(poor.actor)],
    ['ledger.insufficient_funds', {}, as(poor.actor)],
  ]

  for (const [code, changes, ctx] of expected) {
    const error = await refused(place(basket(changes), ctx ?? as(ada.actor)))
    assert.equal(error.code, code)
  }
  assert.equal(await ordersOf(poor.accountId), 0)
})

test('a price that moved is told with the new quote, and nothing is half-done', async () => {
  const person = await somebody()
  const dish = await open((tx) => aProduct(tx, odile.id, { onHand: 5, priceMinor: 4000 }))
  await open((tx) => sql`UPDATE catalog.products SET price_minor = 4500 WHERE id = ${dish}`.execute(tx))

  const error = await refused(
    place(basket({ lines: [{ productId: dish, quantity: 1 }], agreedTotalMinor: 4000 }), as(person.actor)),
  )

  assert.equal(error.code, 'ordering.price_moved')
  assert.equal((error.facts.quote as { totalMinor: number }).totalMinor, 4500)
  assert.equal(await ordersOf(person.accountId), 0)
  assert.deepEqual(await lookAtShelf(db, dish), { onHand: 5, reserved: 0 })
  assert.equal(await walletOf(db, 'customer', person.accountId), 50_000)
})

test('a wallet that is too empty leaves no order, no promise on stock and no event', async () => {
  const person = await somebody(100)
  const dish = await open((tx) => aProduct(tx, odile.id, { onHand: 5, priceMinor: 4000 }))

  const error = await refused(
    place(basket({ lines: [{ productId: dish, quantity: 1 }], agreedTotalMinor: 4000 }), as(person.actor)),
  )

  assert.equal(error.code, 'ledger.insufficient_funds')
  assert.equal(await ordersOf(person.accountId), 0)
  assert.deepEqual(await lookAtShelf(db, dish), { onHand: 5, reserved: 0 })
})

test('two lines of one product are one demand', async () => {
  const person = await somebody()
  const dish = await open((tx) => aProduct(tx, odile.id, { onHand: 3, priceMinor: 2000 }))
  const twice = (quantity: number) => [
    { productId: dish, quantity, note: 'one with' },
    { productId: dish, quantity, note: 'one without' },
  ]

  const error = await refused(place(basket({ lines: twice(2), agreedTotalMinor: 8000 }), as(person.actor)))
  const order = await place(basket({ lines: twice(1), agreedTotalMinor: 4000 }), as(person.actor))

  assert.equal(error.code, 'inventory.sold_out')
  assert.deepEqual(
    order.lines.map((line) => line.note),
    ['one with', 'one without'],
  )
  assert.deepEqual(await lookAtShelf(db, dish), { onHand: 3, reserved: 2 })
})

test('twenty buyers want five portions: five get one, fifteen hear so, and only five paid', async () => {
  const dish = await open((tx) => aProduct(tx, odile.id, { onHand: 5, priceMinor: 4000 }))
  const buyers = await Promise.all(Array.from({ length: 20 }, () => somebody()))
  const input = basket({ lines: [{ productId: dish, quantity: 1 }], agreedTotalMinor: 4000 })

  const outcomes = await Promise.all(
    buyers.map(({ actor }) =>
      place(input, as(actor)).then(
        () => 'placed',
        (error: DomainError) => error.code,
      ),
    ),
  )

  assert.equal(outcomes.filter((each) => each === 'placed').length, 5)
  assert.equal(outcomes.filter((each) => each === 'inventory.sold_out').length, 15)
  assert.deepEqual(await lookAtShelf(db, dish), { onHand: 5, reserved: 5 })
  for (const [index, { accountId }] of buyers.entries()) {
    assert.equal(await walletOf(db, 'customer', accountId), outcomes[index] === 'placed' ? 46_000 : 50_000)
  }
})

test('one wallet, ten orders at once, money for three: three', async () => {
  const person = await somebody(23_000)

  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () =>
      place(basket(), as(person.actor)).then(
        () => 'placed',
        (error: DomainError) => error.code,
      ),
    ),
  )

  assert.equal(outcomes.filter((each) => each === 'placed').length, 3)
  assert.equal(outcomes.filter((each) => each === 'ledger.insufficient_funds').length, 7)
  assert.equal(await walletOf(db, 'customer', person.accountId), 500)
})

test('who has three unpaid orders holds enough stock for now', async () => {
  const person = await somebody()
  const unpaid = () => place(basket({ paymentMethod: 'mobile_money' }), as(person.actor))
  await unpaid()
  await unpaid()
  await unpaid()

  const error = await refused(unpaid())

  assert.equal(error.code, 'ordering.too_many_unpaid')
  assert.equal((await place(basket({ paymentMethod: 'cash' }), as(person.actor))).state, 'placed')
})

test('placing costs six statements: offer, contact, stock, order, money, event', async () => {
  const dish = await open((tx) => aProduct(tx, odile.id, { onHand: 50, priceMinor: 4000 }))
  const input = basket({
    lines: [
      { productId: dish, quantity: 1 },
      { productId: mackerel, quantity: 1 },
    ],
    agreedTotalMinor: 7500,
  })
  let statements = 0

  await open((tx) => {
    const counted = new Proxy(tx, {
      get(target, property) {
        if (property === 'getExecutor') statements += 1
        const value: unknown = Reflect.get(target, property, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    return placeOrder(counted, as(ada.actor), input)
  })

  assert.equal(statements, 6)
})

test('after all of this the books are in order', async () => {
  assert.deepEqual(await findViolations(db, as(ada.actor)), [])
})

test('the wallet pays a part at once and the order waits for the rest; more than a part, or beside cash, is refused', async () => {
  const eve = await somebody(3000)
  const split = (overrides: Partial<PlaceOrder> = {}) =>
    place(basket({ paymentMethod: 'mobile_money', fromWalletMinor: 3000, ...overrides }), as(eve.actor))

  assert.equal((await refused(split({ fromWalletMinor: 7500 }))).code, 'ordering.wallet_part_too_large')
  assert.equal((await refused(split({ paymentMethod: 'cash' }))).code, 'ordering.method_not_offered')
  assert.equal((await refused(split({ fromWalletMinor: 3001 }))).code, 'ledger.insufficient_funds')
  const order = await split()

  assert.equal(order.state, 'awaiting_payment')
  assert.equal(await walletOf(db, 'customer', eve.accountId), 0)
  assert.deepEqual(await findViolations(db, as(eve.actor)), [])
})

// Carts: what is in them, what it would cost, what is wrong with it, and whose they are before and after signing in.
import { aProduct, aVendor } from '@provender/catalog/fixtures'
import { aPerson } from '@provender/identity/fixtures'
import { aFullWallet } from '@provender/ledger/fixtures'
import { captureForOrder } from '@provender/ledger'
import { openMarket } from '@provender/markets/fixtures'
import type { Actor, Context } from '@provender/platform/context'
import { sql } from '@provender/platform/db'
import { DomainError } from '@provender/platform/errors'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CartTrip, ownersOf } from './cart.ts'
import { deleteForgottenCarts } from './cart-store.ts'
import { type PutCartLine, emptyCart, putCartLine } from './change-cart.ts'
import { getCart, listCarts } from './get-cart.ts'
import { orderPaid } from './order-paid.ts'
import { placeOrder } from './place-order.ts'

const database = await openTestDatabase()
const market = await openMarket(database)
const { db, open } = database.market(market.id)
const noon = new Date('2026-06-15T12:00:00Z')

const odile = await open((tx) => aVendor(tx, { minimumBasketMinor: 3000, place: { lat: 3.8905, lng: 11.5121 } }))
const other = await open((tx) => aVendor(tx, { name: 'Chez Paul' }))
const mackerel = await open((tx) => aProduct(tx, odile.id, { priceMinor: 3500 }))
const plantain = await open((tx) => aProduct(tx, odile.id, { priceMinor: 500, name: { en: 'Plantain' } }))
const pizza = await open((tx) => aProduct(tx, other.id, { priceMinor: 4000, name: { en: 'Pizza' } }))
const home = { lat: 3.8955, lng: 11.5121 }

const as = (actor: Actor, minutes = 0): Context =>
  testContext(market, actor, { at: new Date(noon.getTime() + minutes * 60_000) })
const aGuest = (): Actor & { kind: 'anonymous' } => ({ kind: 'anonymous', guestToken: newId() })
const put = (ctx: Context, line: PutCartLine, trip: CartTrip = { fulfilment: 'pickup' }) =>
  open((tx) => putCartLine(tx, ctx, { ...line, ...trip, owner: ownersOf(ctx.actor)[0] as string }))
const look = (ctx: Context, trip: CartTrip = { fulfilment: 'pickup' }, vendorId = odile.id) =>
  getCart(db, ctx, { vendorId, ...trip })
const contents = (cart: { lines: readonly { productId: string; quantity: number }[] }) =>
  cart.lines.map((line) => [line.productId, line.quantity])
const refusal = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code

test('a guest fills a cart and sees it whole, with what it would cost', async () => {
  const ctx = as(aGuest())
  await put(ctx, { productId: mackerel, quantity: 2, note: 'well done' })

  const cart = await put(as(ctx.actor, 1), { productId: plantain, quantity: 1 })

  assert.deepEqual(cart, {
    vendor: {
      id: odile.id,
      slug: odile.slug,
      name: 'Chez Odile',
      picture: 'fluent-emoji-flat:fish',
      openNow: true,
      opensAt: null,
      minimumBasketMinor: 3000,
    },
    lines: [
      {
        productId: mackerel,
        name: 'Grilled mackerel',
        choices: [],
        choiceIds: [],
        picture: 'fluent-emoji-flat:fish',
        listPriceMinor: 3500,
        unitPriceMinor: 3500,
        quantity: 2,
        totalMinor: 7000,
        reasons: [],
        note: 'well done',
        available: null,
        problem: null,
      },
      {
        productId: plantain,
        name: 'Plantain',
        choices: [],
        choiceIds: [],
        picture: 'fluent-emoji-flat:fish',
        listPriceMinor: 500,
        unitPriceMinor: 500,
        quantity: 1,
        totalMinor: 500,
        reasons: [],
        note: null,
        available: null,
        problem: null,
      },
    ],
    quantity: 3,
    fulfilment: 'pickup',
    quote: cart.quote,
    problem: null,
  })
  assert.equal(cart.quote?.totalMinor, 7500)
  assert.deepEqual(await look(as(ctx.actor, 2)), cart)
})

test('a line is set, not added to; zero takes it out', async () => {
  const ctx = as(aGuest())
  await put(ctx, { productId: mackerel, quantity: 2 })

  const less = await put(ctx, { productId: mackerel, quantity: 1 })
  const none = await put(ctx, { productId: mackerel, quantity: 0 })

  assert.deepEqual(contents(less), [[mackerel, 1]])
  assert.deepEqual(none.lines, [])
  assert.equal(none.quote, null)
  assert.deepEqual((await listCarts(db, ctx)).items, [])
})

test('the quote knows the way once the place is told, and leaves it out before', async () => {
  const ctx = as(aGuest())
  await put(ctx, { productId: mackerel, quantity: 1 })

  const unknown = await look(ctx, { fulfilment: 'delivery' })
  const known = await look(ctx, { fulfilment: 'delivery', place: home })
  const far = await look(ctx, { fulfilment: 'delivery', place: { lat: 4.5, lng: 11.5 } })

  assert.deepEqual([unknown.quote?.totalMinor, unknown.problem], [3500, null])
  assert.deepEqual([known.quote?.totalMinor, known.problem], [4400, null])
  assert.equal(far.quote?.totalMinor, 3500)
  assert.equal(far.problem?.code, 'pricing.out_of_reach')
})

test('the market decides how food usually travels when nobody says', async () => {
  const ctx = as(aGuest())
  await put(ctx, { productId: mackerel, quantity: 1 })

  assert.equal((await look(ctx, {})).fulfilment, 'delivery')
})

test('what is wrong is said where it is wrong: too little, too few, sold out, gone', async () => {
  const ctx = as(aGuest())
  const [few, none, gone] = await open(async (tx) => [
    await aProduct(tx, odile.id, { onHand: 2, name: { en: 'Few' }, priceMinor: 100 }),
    await aProduct(tx, odile.id, { onHand: 0, name: { en: 'None' }, priceMinor: 100 }),
    await aProduct(tx, odile.id, { name: { en: 'Gone' }, priceMinor: 100 }),
  ])
  for (const [minute, productId] of [few, none, gone, plantain].entries()) {
    await put(as(ctx.actor, minute), { productId, quantity: 3 })
  }
  await open((tx) => sql`UPDATE catalog.products SET listed = false WHERE id = ${gone}`.execute(tx))

  const cart = await look(ctx)

  assert.deepEqual(
    cart.lines.map((line) => [line.name, line.problem, line.available, line.totalMinor]),
    [
      ['Few', 'too_few', 2, 300],
      ['None', 'sold_out', 0, 300],
      ['Gone', 'gone', null, null],
      ['Plantain', null, null, 1500],
    ],
  )
  assert.equal(cart.problem?.code, 'pricing.below_minimum')
  assert.equal(cart.quote?.goodsMinor, 2100)
  assert.equal((await put(ctx, { productId: gone, quantity: 0 })).lines.length, 3)
})

test('what is not offered cannot be put in', async () => {
  const unlisted = await open((tx) => aProduct(tx, odile.id, { listed: false }))

  await assert.rejects(put(as(aGuest()), { productId: newId(), quantity: 1 }), refusal('catalog.product_unknown'))
  await assert.rejects(put(as(aGuest()), { productId: unlisted, quantity: 1 }), refusal('catalog.product_unknown'))
})

test('a cart holds sixty kinds of things and no more', async () => {
  const ctx = as(aGuest())
  const shelf = await open(async (tx) => {
    const ids: string[] = []
    for (let count = 0; count < 61; count++) ids.push(await aProduct(tx, odile.id, { name: { en: `Thing ${count}` } }))
    return ids
  })
  for (const productId of shelf.slice(0, 60)) await put(ctx, { productId, quantity: 1 })

  await assert.rejects(put(ctx, { productId: shelf[60] as string, quantity: 1 }), refusal('ordering.cart_full'))
  assert.equal((await put(ctx, { productId: shelf[0] as string, quantity: 2 })).lines.length, 60)
})

test('each vendor has a cart of its own; the list shows them, the last changed first', async () => {
  const ctx = as(aGuest())
  await put(ctx, { productId: mackerel, quantity: 2 })
  await put(as(ctx.actor, 1), { productId: pizza, quantity: 1 })

  const { items } = await listCarts(db, ctx)

  assert.deepEqual(items, [
    {
      vendor: { id: other.id, name: 'Chez Paul', picture: other.picture },
      lines: 1,
      quantity: 1,
      changedAt: '2026-06-15T12:01:00.000Z',
    },
    {
      vendor: { id: odile.id, name: 'Chez Odile', picture: odile.picture },
      lines: 1,
      quantity: 2,
      changedAt: '2026-06-15T12:00:00.000Z',
    },
  ])
})

test('nobody sees the cart of another guest, another account or another market', async () => {
  const ctx = as(aGuest())
  await put(ctx, { productId: mackerel, quantity: 2 })
  const elsewhere = await openMarket(database, 'elsewhere')

  assert.deepEqual((await look(as(aGuest()))).lines, [])
  assert.deepEqual((await look(as({ kind: 'anonymous' }))).lines, [])
  assert.deepEqual((await look(as({ kind: 'account', accountId: newId(), roles: [], vendorIds: [] }))).lines, [])
  assert.deepEqual(await listCarts(database.market('elsewhere').db, { ...ctx, market: elsewhere }), { items: [] })
})

test('the table holds no token that would open a cart', async () => {
  const guest = aGuest()
  await put(as(guest), { productId: mackerel, quantity: 1 })

  const { rows } = await sql<{ owner: string }>`SELECT owner FROM ordering.carts`.execute(db)

  assert.ok(rows.every((row) => !row.owner.includes(guest.guestToken as string)))
})

test('whoever signs in sees both carts as one, the larger number of the same thing, before and after anything is written', async () => {
  const { actor } = await aPerson(database, market)
  const guest = aGuest()
  await put(as(actor), { productId: mackerel, quantity: 2 })
  await put(as(actor, 1), { productId: plantain, quantity: 1 })
  await put(as(guest, 2), { productId: mackerel, quantity: 1, note: 'spicy' })
  await put(as(guest, 3), { productId: plantain, quantity: 4 })
  await put(as(guest, 4), { productId: pizza, quantity: 1 })
  const signedIn = { ...actor, guestToken: guest.guestToken as string }

  const seen = await look(as(signedIn, 5))
  const written = await put(as(signedIn, 6), { productId: plantain, quantity: 5 })

  assert.deepEqual(contents(seen), [
    [mackerel, 2],
    [plantain, 4],
  ])
  assert.equal(seen.lines[0]?.note, 'spicy')
  assert.deepEqual(contents(written), [
    [mackerel, 2],
    [plantain, 5],
  ])
  assert.deepEqual(contents(await look(as(actor, 7))), [
    [mackerel, 2],
    [plantain, 5],
  ])
  assert.deepEqual((await look(as(guest, 7))).lines, [])
  assert.deepEqual(
    (await listCarts(db, as(actor, 7))).items.map((item) => item.vendor.id),
    [odile.id, other.id],
  )
})

test('two requests that take the same guest along at once take him along once', async () => {
  const { actor } = await aPerson(database, market)
  const guest = aGuest()
  await put(as(guest), { productId: mackerel, quantity: 3 })
  const signedIn = as({ ...actor, guestToken: guest.guestToken as string }, 1)

  await Promise.all(Array.from({ length: 8 }, () => put(signedIn, { productId: plantain, quantity: 2 })))

  assert.deepEqual(contents(await look(as(actor))), [
    [mackerel, 3],
    [plantain, 2],
  ])
})

test('emptying one cart leaves the others', async () => {
  const { actor } = await aPerson(database, market)
  const guest = aGuest()
  await put(as(guest), { productId: mackerel, quantity: 1 })
  await put(as(actor), { productId: pizza, quantity: 1 })
  const signedIn = as({ ...actor, guestToken: guest.guestToken as string })

  await open((tx) => emptyCart(tx, signedIn, { vendorId: odile.id, owner: ownersOf(actor)[0] as string }))

  assert.deepEqual(
    (await listCarts(db, signedIn)).items.map((item) => item.vendor.id),
    [other.id],
  )
})

test('placing the order empties the cart it came from, also what the customer put in as a guest', async () => {
  const { actor, accountId } = await aPerson(database, market)
  const guest = aGuest()
  await open((tx) => aFullWallet(tx, accountId))
  await put(as(guest), { productId: mackerel, quantity: 1 })
  await put(as(actor), { productId: pizza, quantity: 1 })
  const signedIn = as({ ...actor, guestToken: guest.guestToken as string })

  await open((tx) =>
    placeOrder(tx, signedIn, {
      vendorId: odile.id,
      lines: [{ productId: mackerel, quantity: 1 }],
      fulfilment: 'pickup',
      paymentMethod: 'wallet',
      agreedTotalMinor: 3500,
    }),
  )

  assert.deepEqual(
    (await listCarts(db, signedIn)).items.map((item) => item.vendor.id),
    [other.id],
  )
  assert.deepEqual((await listCarts(db, as(guest))).items, [])
})

test('an order that waits for its payment leaves the cart until it is paid', async () => {
  const { actor } = await aPerson(database, market)
  await put(as(actor), { productId: mackerel, quantity: 1 })
  const order = await open((tx) =>
    placeOrder(tx, as(actor), {
      vendorId: odile.id,
      lines: [{ productId: mackerel, quantity: 1 }],
      fulfilment: 'pickup',
      paymentMethod: 'mobile_money',
      agreedTotalMinor: 3500,
    }),
  )
  const meanwhile = await look(as(actor))

  await open(async (tx) => {
    const money = { provider: 'test', providerTransaction: newId(), amountMinor: 3500, currency: 'XAF' }
    await captureForOrder(tx, as(actor), { orderId: order.id, ...money })
    await orderPaid(tx, as({ kind: 'system', name: 'test' }, 1), order.id)
  })

  assert.deepEqual(contents(meanwhile), [[mackerel, 1]])
  assert.deepEqual((await look(as(actor))).lines, [])
})

test('guests who never come back are forgotten, accounts are not', async () => {
  const guest = as(aGuest(), -60)
  const { actor } = await aPerson(database, market)
  await put(guest, { productId: mackerel, quantity: 1 })
  await put(as(actor, -60), { productId: mackerel, quantity: 1 })

  const forgotten = await open((tx) => deleteForgottenCarts(tx, new Date(noon.getTime() - 60_000), 100))

  assert.equal(forgotten, 1)
  assert.deepEqual((await look(guest)).lines, [])
  assert.equal((await look(as(actor))).lines.length, 1)
})

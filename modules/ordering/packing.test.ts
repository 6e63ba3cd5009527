// Packing: what was weighed or could not be had. Never more than agreed, the rest back at once, the books in order.
import { aProduct, aVendor } from '@provender/catalog/fixtures'
import { aPerson } from '@provender/identity/fixtures'
import { lookAtShelf, reservationsOf } from '@provender/inventory/fixtures'
import { findViolations } from '@provender/ledger'
import { aFullWallet, walletOf } from '@provender/ledger/fixtures'
import { openMarket } from '@provender/markets/fixtures'
import type { Measure } from '@provender/pricing'
import { DomainError } from '@provender/platform/errors'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptOrder, reportPacked, reportProgress } from './answer-order.ts'
import { getOrder } from './get-order.ts'
import type { OrderId } from './order.ts'
import { placeOrder } from './place-order.ts'

const database = await openTestDatabase()
const market = await openMarket(database, 'packing', {
  paymentMethods: ['wallet', 'cash'],
  tax: { included: false, goodsBp: 1000, deliveryBp: 0, label: { en: 'Tax', fr: 'Taxe' } },
})
const { db, open } = database.market(market.id)
const odile = await open((tx) => aVendor(tx))
const vendor = testContext(market, { kind: 'account', accountId: newId(), roles: ['vendor'], vendorIds: [odile.id] })
const byWeight: Measure = { base: 'g', per: 1000, step: 250, least: 250, most: 5000, toleranceBp: 1000 }

/** Half a kilogram of tomatoes at 4,000 and two loaves at 1,000: 2,200 are held for the tomatoes, and 10 % tax. */
async function placed(paymentMethod: 'wallet' | 'cash' = 'wallet') {
  const person = await aPerson(database, market)
  const ctx = testContext(market, person.actor)
  await open((tx) => aFullWallet(tx, person.accountId, { amountMinor: 50_000 }))
  const [tomatoes, bread] = await open(
    async (tx) =>
      [
        await aProduct(tx, odile.id, {
          name: { en: 'Tomatoes' },
          priceMinor: 4000,
          unit: 'kg',
          measure: byWeight,
          onHand: 5000,
        }),
        await aProduct(tx, odile.id, { name: { en: 'Bread' }, priceMinor: 1000, onHand: 10 }),
      ] as const,
  )
  const order = await open((tx) =>
    placeOrder(tx, ctx, {
      vendorId: odile.id,
      lines: [
        { productId: tomatoes, quantity: 500 },
        { productId: bread, quantity: 2 },
      ],
      fulfilment: 'pickup',
      paymentMethod,
      agreedTotalMinor: 4620,
    }),
  )
  const accept = () => open((tx) => acceptOrder(tx, vendor, { orderId: order.id }))
  const pack = (position: number, quantity: number, reason?: 'damaged') =>
    open((tx) => reportPacked(tx, vendor, { orderId: order.id, position, quantity, ...(reason && { reason }) }))
  const look = () => getOrder(db, ctx, { orderId: order.id, side: 'customer' })
  const wallet = () => walletOf(db, 'customer', person.accountId)

  return { order, accept, pack, look, wallet, tomatoes, bread }
}
const finish = async (orderId: OrderId, handoverCode: string | null) => {
  await reportProgress(open, vendor, { orderId, state: 'preparing' })
  await reportProgress(open, vendor, { orderId, state: 'ready' })
  await reportProgress(open, vendor, { orderId, state: 'collected', code: handoverCode ?? '' })
}
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof DomainError) return error.code
      throw error
    },
  )

test('530 grams instead of 500: the real price is charged, the rest of the bound goes back at once', async () => {
  const { order, accept, pack, look, wallet, tomatoes } = await placed()
  assert.deepEqual([order.totalMinor, order.lines[0]?.mostQuantity, await wallet()], [4620, 550, 45_380])
  await accept()

  await pack(1, 530)

  const packed = await look()
  assert.equal(packed.totalMinor, 4532)
  assert.equal(packed.agreedTotalMinor, 4620)
  assert.equal(await wallet(), 50_000 - 4532)
  assert.deepEqual(packed.lines[0], {
    productId: tomatoes,
    name: 'Tomatoes',
    choices: [],
    unitPriceMinor: 4000,
    quantity: 500,
    measure: { base: 'g', per: 1000 },
    mostQuantity: 550,
    packedQuantity: 530,
    chargedMinor: 2120,
    packedReason: 'weighed',
    totalMinor: 2200,
    discountMinor: 0,
    note: null,
  })
  assert.deepEqual(
    packed.parts.map(({ code, amountMinor }) => [code, amountMinor]),
    [
      ['goods', 4120],
      ['tax', 412],
    ],
  )
  assert.deepEqual(await lookAtShelf(db, tomatoes), { onHand: 5000, reserved: 530 })

  await finish(order.id, order.handoverCode)
  assert.deepEqual(await lookAtShelf(db, tomatoes), { onHand: 4470, reserved: 0 })
  assert.deepEqual(await findViolations(db, vendor), [])
})

test('a loaf that cannot be had goes back with its tax, and is missing for everybody', async () => {
  const { order, accept, pack, look, wallet, bread } = await placed()
  await accept()

  await pack(2, 1)

  const packed = await look()
  assert.equal(packed.totalMinor, 4620 - 1100)
  assert.equal(await wallet(), 50_000 - 3520)
  assert.deepEqual([packed.lines[1]?.packedQuantity, packed.lines[1]?.packedReason], [1, 'sold_out'])
  assert.deepEqual(await lookAtShelf(db, bread), { onHand: 9, reserved: 1 })
  await finish(order.id, order.handoverCode)
  assert.equal((await look()).totalMinor, 3300, 'what nobody weighed is charged as it was ordered')
  assert.deepEqual(await findViolations(db, vendor), [])
})

test('with cash nothing was taken, so less is owed at the counter', async () => {
  const { order, accept, pack, look, wallet, bread } = await placed('cash')
  await accept()

  await pack(2, 0, 'damaged')

  assert.equal((await look()).totalMinor, 2420)
  assert.equal(await wallet(), 50_000)
  assert.deepEqual(await reservationsOf(db, order.id), {
    ...(await reservationsOf(db, order.id)),
    [bread]: 'released 2',
  })
  await finish(order.id, order.handoverCode)
  assert.deepEqual(await findViolations(db, vendor), [])
})

test('every no: too early, too heavy, twice, nothing left, no such line, somebody else’s order', async () => {
  const { order, accept, pack } = await placed()
  assert.equal(await refusal(pack(1, 500)), 'ordering.moved_on')
  await accept()

  assert.equal(await refusal(pack(1, 551)), 'ordering.beyond_bound')
  assert.equal(await refusal(pack(2, 3)), 'ordering.beyond_bound')
  assert.equal(await refusal(pack(3, 1)), 'ordering.line_unknown')
  await pack(1, 0)
  assert.equal(await refusal(pack(1, 500)), 'ordering.line_packed')
  assert.equal(await refusal(pack(2, 0)), 'ordering.nothing_left')
  const stranger = testContext(market, { kind: 'account', accountId: newId(), roles: ['vendor'], vendorIds: [newId()] })
  assert.equal(
    await refusal(open((tx) => reportPacked(tx, stranger, { orderId: order.id, position: 2, quantity: 1 }))),
    'ordering.order_unknown',
  )
})

test('two scales at once: one weight counts, the other hears so, and money goes back once', async () => {
  const { accept, pack, look, wallet } = await placed()
  await accept()

  const outcomes = await Promise.all([505, 510, 520, 530].map((grams) => refusal(pack(1, grams))))

  assert.deepEqual(outcomes.toSorted(), [
    'done',
    'ordering.line_packed',
    'ordering.line_packed',
    'ordering.line_packed',
  ])
  assert.equal(await wallet(), 50_000 - (await look()).totalMinor)
})

test('whatever is packed: never more than agreed, and what is not charged is in the wallet', async () => {
  const weights = fc.tuple(fc.integer({ min: 0, max: 550 }), fc.integer({ min: 1, max: 2 }))
  await fc.assert(
    fc.asyncProperty(weights, async ([grams, loaves]) => {
      const { order, accept, pack, look, wallet } = await placed()
      await accept()
      await pack(1, grams)
      await pack(2, loaves)

      const { totalMinor, goodsMinor, taxAddedMinor } = await look()
      assert.ok(totalMinor <= order.totalMinor)
      assert.equal(goodsMinor + taxAddedMinor, totalMinor)
      assert.equal(await wallet(), 50_000 - totalMinor)
    }),
    { numRuns: 8 },
  )
  assert.deepEqual(await findViolations(db, vendor), [])
})

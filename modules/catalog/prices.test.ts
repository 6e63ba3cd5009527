// Prices that move: rules reach quotes at once and lists soon after, and a discount names the lowest price before it.
import { priceBasket } from '@provender/pricing'
import { openMarket } from '@provender/markets/fixtures'
import type { Context } from '@provender/platform/context'
import { systemContext } from '@provender/platform/context'
import { sql } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { openTestDatabase } from '@provender/platform/testing'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aProduct, aVendor } from './fixtures.ts'
import { getOffer } from './get-offer.ts'
import { getProduct } from './get-product.ts'
import { basketOf } from './price-offer.ts'
import { refreshPrices } from './refresh-prices.ts'

const database = await openTestDatabase()
const market = await openMarket(database, 'testmarket')
const { db, open } = database.market(market.id)
const now = Date.now()
const at = (days: number): Context => systemContext(market, 'test', new Date(now + days * 86_400_000))

const odile = await open((tx) => aVendor(tx))
const fish = await open((tx) => aProduct(tx, odile.id, { priceMinor: 3500 }))

async function aRule(rule: { kind: string; steps: unknown[]; vendorId?: string; groupId?: string; fromDay?: number }) {
  const id = newId()
  await open((tx) =>
    sql`
      INSERT INTO pricing.rules (id, vendor_id, name, kind, group_id, steps, starts_at)
      VALUES (${id}, ${rule.vendorId ?? odile.id}, '{"en": "Fish week", "fr": "Semaine du poisson"}', ${rule.kind},
        ${rule.groupId ?? null}, ${JSON.stringify(rule.steps)}::jsonb, ${at(rule.fromDay ?? -1).at})
    `.execute(tx),
  )
  return id
}
const stop = (id: string) => open((tx) => sql`UPDATE pricing.rules SET paused = true WHERE id = ${id}`.execute(tx))
const label = (priceMinor: number) =>
  open((tx) => sql`UPDATE catalog.products SET price_minor = ${priceMinor} WHERE id = ${fish}`.execute(tx))
/** The database notes when a label changed; a test cannot wait for weeks. */
const past = (rows: readonly (readonly [days: number, priceMinor: number])[]) =>
  database.operatorPool.market(market.id).open(async (tx) => {
    for (const [days, priceMinor] of rows) {
      await sql`INSERT INTO pricing.history (product_id, from_at, price_minor) VALUES (${fish}, ${at(days).at}, ${priceMinor})`.execute(
        tx,
      )
    }
  })
const quoteLine = async (quantity: number, ctx = at(0)) => {
  const offer = await getOffer(db, ctx, { vendorId: odile.id, productIds: [fish] })
  const lines = [{ productId: fish, quantity }]
  return priceBasket(await basketOf(db, ctx, offer, { lines, fulfilment: 'pickup' })).lines[0]
}
const shown = async (ctx = at(0)) => {
  await open((tx) => refreshPrices(tx, ctx))
  return (await getProduct(db, { ...ctx, language: 'fr' }, fish)).offer
}

test('a bulk rule is in the very next quote, with its reason, and not on the shelf', async () => {
  const rule = await aRule({ kind: 'bulk', steps: [{ atLeast: 3, changeBp: -1000 }] })

  assert.equal((await quoteLine(2))?.unitPriceMinor, 3500)
  assert.deepEqual(await quoteLine(3), {
    productId: fish,
    name: 'Grilled mackerel',
    choices: [],
    listPriceMinor: 3500,
    unitPriceMinor: 3150,
    quantity: 3,
    totalMinor: 9450,
    discountMinor: 0,
    reasons: [{ code: 'bulk', name: 'Fish week', fromMinor: 3500, toMinor: 3150, bounded: false }],
  })
  assert.equal(await shown(), null)
  await stop(rule)
})

test("another vendor's rule changes nothing here", async () => {
  const other = await open((tx) => aVendor(tx, { name: 'Chez Paul' }))
  const rule = await aRule({ kind: 'bulk', steps: [{ atLeast: 1, changeBp: -9000 }], vendorId: other.id })

  assert.equal((await quoteLine(1))?.unitPriceMinor, 3500)
  assert.equal(await shown(), null)
  await stop(rule)
})

test('a shown discount names the lowest price of the thirty days before it began', async () => {
  await past([
    [-60, 2000],
    [-40, 3900],
    [-20, 3300],
    [-10, 4000],
  ])
  const rule = await aRule({ kind: 'bulk', steps: [{ atLeast: 1, changeBp: -2000 }] })

  const offer = await shown()

  // 2,000 was the price until 40 days ago; since then 3,300 was the least.
  assert.deepEqual(offer, { priceMinor: 2800, lowestMinor: 3300, name: 'Semaine du poisson' })
  assert.equal((await quoteLine(1))?.unitPriceMinor, 2800)

  await stop(rule)
  assert.equal(await shown(at(1)), null)
  const { rows } = await sql<{ price: number }>`
    SELECT price_minor AS price FROM pricing.history WHERE product_id = ${fish} ORDER BY id DESC LIMIT 2
  `.execute(db)
  assert.deepEqual(
    rows.map(({ price }) => price),
    [3500, 2800],
  )
})

test('who puts the price up just before a sale is shown the price of before', async () => {
  await label(5000)
  const rule = await aRule({ kind: 'bulk', steps: [{ atLeast: 1, changeBp: -2000 }] })

  const offer = await shown(at(2))

  assert.equal(offer?.priceMinor, 4000)
  assert.equal(offer?.lowestMinor, 2800)
  await stop(rule)
  await label(3500)
  await shown(at(3))
})

test('a label that changed is never shown with a discount that was worked out for another', async () => {
  const rule = await aRule({ kind: 'bulk', steps: [{ atLeast: 1, changeBp: -2000 }] })
  await shown(at(4))
  await label(6000)

  assert.equal((await getProduct(db, at(4), fish)).offer, null)
  await stop(rule)
  await label(3500)
})

test('a hundred rules cost a quote no statement more', async () => {
  const statementsOf = async () => {
    let statements = 0
    const counting = new Proxy(db, {
      get(target, key) {
        if (key === 'getExecutor') statements += 1
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      },
    })
    await getOffer(counting, at(0), { vendorId: odile.id, productIds: [fish] })
    return statements
  }
  const before = await statementsOf()

  for (let index = 0; index < 100; index++) {
    await aRule({ kind: 'bulk', steps: [{ atLeast: 90, changeBp: -index }] })
  }

  assert.ok(before > 0)
  assert.equal(await statementsOf(), before)
  assert.equal((await quoteLine(90))?.unitPriceMinor, 3465)
})

// The menu as a whole: its order, many prices at once, changes to come, and what customers will see.
import { openMarket } from '@provender/markets/fixtures'
import type { Actor } from '@provender/platform/context'
import { sql } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  changeUnclear,
  changeUnknown,
  menuMoved,
  priceImpossible,
  priceOfSizes,
  pricesMoved,
  productUnknown,
} from '../errors.ts'
import { aProduct, aVendor, productDraft } from '../fixtures.ts'
import { changeProduct } from '../change-product.ts'
import { getMenu } from '../get-menu.ts'
import { listProducts } from '../list-products.ts'
import { getOwnProduct } from '../own-products.ts'
import { arrangeMenu } from './arrange-menu.ts'
import { changePrices } from './change-prices.ts'
import { duplicateProduct } from './duplicate-product.ts'
import { listAtOnce } from './list-products-at-once.ts'
import { previewMenu } from './preview-menu.ts'
import type { RepriceRule } from './reprice.ts'
import { applyDueChanges, cancelChange, scheduleChange } from './schedule-change.ts'
import { selectChanges } from './scheduled-change-store.ts'

const database = await openTestDatabase()
const market = await openMarket(database, 'reeyo')
const { db, open } = database.market('reeyo')
const noon = new Date('2026-06-15T12:00:00Z')
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)

const openKitchen = async () => {
  const vendor = await open((tx) => aVendor(tx, { name: `Kitchen ${newId().slice(-6)}` }))
  const add = (en: string, category: string, priceMinor = 1000) =>
    open((tx) => aProduct(tx, vendor.id, { name: { en }, category, priceMinor }))
  const [ndole, fufu, juice] = [
    await add('Ndolé', 'dishes', 3500),
    await add('Fufu', 'dishes', 300),
    await add('Juice', 'drinks'),
  ]
  const actor: Actor = { kind: 'account', accountId: newId(), roles: ['vendor'], vendorIds: [vendor.id] }
  const ctx = testContext(market, actor, { at: noon })
  const seen = async () =>
    (await getMenu(db, ctx, vendor.id)).sections.map(({ category, products }) => [
      category.slug,
      ...products.map(({ name }) => name),
    ])
  return { vendor, ctx, ndole, fufu, juice, seen }
}
const byTenPercent: RepriceRule = { by: { percentBp: 1000 }, roundToMinor: 50, rounding: 'nearest' }
const announced = async () => {
  const { rows } = await sql<{ name: string; id: string }>`
    SELECT name, payload ->> 'productId' AS id FROM events.log ORDER BY position
  `.execute(db)
  return rows
}

test('customers see shelves and products in the order the vendor put them; what is new comes behind', async () => {
  const { vendor, ctx, ndole, fufu, juice, seen } = await openKitchen()
  const before = await seen()
  const shelves = [
    { category: 'drinks', productIds: [juice] },
    { category: 'dishes', productIds: [fufu, ndole] },
  ]
  const arranged = await open((tx) => arrangeMenu(tx, ctx, { vendorId: vendor.id, shelves }))
  await open((tx) => aProduct(tx, vendor.id, { name: { en: 'Eru' } }))

  assert.deepEqual(
    before,
    [
      ['dishes', 'Ndolé', 'Fufu'],
      ['drinks', 'Juice'],
    ].sort(),
  )
  assert.deepEqual(arranged.shelves, shelves)
  assert.deepEqual(await seen(), [
    ['drinks', 'Juice'],
    ['dishes', 'Fufu', 'Ndolé', 'Eru'],
  ])
})

test('an order of things that are not there, or not there any more, changes nothing', async () => {
  const { vendor, ctx, ndole, fufu, juice, seen } = await openKitchen()
  const other = await openKitchen()
  const before = await seen()
  const arrange = (category: string, productIds: string[]) =>
    open((tx) => arrangeMenu(tx, ctx, { vendorId: vendor.id, shelves: [{ category, productIds }] }))

  await assert.rejects(arrange('drinks', [juice, ndole]), { code: menuMoved.code })
  await assert.rejects(arrange('dishes', [fufu, other.ndole]), { code: menuMoved.code })
  await assert.rejects(arrange('dishes', [fufu, newId()]), { code: menuMoved.code })
  assert.deepEqual(await seen(), before)
})

test('prices are looked at first and then written exactly so, and each is announced', async () => {
  const { vendor, ctx, ndole, fufu } = await openKitchen()
  const ask = (agreed?: string) =>
    open((tx) =>
      changePrices(tx, ctx, { vendorId: vendor.id, category: 'dishes', rule: byTenPercent, ...(agreed && { agreed }) }),
    )
  const preview = await ask()
  const untouched = await getOwnProduct(db, ctx, ndole)
  const news = (await announced()).length
  const done = await ask(preview.agreement)

  assert.deepEqual(
    preview.items.map(({ productId, beforeMinor, afterMinor }) => [productId, beforeMinor, afterMinor]),
    [
      [ndole, 3500, 3850],
      [fufu, 300, 350],
    ],
  )
  assert.deepEqual([preview.applied, untouched.priceMinor, done.applied], [false, 3500, true])
  assert.equal((await getOwnProduct(db, ctx, ndole)).priceMinor, 3850)
  assert.deepEqual(
    (await announced()).slice(news).map(({ name, id }) => [name, id]),
    [ndole, fufu].map((id) => ['catalog.product_changed', id]),
  )
  await assert.rejects(ask(preview.agreement), { code: pricesMoved.code })
})

test('of two who press at once with one preview, one changes the prices', async () => {
  const { vendor, ctx, ndole } = await openKitchen()
  const ask = (agreed?: string) =>
    open((tx) => changePrices(tx, ctx, { vendorId: vendor.id, rule: byTenPercent, ...(agreed && { agreed }) }))
  const { agreement } = await ask()
  const both = await Promise.allSettled([ask(agreement), ask(agreement)])

  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await getOwnProduct(db, ctx, ndole)).priceMinor, 3850)
})

test('a rule that leaves something without a price is told, product by product, and does nothing', async () => {
  const { vendor, ctx, fufu } = await openKitchen()
  const rule: RepriceRule = { by: { amountMinor: -500 }, roundToMinor: 50, rounding: 'nearest' }
  const { items, agreement } = await open((tx) => changePrices(tx, ctx, { vendorId: vendor.id, rule }))

  assert.equal(items.find(({ productId }) => productId === fufu)?.afterMinor, null)
  await assert.rejects(
    open((tx) => changePrices(tx, ctx, { vendorId: vendor.id, rule, agreed: agreement })),
    {
      code: priceImpossible.code,
      facts: { productIds: [fufu] },
    },
  )
  assert.equal((await getOwnProduct(db, ctx, fufu)).priceMinor, 300)
})

test('sizes move with their product, and nobody else’s prices do', async () => {
  const { vendor, ctx, juice } = await openKitchen()
  const other = await openKitchen()
  const size = (en: string, priceMinor: number) => ({ name: { en }, priceMinor, listed: true })
  const optionGroups = [
    {
      kind: 'size' as const,
      name: { en: 'Size' },
      min: 1,
      max: 1,
      each: 1,
      options: [size('Small', 500), size('Large', 900)],
    },
  ]
  await open((tx) =>
    changeProduct(tx, ctx, {
      productId: juice,
      draft: productDraft({ name: { en: 'Juice' }, category: 'drinks', priceMinor: 500, optionGroups }),
    }),
  )
  const chosen = { vendorId: vendor.id, productIds: [juice, other.juice], rule: byTenPercent }
  const { agreement } = await open((tx) => changePrices(tx, ctx, chosen))
  const { items } = await open((tx) => changePrices(tx, ctx, { ...chosen, agreed: agreement }))
  const after = await getOwnProduct(db, ctx, juice)

  assert.deepEqual(
    items.map(({ productId }) => productId),
    [juice],
  )
  assert.equal(after.priceMinor, 550)
  assert.deepEqual(
    after.optionGroups[0]?.options.map(({ priceMinor }) => priceMinor),
    [550, 1000],
  )
  await assert.rejects(
    open((tx) => scheduleChange(tx, ctx, { productId: juice, applyAt: later(60).toISOString(), priceMinor: 700 })),
    { code: priceOfSizes.code },
  )
})

test('a shelf goes off the menu and comes back, and is found accordingly', async () => {
  const { vendor, ctx, seen } = await openKitchen()
  const list = (listed: boolean) =>
    open((tx) => listAtOnce(tx, ctx, { vendorId: vendor.id, category: 'dishes', listed }))
  const found = async () => (await listProducts(db, ctx, { q: 'ndol', vendorId: vendor.id })).items.length

  assert.equal(await found(), 1)
  assert.equal(await list(false), 2)
  assert.deepEqual([await seen(), await found()], [[['drinks', 'Juice']], 0])
  assert.equal(await list(true), 2)
  assert.deepEqual([(await seen()).length, await found()], [2, 1])
})

test('a copy has everything but a place on the menu, and nobody copies from others', async () => {
  const { ctx, ndole, seen } = await openKitchen()
  const before = await seen()
  const copy = await open((tx) => duplicateProduct(tx, ctx, ndole))
  const { id, slug, name, listed, ...same } = await getOwnProduct(db, ctx, ndole)
  const { id: copyId, slug: copySlug, name: copyName, listed: copyListed, ...copied } = copy
  const other = await openKitchen()

  assert.notEqual(copyId, id)
  assert.notEqual(copySlug, slug)
  assert.deepEqual([name.en, listed, copyName.en, copyListed], ['Ndolé', true, 'Ndolé (copy)', false])
  assert.deepEqual(copied, same)
  assert.deepEqual(await seen(), before)
  await assert.rejects(
    open((tx) => duplicateProduct(tx, other.ctx, ndole)),
    { code: productUnknown.code },
  )
})

test('what is to change on a later day changes then, once, and can be seen before', async () => {
  const { vendor, ctx, ndole, juice, seen } = await openKitchen()
  const plan = (productId: string, minutes: number, change: { priceMinor?: number; listed?: boolean }) =>
    open((tx) => scheduleChange(tx, ctx, { productId, applyAt: later(minutes).toISOString(), ...change }))
  await plan(ndole, 60, { priceMinor: 4000 })
  await plan(ndole, 120, { priceMinor: 4500 })
  await plan(juice, 60, { listed: false })
  const preview = async (minutes: number) =>
    (await previewMenu(db, ctx, { vendorId: vendor.id, at: later(minutes) })).sections.flatMap(({ products }) =>
      products.map(({ name, priceMinor }) => `${name} ${priceMinor}`),
    )
  const apply = (minutes: number) => open((tx) => applyDueChanges(tx, { ...ctx, at: later(minutes) }))

  assert.deepEqual((await preview(59)).sort(), ['Fufu 300', 'Juice 1000', 'Ndolé 3500'])
  assert.deepEqual((await preview(60)).sort(), ['Fufu 300', 'Ndolé 4000'])
  assert.deepEqual((await preview(120)).sort(), ['Fufu 300', 'Ndolé 4500'])
  assert.equal(await apply(59), 0)
  const rounds = await Promise.all([apply(61), apply(61), apply(61)])
  assert.equal(
    rounds.reduce((sum, count) => sum + count),
    2,
  )
  assert.deepEqual(await seen(), [['dishes', 'Ndolé', 'Fufu']])
  assert.equal((await getOwnProduct(db, ctx, ndole)).priceMinor, 4000)
  await apply(1000)
  assert.equal((await getOwnProduct(db, ctx, ndole)).priceMinor, 4500)
  assert.deepEqual(await selectChanges(db, vendor.id), [])
})

test('a change that was missed while nobody worked is made late, the last word last', async () => {
  const { ctx, fufu } = await openKitchen()
  for (const [minutes, priceMinor] of [
    [30, 500],
    [10, 400],
    [20, 450],
  ] as const)
    await open((tx) => scheduleChange(tx, ctx, { productId: fufu, applyAt: later(minutes).toISOString(), priceMinor }))
  await open((tx) => applyDueChanges(tx, { ...ctx, at: later(5000) }))

  assert.equal((await getOwnProduct(db, ctx, fufu)).priceMinor, 500)
})

test('a change can be called off, by its vendor; one that says nothing or is past is refused', async () => {
  const { vendor, ctx, ndole } = await openKitchen()
  const other = await openKitchen()
  const plan = (at: Date, change: object, who = ctx) =>
    open((tx) => scheduleChange(tx, who, { productId: ndole, applyAt: at.toISOString(), ...change }))
  const { id } = await plan(later(60), { listed: false })

  await assert.rejects(
    open((tx) => cancelChange(tx, other.ctx, id)),
    { code: changeUnknown.code },
  )
  await open((tx) => cancelChange(tx, ctx, id))
  await assert.rejects(
    open((tx) => cancelChange(tx, ctx, id)),
    { code: changeUnknown.code },
  )
  assert.deepEqual(await selectChanges(db, vendor.id), [])
  await assert.rejects(plan(later(60), {}), { code: changeUnclear.code })
  await assert.rejects(plan(noon, { listed: false }), { code: changeUnclear.code })
  await assert.rejects(plan(later(60 * 24 * 400), { listed: false }), { code: changeUnclear.code })
  await assert.rejects(plan(later(60), { listed: false }, other.ctx), { code: productUnknown.code })
})

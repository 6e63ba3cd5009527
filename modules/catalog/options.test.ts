// Options of products: written by vendors, shown to customers, counted on shelves of their own.
import { lookAtShelf } from '@provender/inventory/fixtures'
import { openMarket } from '@provender/markets/fixtures'
import type { Actor } from '@provender/platform/context'
import { DomainError } from '@provender/platform/errors'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addProduct } from './add-product.ts'
import { changeProduct } from './change-product.ts'
import { countProduct } from './count-product.ts'
import { aProduct, aVendor, productDraft } from './fixtures.ts'
import { getOffer } from './get-offer.ts'
import { getProduct } from './get-product.ts'
import type { OptionGroupDraft } from './option.ts'
import { quoteBasket } from './quote-basket.ts'

const database = await openTestDatabase()
const market = await openMarket(database, `options-${newId().slice(-8)}`)
const { db, open } = database.market(market.id)
const noon = new Date('2026-06-15T12:00:00Z')
const ctx = testContext(market, { kind: 'anonymous' }, { at: noon, language: 'fr' })
const [vendor, other] = await open(async (tx) => [await aVendor(tx), await aVendor(tx, { name: 'Other' })] as const)
const fish = await open((tx) => aProduct(tx, vendor.id, { onHand: 3 }))
const actor: Actor = { kind: 'account', accountId: newId(), roles: ['vendor'], vendorIds: [vendor.id] }
const desk = testContext(market, actor, { at: noon })
const refused = (wanted: string) => (error: unknown) => error instanceof DomainError && error.code === wanted

const size = (): OptionGroupDraft => ({
  kind: 'size',
  name: { en: 'Size', fr: 'Taille' },
  min: 1,
  max: 1,
  each: 1,
  options: [
    { name: { en: 'Small', fr: 'Petite' }, priceMinor: 4000, listed: true, onHand: 2 },
    { name: { en: 'Large' }, priceMinor: 6500, listed: true },
  ],
})
const side = (): OptionGroupDraft => ({
  kind: 'choice',
  name: { en: 'Side' },
  min: 1,
  max: 2,
  each: 2,
  options: [
    { name: { en: 'Fish' }, priceMinor: 0, listed: true, productId: fish },
    { name: { en: 'Plantain' }, priceMinor: 500, listed: true },
  ],
})
const add = (optionGroups: OptionGroupDraft[]) =>
  open((tx) =>
    addProduct(tx, desk, {
      vendorId: undefined,
      draft: { ...productDraft({ name: { en: 'Plate' }, priceMinor: 9000 }), onHand: null, optionGroups },
    }),
  )

test('a vendor writes sizes, sides and combos; customers see them in their language with what is left', async () => {
  const added = await add([size(), side()])

  const product = await getProduct(db, ctx, added.id)
  const [sizes, sides] = added.optionGroups
  assert.equal(product.priceMinor, 4000)
  assert.equal(product.available, null)
  assert.deepEqual(product.optionGroups, [
    {
      id: sizes?.id,
      kind: 'size',
      name: 'Taille',
      min: 1,
      max: 1,
      each: 1,
      options: [
        { id: sizes?.options[0]?.id, name: 'Petite', priceMinor: 4000, available: 2 },
        { id: sizes?.options[1]?.id, name: 'Large', priceMinor: 6500, available: null },
      ],
    },
    {
      id: sides?.id,
      kind: 'choice',
      name: 'Side',
      min: 1,
      max: 2,
      each: 2,
      options: [
        { id: sides?.options[0]?.id, name: 'Fish', priceMinor: 0, available: 3 },
        { id: sides?.options[1]?.id, name: 'Plantain', priceMinor: 500, available: null },
      ],
    },
  ])
})

test('options keep their ids and stock when the product changes, and an id of something else is not taken', async () => {
  const added = await add([size()])
  const [before] = added.optionGroups
  const small = before?.options[0]?.id as string

  const changed = await open((tx) =>
    changeProduct(tx, desk, {
      productId: added.id,
      draft: {
        ...productDraft({ name: { en: 'Plate' } }),
        optionGroups: [
          {
            ...size(),
            id: before?.id as string,
            options: [
              { id: fish, name: { en: 'Stolen' }, priceMinor: 1, listed: false },
              { id: small, name: { en: 'Smaller' }, priceMinor: 3000, listed: true },
            ],
          },
        ],
      },
    }),
  )

  const [stolen, kept] = changed.optionGroups[0]?.options ?? []
  assert.equal(kept?.id, small)
  assert.equal(kept?.onHand, 2)
  assert.notEqual(stolen?.id, fish)
  assert.equal(changed.priceMinor, 3000)
  assert.deepEqual(await lookAtShelf(db, fish), { onHand: 3, reserved: 0 })

  const untouched = await open((tx) => changeProduct(tx, desk, { productId: added.id, draft: productDraft() }))
  assert.deepEqual(untouched.optionGroups, changed.optionGroups)
})

test('groups that make no sense are refused and say which part and why', async () => {
  const fieldOf = async (...groups: OptionGroupDraft[]) =>
    add(groups).then(
      () => undefined,
      (error: unknown) => (error as DomainError).facts.errors,
    )
  const field = async (...groups: OptionGroupDraft[]) => ((await fieldOf(...groups)) as { field: string }[])[0]?.field

  assert.equal(await field(size(), size()), '/optionGroups')
  assert.equal(await field({ ...side(), min: 3, max: 2 }), '/optionGroups/0/min')
  assert.equal(await field({ ...side(), max: 5 }), '/optionGroups/0/max')
  assert.equal(await field({ ...size(), min: 0 }), '/optionGroups/0/min')
  assert.equal(await field({ ...size(), kind: 'without', min: 0 }), '/optionGroups/0/options/0/priceMinor')
  const foreign = await open((tx) => aProduct(tx, other.id))
  const stranger = { ...side(), options: side().options.map((option) => ({ ...option, productId: foreign })) }
  await assert.rejects(add([stranger]), refused('catalog.product_unknown'))
})

test('a choice that must be made and is sold out sells the product out; a part that is off the menu is gone', async () => {
  const product = await open((tx) => aProduct(tx, vendor.id, { name: { en: 'Part' } }))
  const only = {
    ...side(),
    max: 1,
    options: [{ name: { en: 'Part' }, priceMinor: 0, listed: true, productId: product }],
  }
  const combo = await add([only])
  const optionId = combo.optionGroups[0]?.options[0]?.id as string
  const quote = () =>
    quoteBasket(db, ctx, {
      vendorId: vendor.id,
      lines: [{ productId: combo.id, quantity: 2, choices: [optionId] }],
      fulfilment: 'pickup',
    })

  await quote()
  await open((tx) => countProduct(tx, desk, { productId: product, onHand: 1 }))
  await assert.rejects(quote(), refused('inventory.sold_out'))
  await open((tx) => countProduct(tx, desk, { productId: product, onHand: 0 }))
  assert.equal((await getProduct(db, ctx, combo.id)).available, 0)
  await assert.rejects(
    open((tx) => countProduct(tx, desk, { productId: combo.id, optionId, onHand: 4 })),
    refused('catalog.product_unknown'),
  )

  const draft = productDraft({ name: { en: 'Part' }, listed: false })
  await open((tx) => changeProduct(tx, desk, { productId: product, draft }))
  await assert.rejects(quote(), refused('pricing.choice_gone'))
})

test('an option is counted on a shelf of its own', async () => {
  const added = await add([size()])
  const large = added.optionGroups[0]?.options[1]?.id as string

  const counted = await open((tx) => countProduct(tx, desk, { productId: added.id, optionId: large, onHand: 7 }))
  const offer = await getOffer(db, ctx, { vendorId: vendor.id, productIds: [added.id] })

  assert.deepEqual(counted, { productId: large, onHand: 7, reserved: 0, available: 7 })
  assert.equal(offer.left.get(large), 7)
  await assert.rejects(
    open((tx) => countProduct(tx, desk, { productId: fish, optionId: large, onHand: 7 })),
    refused('catalog.product_unknown'),
  )
})

// Choices: what may be chosen, what it costs, and that lines which share a stock are one demand.
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type OfferedGroup, choicesOf, demandOf, sortedChoices, unitPriceOf, whyNotChoose } from './choices.ts'
import { aBasket } from './fixtures.ts'
import { priceBasket, whyNotSell } from './quote.ts'

const option = (id: string, priceMinor: number, overrides: Partial<OfferedGroup['options'][number]> = {}) => ({
  id,
  name: id,
  priceMinor,
  stockId: id,
  offered: true,
  ...overrides,
})
const sizes: OfferedGroup = {
  id: 'size',
  kind: 'size',
  name: 'Size',
  min: 1,
  max: 1,
  each: 1,
  options: [option('small', 4000), option('large', 6500)],
}
const meats: OfferedGroup = {
  id: 'meat',
  kind: 'choice',
  name: 'Meat',
  min: 1,
  max: 3,
  each: 2,
  options: [option('beef', 0), option('prawns', 1500), option('goat', 800, { offered: false })],
}
const without: OfferedGroup = {
  id: 'without',
  kind: 'without',
  name: 'Without',
  min: 0,
  max: 2,
  each: 1,
  options: [option('onion', 0), option('chilli', 0)],
}
const rice = { name: 'Rice', priceMinor: 4000, optionGroups: [sizes, meats, without] }
const basketOf = (lines: { productId: string; quantity: number; choices?: string[] }[]) =>
  aBasket({ products: new Map([['rice', rice]]), lines, fulfilment: 'pickup', distanceM: null })

test('a size takes the place of the price, extras come on top, and leaving something out is free', () => {
  const quote = priceBasket(
    basketOf([{ productId: 'rice', quantity: 2, choices: ['onion', 'large', 'prawns', 'prawns'] }]),
  )

  assert.deepEqual(quote.lines, [
    {
      productId: 'rice',
      name: 'Rice',
      choices: [
        { optionId: 'large', kind: 'size', group: 'Size', name: 'large', priceMinor: 6500 },
        { optionId: 'prawns', kind: 'choice', group: 'Meat', name: 'prawns', priceMinor: 1500 },
        { optionId: 'prawns', kind: 'choice', group: 'Meat', name: 'prawns', priceMinor: 1500 },
        { optionId: 'onion', kind: 'without', group: 'Without', name: 'onion', priceMinor: 0 },
      ],
      listPriceMinor: 9500,
      discountMinor: 0,
      unitPriceMinor: 9500,
      quantity: 2,
      totalMinor: 19_000,
      reasons: [],
    },
  ])
})

test('too little, too much, the same too often, and what is gone: each is refused by name', () => {
  const no = (...choices: string[]) => whyNotSell(basketOf([{ productId: 'rice', quantity: 1, choices }]))

  assert.equal(no('small', 'beef'), undefined)
  assert.equal(no()?.code, 'pricing.choices_do_not_fit')
  assert.deepEqual(no('small')?.facts, {
    productId: 'rice',
    groupId: 'meat',
    group: 'Meat',
    min: 1,
    max: 3,
    each: 2,
    chosen: 0,
  })
  assert.equal(no('small', 'large', 'beef')?.code, 'pricing.choices_do_not_fit')
  assert.equal(no('small', 'beef', 'beef', 'beef')?.facts.groupId, 'meat')
  assert.equal(no('small', 'beef', 'beef', 'prawns', 'prawns')?.facts.groupId, 'meat')
  assert.equal(no('small', 'beef', 'onion', 'onion')?.facts.groupId, 'without')
  assert.deepEqual(no('small', 'goat')?.facts, { productId: 'rice', optionIds: ['goat'] })
  assert.equal(no('small', 'beef', 'something else')?.code, 'pricing.choice_gone')
})

test('two lines that share one stock are one demand, and what is left out takes nothing', () => {
  const shared = {
    ...meats,
    options: [option('beef', 0, { stockId: 'cow' }), option('steak', 900, { stockId: 'cow' })],
  }
  const products = new Map([['rice', { ...rice, optionGroups: [shared, without] }]])

  const demand = demandOf(products, [
    { productId: 'rice', quantity: 2, choices: ['beef', 'onion'] },
    { productId: 'rice', quantity: 1, choices: ['steak', 'steak'] },
  ])

  assert.deepEqual(demand, [
    { productId: 'rice', quantity: 3 },
    { productId: 'cow', quantity: 4 },
  ])
})

test('whatever is chosen: the price is base plus extras, in any order of choosing, and never negative', () => {
  const ids = ['small', 'large', 'beef', 'prawns', 'onion', 'chilli']
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ids), { maxLength: 8 }), (choices) => {
      const price = (chosen: readonly string[]) => unitPriceOf(rice, choicesOf(rice, chosen))
      assert.equal(price(choices), price(sortedChoices(choices)))
      assert.ok(price(choices) >= 4000)
      if (whyNotChoose('rice', rice, choices)) return

      const base = choices.includes('large') ? 6500 : 4000
      assert.equal(price(choices), base + 1500 * choices.filter((id) => id === 'prawns').length)
    }),
  )
})

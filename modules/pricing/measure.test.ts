// Weights and volumes: whole base units, steps, rounding, and a bound that the price never passes.
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aBasket } from './fixtures.ts'
import { type Measure, boundOf, priceOfAmount, whyNotAmount } from './measure.ts'
import { priceBasket, whyNotSell } from './quote.ts'

const byWeight: Measure = { base: 'g', per: 1000, step: 250, least: 500, most: 5000, toleranceBp: 1000 }
const tomatoes = (quantity: number, measure: Measure = byWeight) =>
  aBasket({
    products: new Map([['tomatoes', { name: 'Tomatoes', priceMinor: 3800, measure }]]),
    lines: [{ productId: 'tomatoes', quantity }],
    fulfilment: 'pickup',
    distanceM: null,
  })

test('half a kilogram costs half, and its upper bound is what is held', () => {
  const [line] = priceBasket(tomatoes(500)).lines

  assert.deepEqual(line, {
    productId: 'tomatoes',
    name: 'Tomatoes',
    choices: [],
    listPriceMinor: 3800,
    discountMinor: 0,
    unitPriceMinor: 3800,
    quantity: 500,
    measure: { base: 'g', per: 1000 },
    mostQuantity: 550,
    expectedMinor: 1900,
    reasons: [],
    totalMinor: 2090,
  })
  assert.equal(priceBasket(tomatoes(500, { ...byWeight, toleranceBp: null })).lines[0]?.totalMinor, 1900)
})

test('amounts keep to their steps and limits, pieces to ninety-nine', () => {
  for (const quantity of [500, 750, 5000]) assert.equal(whyNotSell(tomatoes(quantity)), undefined)
  for (const quantity of [250, 600, 5250]) {
    assert.deepEqual(whyNotSell(tomatoes(quantity))?.facts, {
      productId: 'tomatoes',
      step: 250,
      least: 500,
      most: 5000,
      quantity,
    })
  }
  assert.equal(whyNotAmount('fish', null, 99), undefined)
  assert.equal(whyNotAmount('fish', undefined, 100)?.code, 'pricing.quantity_unfit')
})

test('a price is the nearest whole unit, and never more than that of the bound', () => {
  const price = fc.integer({ min: 0, max: 1_000_000 })
  const quantity = fc.integer({ min: 1, max: 100_000 })
  fc.assert(
    fc.property(price, quantity, fc.constantFrom(1, 50, 100, 500, 1000), (price, quantity, per) => {
      const exact = (price * quantity) / per
      assert.ok(Math.abs(priceOfAmount(price, quantity, per) - exact) <= 0.5 + 1e-6 * exact)
      const bound = boundOf({ ...byWeight, per }, quantity) as number
      assert.ok(bound >= quantity && bound <= 1.1 * quantity)
      assert.ok(priceOfAmount(price, quantity, per) <= priceOfAmount(price, bound, per))
    }),
  )
})

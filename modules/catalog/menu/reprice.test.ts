// New prices by a rule: exact, rounded the way that was said, and never no price at all.
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type RepriceRule, repriced } from './reprice.ts'

const percent = (percentBp: number, roundToMinor = 1, rounding: RepriceRule['rounding'] = 'nearest'): RepriceRule => ({
  by: { percentBp },
  roundToMinor,
  rounding,
})
const amount = (amountMinor: number, roundToMinor = 1): RepriceRule => ({
  by: { amountMinor },
  roundToMinor,
  rounding: 'nearest',
})

test('per cent and amounts, rounded to what people pay with', () => {
  assert.equal(repriced(3500, percent(1000, 50)), 3850)
  assert.equal(repriced(3500, percent(1250, 50)), 3950)
  assert.equal(repriced(3500, percent(1250, 50, 'down')), 3900)
  assert.equal(repriced(3510, percent(0, 50, 'up')), 3550)
  assert.equal(repriced(1099, percent(-1000, 5)), 990)
  assert.equal(repriced(1000, amount(25, 50)), 1050)
  assert.equal(repriced(1000, amount(-300)), 700)
})

test('what would not be a price any more is none', () => {
  assert.equal(repriced(300, amount(-300)), undefined)
  assert.equal(repriced(300, amount(-301)), undefined)
  assert.equal(repriced(20, percent(-5000, 100, 'down')), undefined)
  assert.equal(repriced(900_000_000, percent(10_000)), undefined)
  assert.equal(repriced(0, percent(1000)), 0)
})

test('it is a multiple of the step, within a step of the exact price, and up is never below down', () => {
  const price = fc.integer({ min: 1, max: 500_000_000 })
  const step = fc.constantFrom(1, 5, 10, 25, 50, 99, 100, 500)
  fc.assert(
    fc.property(price, fc.integer({ min: -9000, max: 9000 }), step, (priceMinor, percentBp, roundToMinor) => {
      const exact = (priceMinor * (10_000 + percentBp)) / 10_000
      const at = (rounding: RepriceRule['rounding']) =>
        repriced(priceMinor, percent(percentBp, roundToMinor, rounding)) ?? 0
      const [down, nearest, up] = [at('down'), at('nearest'), at('up')]

      for (const each of [down, nearest, up]) assert.equal(each % roundToMinor, 0)
      assert.ok(down <= nearest && nearest <= up && up - down <= roundToMinor)
      assert.ok(down <= exact && exact <= up && Math.abs(nearest - exact) <= roundToMinor / 2)
    }),
  )
})

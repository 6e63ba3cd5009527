// Choosing options on the page agrees with what the API would say about it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type OptionGroup, choiceIds, firstChoice, missingIn, mostOf, toggled, unitPriceMinor } from './choosing.ts'

const option = (id: string, priceMinor: number, available: number | null = null) => ({
  id,
  name: id,
  priceMinor,
  available,
})
const sizes: OptionGroup = {
  id: 'size',
  kind: 'size',
  name: 'Size',
  min: 1,
  max: 1,
  each: 1,
  options: [option('large', 6500), option('small', 4000, 0), option('medium', 5000)],
}
const sides: OptionGroup = {
  id: 'side',
  kind: 'choice',
  name: 'Side',
  min: 1,
  max: 2,
  each: 2,
  options: [option('plantain', 500, 5), option('rice', 0)],
}
const pizza = { priceMinor: 4000, available: null, optionGroups: [sizes, sides] }

test('the cheapest size that is left is chosen to begin with, and the rest is asked for', () => {
  const first = firstChoice(pizza.optionGroups)

  assert.deepEqual(first, { medium: 1 })
  assert.deepEqual(missingIn(pizza.optionGroups, first), [sides])
  assert.equal(unitPriceMinor(pizza, first), 5000)
})

test('one out of many takes the place of the other; of several no more than allowed', () => {
  const large = toggled(sizes, { medium: 1 }, 'large')
  assert.deepEqual(choiceIds(pizza.optionGroups, large), ['large'])
  assert.deepEqual(choiceIds([sizes], toggled(sizes, large, 'large')), ['large'])

  const both = toggled(sides, toggled(sides, {}, 'plantain'), 'rice')
  assert.deepEqual(choiceIds([sides], both), ['plantain', 'rice'])
  assert.deepEqual(toggled({ ...sides, max: 1, min: 0 }, { rice: 1 }, 'rice'), { rice: 0, plantain: 0 })
  assert.equal(toggled({ ...sides, options: [...sides.options, option('yam', 0)] }, both, 'yam'), both)
})

test('what costs more twice costs twice more, and what is left bounds how many', () => {
  const chosen = { large: 1, plantain: 2 }

  assert.equal(unitPriceMinor(pizza, chosen), 7500)
  assert.equal(mostOf(pizza, chosen), 2)
  assert.equal(mostOf({ ...pizza, available: 1 }, chosen), 1)
  assert.equal(mostOf(pizza, { large: 1 }), 99)
})

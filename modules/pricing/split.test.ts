// Splitting money: nothing is lost, nobody gets less than zero, and fair means as near as whole units can be.
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitByLargestRemainder } from './split.ts'

const amount = fc.integer({ min: 0, max: 1_000_000_000_000 })
const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 30 })
const sum = (parts: readonly number[]) => parts.reduce((total, part) => total + part, 0)

test('three who share a hundred francs get 34, 33 and 33', () => {
  assert.deepEqual(splitByLargestRemainder(100, [1, 1, 1]), [34, 33, 33])
})

test('the largest remainder gets the odd unit, wherever it stands', () => {
  assert.deepEqual(splitByLargestRemainder(10, [15, 15, 70]), [2, 1, 7])
  assert.deepEqual(splitByLargestRemainder(7, [1, 2, 4]), [1, 2, 4])
  assert.deepEqual(splitByLargestRemainder(5, [1, 2, 4]), [1, 1, 3])
})

test('weights of nothing share equally', () => {
  assert.deepEqual(splitByLargestRemainder(5, [0, 0]), [3, 2])
})

test('the parts always sum up to the amount', () => {
  fc.assert(fc.property(amount, weights, (whole, shares) => sum(splitByLargestRemainder(whole, shares)) === whole))
})

test('no part is further than one unit from its exact share, and none is negative', () => {
  fc.assert(
    fc.property(amount, weights, (whole, shares) => {
      fc.pre(sum(shares) > 0)
      const parts = splitByLargestRemainder(whole, shares)
      const total = BigInt(sum(shares))

      return parts.every((part, index) => {
        const exact = BigInt(whole) * BigInt(shares[index] ?? 0)
        const distance = BigInt(part) * total - exact
        return part >= 0 && distance < total && distance > -total
      })
    }),
  )
})

test('the same split twice is the same split', () => {
  fc.assert(
    fc.property(amount, weights, (whole, shares) => {
      assert.deepEqual(splitByLargestRemainder(whole, shares), splitByLargestRemainder(whole, shares))
    }),
  )
})

test('half units, debts and nobody to share with are refused', () => {
  for (const [whole, shares] of [
    [1.5, [1]],
    [-1, [1]],
    [1, []],
    [1, [-1]],
    [1, [0.5]],
  ] as const) {
    assert.throws(() => splitByLargestRemainder(whole, shares), RangeError)
  }
})

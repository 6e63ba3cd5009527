// Chance can be repeated, and is fair enough for a town.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomFor } from './random.ts'

test('the same seed and path decide the same, another path decides otherwise', () => {
  const draw = (seed: number, n: number) => Array.from({ length: 5 }, randomFor(seed, 'order', n).next)

  assert.deepEqual(draw(7, 1), draw(7, 1))
  assert.notDeepEqual(draw(7, 1), draw(7, 2))
  assert.notDeepEqual(draw(7, 1), draw(8, 1))
})

test('chances come true about as often as they say, also across neighbouring orders', () => {
  const cancelled = Array.from({ length: 10_000 }, (_, n) => randomFor(1, 'order', n).chance(0.05)).filter(Boolean)

  assert.ok(Math.abs(cancelled.length - 500) < 100, `${cancelled.length} of 10000 at 5 %`)
})

test('whole numbers reach both ends and nothing beyond', () => {
  const random = randomFor(3)
  const drawn = new Set(Array.from({ length: 200 }, () => random.integer(1, 4)))

  assert.deepEqual([...drawn].sort(), [1, 2, 3, 4])
})

test('what has no weight is never picked, and heavier is picked more often', () => {
  const random = randomFor(4)
  const picked = Array.from({ length: 1000 }, () =>
    random.weighted(
      ['never', 'seldom', 'often'],
      (word) => word.length * Number(word !== 'never') * (word === 'often' ? 5 : 1),
    ),
  )
  const count = (word: string) => picked.filter((each) => each === word).length

  assert.equal(count('never'), 0)
  assert.ok(count('often') > 2 * count('seldom'))
})

test('a sample holds different ones and never more than there are', () => {
  const random = randomFor(5)

  assert.equal(new Set(random.sample(['a', 'b', 'c', 'd'], 3)).size, 3)
  assert.deepEqual(random.sample(['a', 'b'], 9).sort(), ['a', 'b'])
})

test('picking from nothing is a mistake', () => {
  assert.throws(() => randomFor(1).pick([]), RangeError)
})

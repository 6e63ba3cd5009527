// What is learnt of kitchens: samples ascend, lie ahead, and follow what was seen.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createDemand } from './demand.ts'
import { createReadyTimes } from './ready-times.ts'

test('samples ascend and are never in the past', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 90 }),
      fc.integer({ min: 0, max: 300 }),
      fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 30 }),
      (usual, waited, seen) => {
        const readyTimes = createReadyTimes()
        for (const actual of seen) readyTimes.learn(usual, actual)

        const samples = readyTimes.samples(100, usual, 100 + waited)

        assert.deepEqual(
          samples,
          [...samples].sort((a, b) => a - b),
        )
        assert.ok(samples.every((sample) => sample > 100 + waited))
      },
    ),
  )
})

test('kitchens that always take twice as long are expected to', () => {
  const readyTimes = createReadyTimes()
  for (let order = 0; order < 1000; order++) readyTimes.learn(20, 40)

  const samples = readyTimes.samples(0, 20, 0)

  assert.equal(samples[Math.floor(samples.length / 2)], 40)
})

test('demand is what came lately', () => {
  const demand = createDemand(60, 0)
  demand.placed('old', 0)
  demand.placed('new', 60)
  demand.placed('new', 120)

  assert.equal(demand.weightOf('old', 120), 0.25)
  assert.equal(demand.weightOf('new', 120), 1.5)
  assert.equal(demand.weightOf('never', 120), 0)
})

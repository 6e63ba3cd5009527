// Who is sent where and when, on towns small enough to see it at once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { kitchen, observation, rider, task } from './builders-for-tests.ts'
import { createDispatcher } from './dispatcher.ts'
import type { Decision, Observation } from './observation.ts'

const decide = (seen: Observation) => createDispatcher().decide(seen)
const told = (decision: Decision) =>
  decision.kind === 'position'
    ? `${decision.riderId} to ${decision.vendorId}`
    : `${decision.kind} ${decision.riderId}: ${decision.taskIds.join(' ')}`
const toldOf = (seen: Observation) => decide(seen).map(told)

test('the nearest is sent, and the explanation says who was next and by how much', () => {
  const [decision] = decide(observation([rider('far', 9), rider('near', 3)], [task('dinner')]))

  assert.ok(decision?.kind === 'send')
  assert.equal(decision.riderId, 'near')
  const { arrivalAt, pickupAt, considered, nextBest } = decision.explanation
  assert.deepEqual({ arrivalAt, pickupAt, considered }, { arrivalAt: 3, pickupAt: 5, considered: 2 })
  assert.deepEqual([nextBest?.riderId, nextBest?.arrivalAt], ['far', 9])
  assert.ok((nextBest?.extraMinutes ?? 0) >= 6)
})

test('two deliveries and two riders: what is best for both, not for the first', () => {
  const tasks = [
    task('first'),
    task('second', { vendorId: 'other', pickup: { x: 20, y: 0 }, dropoff: { x: 20, y: 10 } }),
  ]

  // Both have the rider in the middle nearest; the first has another one almost as near.
  assert.deepEqual(toldOf(observation([rider('middle', 9), rider('left', -10)], tasks)).sort(), [
    'send left: first',
    'send middle: second',
  ])
})

test('whoever waits where the next orders come from is kept there, when another one is almost as near', () => {
  const riders = [rider('busy side', 5), rider('quiet side', -6)]
  const demand = [{ vendorId: 'bakery', spot: { x: 5, y: 0 }, perHour: 10 }]

  assert.deepEqual(toldOf(observation(riders, [task('dinner')])), ['send busy side: dinner'])
  assert.deepEqual(toldOf(observation(riders, [task('dinner')], { demand })), ['send quiet side: dinner'])
  const further = [rider('busy side', 5), rider('quiet side', -12)]
  assert.equal(toldOf(observation(further, [task('dinner')], { demand }))[0], 'send busy side: dinner')
})

test('nobody sets off before he must: the food is ready in half an hour', () => {
  const seen = (at: number) => observation([rider('near', 3)], [task('dinner', { readyAt: [30] })], { at })

  assert.deepEqual(toldOf(seen(0)), [])
  assert.deepEqual(toldOf(seen(24)), [])
  assert.deepEqual(toldOf(seen(25)), ['send near: dinner'])
})

test('time to answer is counted in', () => {
  const seen = observation([rider('near', 3)], [task('dinner', { readyAt: [30] })], { at: 24, answerMinutes: 1 })

  assert.deepEqual(toldOf(seen), ['send near: dinner'])
})

test('an uncertain kitchen is waited for when riders are plenty, and not for long when it may take an hour', () => {
  const soon = task('soon', { readyAt: [4, 5, 6, 7] })
  const late = task('late', { readyAt: [30, 40, 50, 60] })

  assert.deepEqual(toldOf(observation([rider('near', 3)], [soon])), ['send near: soon'])
  assert.deepEqual(toldOf(observation([rider('near', 3)], [late])), [])
})

test('who stands at the counter gets what is ready, in the order of the doors', () => {
  const there = rider('there', 0, { vendorId: 'kitchen', freeAt: -5 })
  const tasks = [task('beyond', { dropoff: { x: 0, y: 12 } }), task('on the way', { dropoff: { x: 0, y: 10 } })]

  assert.deepEqual(toldOf(observation([there], tasks)), ['collect there: on the way beyond'])
})

test('a second delivery to the same street is taken along, one to the other end of town is not', () => {
  const riders = [rider('one', 3), rider('two', 4)]
  const same = [task('a', { dropoff: { x: 0, y: 20 } }), task('b', { dropoff: { x: 0, y: 20.2 } })]
  const opposite = [task('a', { dropoff: { x: 0, y: 20 } }), task('b', { dropoff: { x: 0, y: -20 } })]

  assert.deepEqual(toldOf(observation([riders[0] as (typeof riders)[0]], same)), ['send one: a b'])
  assert.deepEqual(toldOf(observation(riders, opposite)).length, 2)
})

test('nobody carries more than he can', () => {
  const small = rider('small', 3, { capacity: 1 })
  const tasks = [task('a', { size: 1 }), task('b', { size: 2 })]

  assert.deepEqual(toldOf(observation([small], tasks)), ['send small: a'])
})

test('deliveries of one basket go together, from both vendors', () => {
  const basket = [
    task('pizza', { basketId: 'basket' }),
    task('ice', { basketId: 'basket', vendorId: 'ice', pickup: { x: 0, y: 3 } }),
  ]

  assert.deepEqual(toldOf(observation([rider('one', 3), rider('two', 4)], basket)), ['send one: pizza ice'])
})

test('what must stay cold goes by cold box, though somebody else is nearer', () => {
  const fish = task('fish', { coldMinutes: 10, dropoff: { x: 0, y: 20 } })

  assert.deepEqual(toldOf(observation([rider('warm', 2), rider('cold', 6, { coldBox: true })], [fish])), [
    'send cold: fish',
  ])
})

test('a scooter farther away beats a bicycle for a long way', () => {
  const long = task('long', { dropoff: { x: 0, y: 20 } })

  assert.deepEqual(toldOf(observation([rider('bicycle', 2, { vehicle: 'bicycle' }), rider('scooter', 6)], [long])), [
    'send scooter: long',
  ])
})

test('among equals, whoever has been without work for longer', () => {
  assert.deepEqual(toldOf(observation([rider('fresh', 3), rider('idle', 3, { idleMinutes: 60 })], [task('dinner')])), [
    'send idle: dinner',
  ])
})

test('who must not be asked is not, and nothing is fetched after the end of a shift', () => {
  assert.deepEqual(toldOf(observation([rider('near', 3), rider('far', 5)], [task('a', { excluded: ['near'] })])), [
    'send far: a',
  ])
  assert.deepEqual(toldOf(observation([rider('near', 3, { offAt: 2 }), rider('far', 5)], [task('a')])), ['send far: a'])
})

test('an idle rider moves to where orders come from', () => {
  const demand = [
    { vendorId: 'kitchen', spot: kitchen, perHour: 10 },
    { vendorId: 'quiet', spot: { x: 10, y: 0 }, perHour: 0.1 },
  ]

  assert.deepEqual(toldOf(observation([rider('idle', 10)], [], { demand })), ['idle to kitchen'])
  assert.deepEqual(toldOf(observation([rider('idle', 0)], [], { demand })), [])
})

const towns = fc.record({
  riders: fc.array(
    fc.record({
      x: fc.integer({ min: -15, max: 15 }),
      freeAt: fc.integer({ min: -5, max: 20 }),
      capacity: fc.integer({ min: 1, max: 4 }),
      atKitchen: fc.boolean(),
    }),
    { maxLength: 8 },
  ),
  tasks: fc.array(
    fc.record({
      vendor: fc.integer({ min: 0, max: 2 }),
      y: fc.integer({ min: -20, max: 20 }),
      readyAt: fc.integer({ min: -10, max: 30 }),
      size: fc.integer({ min: 1, max: 2 }),
      basket: fc.option(fc.integer({ min: 0, max: 3 }), { freq: 4 }),
    }),
    { maxLength: 12 },
  ),
})

test('whatever the town: nobody twice, nothing twice, nothing that is not ready, nothing too big, always the same', () => {
  fc.assert(
    fc.property(towns, (town) => {
      const riders = town.riders.map(({ atKitchen, ...each }, index) =>
        rider(`rider ${index}`, each.x, { ...each, ...(atKitchen ? { spot: kitchen, vendorId: 'vendor 0' } : {}) }),
      )
      const tasks = town.tasks.map(({ vendor, y, readyAt, size, basket }, index) =>
        task(`task ${index}`, {
          vendorId: `vendor ${vendor}`,
          pickup: { x: 5 * vendor, y: 0 },
          dropoff: { x: 0, y },
          readyAt: [readyAt],
          size,
          basketId: basket === null ? null : `basket ${basket}`,
        }),
      )
      const seen = observation(riders, tasks)

      const decisions = decide(seen)

      const asked = decisions.map((decision) => decision.riderId)
      assert.equal(new Set(asked).size, asked.length)
      const given = decisions.flatMap((decision) => (decision.kind === 'position' ? [] : decision.taskIds))
      assert.equal(new Set(given).size, given.length)
      for (const decision of decisions) {
        if (decision.kind === 'position') continue
        const carried = decision.taskIds.map((id) => tasks.find((each) => each.id === id) ?? assert.fail())
        const by = riders.find((each) => each.id === decision.riderId) ?? assert.fail()
        assert.ok(by.freeAt <= seen.at)
        assert.ok(carried.reduce((sum, each) => sum + each.size, 0) <= by.capacity)
        if (decision.kind === 'collect') assert.ok(carried.every((each) => (each.readyAt[0] as number) <= seen.at))
        for (const each of carried) {
          const together = tasks.filter((other) => other.basketId !== null && other.basketId === each.basketId)
          assert.ok(together.every((other) => decision.taskIds.includes(other.id)))
        }
      }
      assert.deepEqual(decide(seen), decisions)
    }),
    { numRuns: 200 },
  )
})

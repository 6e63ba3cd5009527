// Trying again and again: the plan gets cheaper, everybody still has what the plan says, and time can be called.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { observation, rider, task } from './builders-for-tests.ts'
import { improve } from './improve.ts'
import { parameters } from './parameters.ts'
import { type Insertion, bestInsertion, emptyPlan, insert, insertionFor, planCost } from './plan.ts'
import { createRandom } from './random.ts'
import { situationOf } from './situation.ts'

const situation = situationOf(
  observation(
    [rider('left', -10), rider('middle', 0), rider('right', 10)],
    Array.from({ length: 12 }, (_, index) =>
      task(`task ${index}`, {
        vendorId: `vendor ${index % 4}`,
        pickup: { x: 8 * (index % 4) - 12, y: 0 },
        dropoff: { x: (index * 7) % 20, y: (index * 5) % 13 },
        readyAt: [index],
      }),
    ),
  ),
  { ...parameters, mostTrips: 12, temperature: 0 },
)

/** Everything on the first rider: as bad as it can be. */
function badPlan() {
  const plan = emptyPlan(situation)
  for (const job of situation.jobs) insert(plan, job, insertionFor(situation, plan, job, 0, Infinity) as Insertion)

  return plan
}

test('a bad plan becomes a good one in which each job is carried by who is said to', () => {
  const plan = badPlan()
  const before = planCost(situation, plan)

  improve(situation, plan, { random: createRandom(1), iterations: 300, mayGoOn: () => true })

  assert.ok(planCost(situation, plan) < before / 2, `${before} became ${planCost(situation, plan)}`)
  for (const job of situation.jobs) {
    const holders = plan.routes.flatMap((route, index) =>
      route.some((trip) => trip.jobs.includes(job)) ? [index] : [],
    )
    assert.deepEqual(holders, [plan.holders[job.index]])
  }
})

test('it stops when time is up, and what nobody carries yet is dearest', () => {
  const plan = badPlan()
  let asked = 0
  improve(situation, plan, { random: createRandom(1), iterations: 10_000, mayGoOn: () => ++asked < 2 })

  assert.equal(asked, 2)
  const empty = emptyPlan(situation)
  const [job] = situation.jobs
  assert.ok(job)
  insert(empty, job, bestInsertion(situation, empty, job) as Insertion)
  assert.ok(planCost(situation, empty) > planCost(situation, plan))
})

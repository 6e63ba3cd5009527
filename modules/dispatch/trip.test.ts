// Trips: whatever is done to them, all food is fetched before any is delivered and belongs together.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Job, type Trip, expectedPickup, mayJoin, tripOf, withJob, withoutJob } from './trip.ts'

const job = (index: number, vendors: readonly number[]): Job => ({
  index,
  id: `job ${index}`,
  taskIds: [`task ${index}`],
  stops: vendors.map((vendor) => ({
    vendorId: `vendor ${vendor}`,
    spot: { x: vendor, y: 0 },
    readyAt: [index, index + 4],
  })),
  dropoff: { x: 0, y: index },
  placedAt: 0,
  size: 1 + (index % 3),
  coldMinutes: Infinity,
  excluded: null,
  earliestDropoff: 0,
})

const steps = fc.array(
  fc.record({
    adds: fc.boolean(),
    vendors: fc.uniqueArray(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 2 }),
    position: fc.nat(5),
  }),
  { maxLength: 30 },
)

test('a trip never mixes vendors but for one basket, never exceeds what it may hold, and knows its size', () => {
  fc.assert(
    fc.property(steps, (actions) => {
      let trip: Trip = tripOf(job(0, [0]))
      for (const [index, { adds, vendors, position }] of actions.entries()) {
        const other = job(index + 1, vendors)
        if (adds && mayJoin(trip, other, 4)) trip = withJob(trip, other, position % (trip.jobs.length + 1))
        if (!adds) trip = withoutJob(trip, trip.jobs[position % trip.jobs.length] as Job) ?? tripOf(other)
      }

      assert.ok(trip.jobs.length >= 1 && trip.jobs.length <= 4)
      assert.equal(new Set(trip.jobs).size, trip.jobs.length)
      assert.equal(
        trip.jobs.reduce((sum, each) => sum + each.size, 0),
        trip.size,
      )
      const vendors = new Set(trip.jobs.flatMap((each) => each.stops.map((stop) => stop.vendorId)))
      if (trip.jobs.length > 1) assert.equal(vendors.size, 1)
    }),
  )
})

test('food is fetched when the last of it is ready, on average over what may be', () => {
  assert.equal(expectedPickup([job(2, [0])], 0), 4)
  assert.equal(expectedPickup([job(2, [0])], 4), 5)
  assert.equal(expectedPickup([job(2, [0]), job(4, [0])], 0), 6)
})

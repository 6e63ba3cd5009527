// When food will arrive: a range that is never upside down and shrinks on the way.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { deliveryStates } from './delivery.ts'
import { rideM } from '@provender/platform/geo'
import { type Trip, arrivalOf, pickupOf } from './eta.ts'
import { vehicles } from './rider.ts'

const noon = new Date('2026-06-15T12:00:00Z')
const vendor = { lat: 3.8667, lng: 11.5167 }
const north = (metres: number) => ({ lat: vendor.lat + metres / 111_195, lng: vendor.lng })
const minutesFromNoon = (time: string | undefined) => (new Date(time ?? '').getTime() - noon.getTime()) / 60_000

const trip = (overrides: Partial<Trip> = {}): Trip => ({
  state: 'assigned',
  pickup: vendor,
  dropoff: north(3000),
  readyAt: noon,
  rider: { vehicle: 'motorcycle', place: north(600) },
  distance: (from, to) => ({ distanceM: rideM(from, to), source: 'straight_line_detour', confidence: 'low' }),
  ...overrides,
})

test('from hand to hand: 600 m to the vendor, 3 km to the customer, streets a third longer than the crow flies', () => {
  const range = arrivalOf(trip(), noon)

  // 780 m + 3,900 m at 7.8 m/s are 600 s, two minutes to take over, two to hand over.
  assert.equal(minutesFromNoon(range?.earliest), 14)
  assert.equal(minutesFromNoon(range?.latest), 26)
  assert.deepEqual([range?.source, range?.confidence], ['straight_line_detour', 'medium'])
})

test('food that is not ready yet is waited for', () => {
  const ready = new Date(noon.getTime() + 20 * 60_000)

  assert.equal(minutesFromNoon(pickupOf(trip({ readyAt: ready }), noon)?.earliest), 22)
  assert.equal(minutesFromNoon(pickupOf(trip({ readyAt: ready }), noon)?.latest), 31)
})

test('without a rider the range is wide, and says that little is known', () => {
  const range = arrivalOf(trip({ state: 'waiting', rider: null }), noon)

  assert.equal(range?.confidence, 'low')
  assert.ok(minutesFromNoon(range?.latest) - minutesFromNoon(range?.earliest) > 20)
})

test('when it is over there is nothing to expect', () => {
  for (const state of ['delivered', 'failed', 'returned', 'cancelled'] as const) {
    assert.equal(arrivalOf(trip({ state }), noon), null)
    assert.equal(pickupOf(trip({ state }), noon), null)
  }
  assert.equal(pickupOf(trip({ state: 'picked_up' }), noon), null)
})

test('no range is upside down or in the past, wherever everybody is', () => {
  const metres = fc.integer({ min: -9000, max: 9000 })

  fc.assert(
    fc.property(
      fc.record({
        state: fc.constantFrom(...deliveryStates),
        vehicle: fc.constantFrom(...vehicles),
        place: fc.option(metres.map(north)),
        dropoff: metres.map(north),
        readyInMinutes: fc.option(fc.integer({ min: -60, max: 90 })),
      }),
      ({ state, vehicle, place, dropoff, readyInMinutes }) => {
        const readyAt = readyInMinutes === null ? null : new Date(noon.getTime() + readyInMinutes * 60_000)
        const range = arrivalOf(trip({ state, dropoff, readyAt, rider: { vehicle, place } }), noon)

        if (range) assert.ok(noon.toISOString() < range.earliest && range.earliest < range.latest)
      },
    ),
  )
})

// Near is said once, and not taken back by a phone that wanders.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Near, enterM, exitM, nearAfter } from './geofence.ts'
import { keptOf, toleranceM } from './thin-track.ts'

const pickup = { lat: 3.8667, lng: 11.5167 }
const north = (metres: number) => ({ lat: pickup.lat + metres / 111_195, lng: pickup.lng })
const dropoff = north(3000)
const seen = (metres: number, accuracyM: number | null = 5) => ({ ...north(metres), accuracyM })
const going = { state: 'assigned', pickup, dropoff } as const
const bringing = { state: 'picked_up', pickup, dropoff } as const

test('near the vendor while fetching, near the customer while bringing, never the other', () => {
  assert.equal(nearAfter(null, going, seen(50)), 'vendor')
  assert.equal(nearAfter(null, going, seen(3000)), null)
  assert.equal(nearAfter('vendor', bringing, seen(10)), null)
  assert.equal(nearAfter(null, bringing, seen(2950)), 'customer')
})

test('between the two lines nothing changes, whatever the phone says', () => {
  const band = fc.integer({ min: enterM + 1, max: exitM - 1 })
  fc.assert(
    fc.property(fc.array(band, { maxLength: 30 }), fc.constantFrom<Near | null>('vendor', null), (walk, start) => {
      assert.equal(
        walk.reduce<Near | null>((near, metres) => nearAfter(near, going, seen(metres)), start),
        start,
      )
    }),
  )
})

test('a phone that does not know where it is says nothing about doors', () => {
  assert.equal(nearAfter(null, going, seen(10, 400)), null)
  assert.equal(nearAfter('vendor', going, seen(900, 400)), 'vendor')
})

test('a thinned track keeps its ends and its shape, and a straight one only its ends', () => {
  const point = fc.record({
    lat: fc.double({ min: 3.8, max: 3.9, noNaN: true }),
    lng: fc.double({ min: 11.5, max: 11.6, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 60 }), (track) => {
      const kept = keptOf(track)

      assert.deepEqual([kept[0], kept.at(-1)], [0, track.length - 1])
      assert.deepEqual(
        kept,
        [...new Set(kept)].toSorted((a, b) => a - b),
      )
      assert.deepEqual(keptOf(kept.map((index) => track[index] as { lat: number; lng: number })).length, kept.length)
    }),
  )
  const straight = Array.from({ length: 200 }, (_, index) => north(index * 10))
  assert.deepEqual(keptOf(straight), [0, 199])
  const corner = [
    ...straight,
    ...Array.from({ length: 50 }, (_, index) => ({ lat: north(1990).lat, lng: pickup.lng + (index + 1) / 10_000 })),
  ]
  assert.deepEqual(keptOf(corner), [0, 199, 249])
  assert.deepEqual(keptOf([]), [])
  assert.ok(toleranceM < enterM)
})

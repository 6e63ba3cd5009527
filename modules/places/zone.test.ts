// What may be drawn, and who is inside.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { coverageAt } from './coverage.ts'
import { type Zone, type ZoneId, areaOf, contains, openRing, whyNotRing } from './zone.ts'

const centre = { lat: 3.8667, lng: 11.5167 }
const at = (north: number, east: number) => ({ lat: centre.lat + north / 100, lng: centre.lng + east / 100 })
const square = [at(0, 0), at(0, 2), at(2, 2), at(2, 0)]

/** Corners round a middle, each at its own distance: never crosses itself. */
const star = fc.array(fc.double({ min: 0.2, max: 3, noNaN: true }), { minLength: 3, maxLength: 40 }).map((outs) =>
  outs.map((out, index) => {
    const turn = (index / outs.length) * 2 * Math.PI
    return at(out * Math.cos(turn), out * Math.sin(turn))
  }),
)

test('a simple ring is taken, drawn either way round and closed or not', () => {
  fc.assert(
    fc.property(star, (ring) => {
      assert.equal(whyNotRing(ring, centre), undefined)
      assert.equal(whyNotRing(ring.toReversed(), centre), undefined)
      assert.deepEqual(openRing([...ring, ...ring.slice(0, 1)]), ring)
      assert.ok(Math.abs(areaOf(ring) - areaOf(ring.toReversed())) <= 1)
    }),
  )
})

test('a ring whose corners were swapped crosses itself', () => {
  const [a, b, c, d] = square as [Corner, Corner, Corner, Corner]

  assert.deepEqual(whyNotRing([a, c, b, d], centre), { problem: 'crosses_itself', corner: 0, otherCorner: 2 })
  assert.equal(whyNotRing([a, b, c, at(-1, 1), at(-1, -1)], centre)?.problem, 'crosses_itself')
  assert.equal(whyNotRing([a, b, at(0, 1), d], centre)?.problem, 'crosses_itself')
})

test('too few, twice the same, too small, too large and too far are told apart', () => {
  const [a, b] = square as [Corner, Corner]

  assert.equal(whyNotRing([a, b], centre)?.problem, 'too_few_corners')
  assert.deepEqual(whyNotRing([a, b, b, at(2, 2)], centre), { problem: 'corner_twice', corner: 1 })
  assert.equal(whyNotRing([at(0, 0), at(0, 0.05), at(0.05, 0.05)], centre)?.problem, 'too_small')
  assert.equal(whyNotRing([at(-95, -95), at(-95, 95), at(95, 95), at(95, -95)], centre)?.problem, 'too_large')
  assert.deepEqual(whyNotRing([a, b, { lat: 48.85, lng: 2.35 }], centre), { problem: 'too_far', corner: 2 })
})

test('two kilometres square are five square kilometres to the degree', () => {
  assert.ok(Math.abs(areaOf(square) / 1e6 - 2.2264 * 2.2264 * Math.cos((centre.lat * Math.PI) / 180)) < 0.01)
})

test('who is between the middle and a corner is inside, who is beyond all corners is not', () => {
  fc.assert(
    fc.property(star, fc.nat(), (ring, pick) => {
      const corner = ring[pick % ring.length] as Corner
      const near = { lat: (centre.lat * 99 + corner.lat) / 100, lng: (centre.lng * 99 + corner.lng) / 100 }

      assert.ok(contains(ring, near))
      assert.ok(!contains(ring, at(4, 0)))
      assert.ok(!contains(ring, at(0, -4)))
    }),
  )
})

const zone = (part: Partial<Zone>): Zone => ({
  id: '018f0000-0000-7000-8000-000000000000' as ZoneId,
  vendorId: null,
  name: 'Centre',
  kind: 'served',
  ring: square,
  areaM2: areaOf(part.ring ?? square),
  feeMinor: null,
  extraMinor: 0,
  ...part,
})
const everywhere = [at(-9, -9), at(-9, 9), at(9, 9), at(9, -9)]
const odile = '018f0000-0000-7000-8000-00000000000a'

test('where nothing is drawn everything is served', () => {
  assert.deepEqual(coverageAt([], odile, at(1, 1)), { isServed: true, isDrawn: false, zone: null })
})

test("the market's zones say where deliveries go, the smallest one what they cost, a closed one that they do not", () => {
  const town = zone({ name: 'Town', ring: everywhere, extraMinor: 100 })
  const old = zone({ name: 'Old town', feeMinor: 500 })
  const closed = zone({ kind: 'closed', ring: [at(1, 1), at(1, 2), at(2, 2)] })

  assert.deepEqual(coverageAt([town, old], odile, at(1, 1)).zone, { name: 'Old town', feeMinor: 500, extraMinor: 0 })
  assert.deepEqual(coverageAt([town, old], odile, at(-1, -1)).zone?.name, 'Town')
  assert.equal(coverageAt([town], odile, at(20, 20)).isServed, false)
  assert.equal(coverageAt([town, closed], odile, at(1.2, 1.6)).isServed, false)
  assert.equal(coverageAt([closed], odile, at(-5, -5)).isServed, true)
})

test("a vendor's own zones are its coverage, and nobody else's", () => {
  const own = zone({ vendorId: odile })

  assert.deepEqual(coverageAt([own], odile, at(1, 1)), { isServed: true, isDrawn: true, zone: null })
  assert.equal(coverageAt([own], odile, at(5, 5)).isServed, false)
  assert.deepEqual(coverageAt([own], '018f0000-0000-7000-8000-00000000000b', at(5, 5)), {
    isServed: true,
    isDrawn: false,
    zone: null,
  })
})

interface Corner {
  lat: number
  lng: number
}

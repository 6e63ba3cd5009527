// Distances: known towns, and the laws any distance keeps.
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { detour, distanceM } from './distance.ts'

const place = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
})

test('from Bastos to the post office of Yaoundé it is three kilometres for a crow and four by the streets', () => {
  const metres = distanceM({ lat: 3.8905, lng: 11.5121 }, { lat: 3.8634, lng: 11.5194 })

  assert.equal(metres, 4056)
})

test('a degree of latitude is 111 kilometres, and the detour on top', () => {
  assert.equal(distanceM({ lat: 0, lng: 0 }, { lat: 1, lng: 0 }), Math.round(111_195.08 * detour))
})

test('there is as far as back, here is no distance, and nothing is farther than half the earth', () => {
  fc.assert(
    fc.property(place, place, (one, other) => {
      assert.equal(distanceM(one, other), distanceM(other, one))
      assert.equal(distanceM(one, one), 0)
      assert.ok(distanceM(one, other) >= 0 && distanceM(one, other) <= 20_015_200 * detour)
    }),
  )
})

test('across the date line it is near, not around the world', () => {
  assert.ok(distanceM({ lat: 0, lng: 179.99 }, { lat: 0, lng: -179.99 }) < 3000)
})

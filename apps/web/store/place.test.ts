// A chosen place survives its cookie, and rubbish in the cookie is no place.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { near, readPlace, writePlace } from './place.ts'

test('a place comes back as it was chosen, commas in its name included', () => {
  const place = { lat: 3.8838, lng: 11.5195, name: 'Rue 1.750, Nlongkak, Yaoundé' }

  assert.deepEqual(readPlace(writePlace(place)), place)
  assert.deepEqual(readPlace('-33.9,151.2'), { lat: -33.9, lng: 151.2, name: '' })
})

test('what is not a place on earth is none', () => {
  for (const rubbish of [undefined, '', 'here', '91,0', '0,181', '1', '1,2e3', 'NaN,NaN']) {
    assert.equal(readPlace(rubbish), undefined)
  }
})

test('requests only measure distance when there is a place', () => {
  assert.deepEqual(near({ lat: 1, lng: 2 }), { lat: 1, lng: 2 })
  assert.deepEqual(near(undefined), {})
})

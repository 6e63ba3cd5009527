// A way with turns is walked turn by turn.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aheadOf, metresBetween, metresOf, stepAlong } from './along.ts'

const home = { lat: 3.8667, lng: 11.5167 }
const corner = { lat: 3.8936, lng: 11.5167 }
const shop = { lat: 3.8936, lng: 11.5101 }
const path = [home, corner, shop]

test('each step is as long as asked, until the end is reached', () => {
  let at = home
  let steps = 0
  while (metresBetween(at, shop) > 0.01 && steps < 1000) {
    const next = stepAlong(aheadOf(path, at).path, 20) ?? shop
    assert.ok(metresBetween(at, next) < 20.1)
    at = next
    steps++
  }

  assert.equal(steps, Math.ceil(metresOf(path) / 20))
  assert.deepEqual(stepAlong([shop], 20), shop)
  assert.equal(stepAlong([], 20), undefined)
})

test('what lies behind is not ahead, and who is beside the way is told how far', () => {
  const halfway = { lat: (home.lat + corner.lat) / 2, lng: home.lng + 0.001 }
  const { path: rest, offM } = aheadOf(path, halfway)

  assert.equal(rest.length, 3)
  assert.ok(Math.abs(offM - 111) < 1)
  assert.ok(Math.abs(metresOf(rest) - (metresOf(path) - metresBetween(home, corner) / 2)) < 1)
  assert.deepEqual(aheadOf(path, shop).path, [shop, shop])
})

// A pretended ride gets where it should, at the speed it should.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { metresBetween, stepTowards, wayTo } from './walk.ts'

const home = { lat: 3.8667, lng: 11.5167 }
const shop = { lat: 3.8936, lng: 11.5101 }

test('each step is as long as asked, until the place is reached', () => {
  let at = home
  let steps = 0
  while (metresBetween(at, shop) > 0.01 && steps < 1000) {
    const next = stepTowards(at, shop, 20)
    assert.ok(metresBetween(at, next) < 20.1)
    at = next
    steps++
  }

  assert.ok(steps > 150 && steps < 250, `${steps} steps for 3.7 km`)
  assert.deepEqual(stepTowards(shop, shop, 20), shop)
})

test('the way on the map has one corner', () => {
  assert.deepEqual(wayTo(home, shop), [home, { lat: shop.lat, lng: home.lng }, shop])
})

// Riders go straight, at their speed, and stop where they wanted to go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headingTo, metresBetween, placeAround, placeTowards, speedOf } from './way.ts'

const bastos = { lat: 3.8936, lng: 11.5101 }
const mokolo = { lat: 3.8749, lng: 11.5004 }

test('half of the way is half of the distance', () => {
  const whole = metresBetween(bastos, mokolo)
  const middle = placeTowards(bastos, mokolo, whole / 2)

  assert.ok(Math.abs(whole - 2342) < 20, `${whole} m`)
  assert.ok(Math.abs(metresBetween(middle, mokolo) - whole / 2) < 1)
})

test('nobody rides past the door', () => {
  assert.deepEqual(placeTowards(bastos, mokolo, 1e6), mokolo)
  assert.deepEqual(placeTowards(bastos, bastos, 0), bastos)
})

test('a place around another one lies as far away and in that direction', () => {
  const dublin = { lat: 53.35, lng: -6.26 }
  const east = placeAround(dublin, 1500, 90)

  assert.ok(Math.abs(metresBetween(dublin, east) - 1500) < 2)
  assert.ok(Math.abs(headingTo(dublin, east) - 90) < 0.5)
})

test('a motorcycle is faster than a bicycle, and an unknown vehicle moves as well', () => {
  assert.ok(speedOf('motorcycle') > speedOf('bicycle'))
  assert.ok(speedOf('hovercraft') > 0)
})

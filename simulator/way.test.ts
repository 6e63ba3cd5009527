// Riders follow their way, at their speed, and stop where they wanted to go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headingTo, metresBetween, placeAround, placeTowards, speedOf, follow } from './way.ts'

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

test('turns are followed one after the other, whole or in part, and the end is the end', () => {
  const start = { lat: 3.8667, lng: 11.5167 }
  const corner = placeAround(start, 300, 0)
  const end = placeAround(corner, 400, 90)

  const before = follow([start, corner, end], 100)
  const behind = follow([start, corner, end], 500)
  const done = follow([start, corner, end], 5000)

  assert.ok(Math.abs(metresBetween(start, before.place) - 100) < 0.1)
  assert.equal(before.ahead.length, 2)
  assert.ok(Math.abs(metresBetween(corner, behind.place) - 200) < 0.1)
  assert.deepEqual([behind.ahead, done.place, done.ahead], [[end], end, []])
})

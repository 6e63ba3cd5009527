// What is believed of what phones report.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type PositionReport, siftPositions } from './position.ts'

const noon = new Date('2026-06-15T12:00:00Z')
const place = { lat: 3.8667, lng: 11.5167 }
const report = (seconds: number, metresNorth: number): PositionReport => ({
  at: new Date(noon.getTime() + seconds * 1000).toISOString(),
  lat: place.lat + metresNorth / 111_195,
  lng: place.lng,
})
const sift = (last: { place: typeof place; at: Date } | null, ...reports: PositionReport[]) => {
  const { accepted, ...rest } = siftPositions(last, reports, noon)
  return { accepted: accepted.map((each) => (each.at.getTime() - noon.getTime()) / 1000), ...rest }
}

test('a first position is believed, whatever it is', () => {
  assert.deepEqual(sift(null, report(0, 0)), { accepted: [0], late: 0, implausible: 0, ahead: 0 })
})

test('positions that come in a jumble are taken in the order they were measured', () => {
  assert.deepEqual(sift(null, report(-1, 20), report(-3, 0), report(-2, 10)), {
    accepted: [-3, -2, -1],
    late: 0,
    implausible: 0,
    ahead: 0,
  })
})

test('what is not newer than the newest known is late', () => {
  const last = { place, at: new Date(noon.getTime() - 2000) }

  assert.deepEqual(sift(last, report(-3, 0), report(-2, 0), report(-1, 0)), {
    accepted: [-1],
    late: 2,
    implausible: 0,
    ahead: 0,
  })
})

test('a jump faster than 60 m/s is left out, and what follows is measured from the last believable place', () => {
  const last = { place, at: new Date(noon.getTime() - 10_000) }

  assert.deepEqual(sift(last, report(-9, 59), report(-8, 5000), report(-7, 170), report(-6, 231)), {
    accepted: [-9, -7],
    late: 0,
    implausible: 2,
    ahead: 0,
  })
})

test('a clock that runs ahead is not believed, else it would shut out all true positions behind it', () => {
  assert.deepEqual(sift(null, report(30, 0), report(31, 0), report(86_400, 0)), {
    accepted: [30],
    late: 0,
    implausible: 0,
    ahead: 2,
  })
})

// A drawn town is the same every time, small enough to send, and stays where it was put.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawTown, type TownPlan } from './town-plan.ts'

const centre = { lat: 4.0556, lng: 9.7152 }
const townPlan = (seed: string, middle: typeof centre, radiusM = 3000) =>
  drawTown(seed, { centre: middle, country: 'CM', radiusM }).plan
const seeds = ['freshhome', 'harvest', 'rachelfoods', 'eatfast', 'reeyo', 'a', '']

test('the same seed draws the same town, another seed another', () => {
  assert.deepEqual(townPlan('eatfast', centre), townPlan('eatfast', centre))
  assert.notDeepEqual(townPlan('eatfast', centre), townPlan('reeyo', centre))
})

test('every town has main and side streets, a river, a lake and parks', () => {
  for (const seed of seeds) {
    const plan = townPlan(seed, centre)

    assert.deepEqual(new Set(plan.features.map(({ properties }) => properties.kind)), new Set(kinds), seed)
    assert.ok(streets(plan, 'minor').length > 150, seed)
    assert.ok(streets(plan, 'major').length >= 15, seed)
  }
})

test('a town is about six kilometres across, and wider when asked, at the same weight', () => {
  for (const seed of seeds) {
    for (const radiusM of [3000, 7500]) {
      const plan = townPlan(seed, centre, radiusM)
      const reachesM = streets(plan, 'minor').flat().map(metresFromCentre)

      assert.ok(JSON.stringify(plan).length < 240_000, seed)
      assert.ok(Math.max(...reachesM) < radiusM * 1.2, seed)
      assert.ok(Math.max(...reachesM) > radiusM * 0.9, seed)
    }
  }
})

test('areas are closed rings and no street is a single point', () => {
  for (const { geometry, properties } of townPlan('reeyo', centre).features) {
    for (const line of geometry.coordinates) {
      if (geometry.type === 'Polygon') assert.deepEqual(line[0], line.at(-1), properties.kind)
      assert.ok(line.length >= 2, properties.kind)
      assert.ok(line.flat().every(Number.isFinite), properties.kind)
    }
  }
})

test('side streets bend: it is no ruled grid', () => {
  const bends = streets(townPlan('harvest', centre), 'minor').flatMap((street) =>
    street.slice(2).map((to, index) => turnAt(street[index], street[index + 1], to)),
  )

  assert.ok(bends.filter((turn) => turn > 0.02).length > bends.length / 4)
})

const kinds = ['major', 'minor', 'river', 'lake', 'park']

function streets(plan: TownPlan, kind: 'major' | 'minor'): [number, number][][] {
  return plan.features
    .filter(({ properties }) => properties.kind === kind)
    .flatMap(({ geometry }) => geometry.coordinates)
}

function metresFromCentre([lng, lat]: [number, number]): number {
  const shrink = Math.cos((centre.lat * Math.PI) / 180)
  return 111_320 * Math.hypot((lng - centre.lng) * shrink, lat - centre.lat)
}

/** Radians turned at `by` on the way from `from` to `to`. */
function turnAt(from: [number, number] | undefined, by: [number, number] | undefined, to: [number, number]): number {
  assert.ok(from && by)
  const turn = Math.abs(Math.atan2(to[1] - by[1], to[0] - by[0]) - Math.atan2(by[1] - from[1], by[0] - from[0]))
  return Math.min(turn, 2 * Math.PI - turn)
}

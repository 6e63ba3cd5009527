// Cells: wherever somebody stands within reach of a vendor, the two share one, on both sides of every line on the map.
import { detour, straightLineM } from '@provender/platform/geo'
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellsAt, cellsInReach, homeCell, homesNear } from './cells.ts'

const centres = fc.record({
  lat: fc.double({ min: -80, max: 80, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
})
const walks = fc.record({
  part: fc.double({ min: 0, max: 1, noNaN: true }),
  bearing: fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
})

/** Goes so far in a direction, over the date line if it must. */
function walk(from: { lat: number; lng: number }, metres: number, bearing: number) {
  const lat = from.lat + (metres * Math.cos(bearing)) / 111_195
  const lng = from.lng + (metres * Math.sin(bearing)) / 111_195 / Math.cos((lat * Math.PI) / 180)

  return { lat, lng: ((lng + 540) % 360) - 180 }
}

test('whoever is within reach shares a cell with the vendor', () => {
  fc.assert(
    fc.property(centres, walks, fc.integer({ min: 100, max: 60_000 }), (centre, { part, bearing }, reachM) => {
      const place = walk(centre, (part * reachM) / detour, bearing)
      fc.pre(straightLineM(centre, place) * detour <= reachM)

      const covered = new Set(cellsInReach('town', 'delivery', centre, reachM))

      assert.ok(cellsAt('town', ['delivery'], place).some((cell) => covered.has(cell)))
    }),
    { numRuns: 500 },
  )
})

test('a cover is small, and shares nothing with another market or another way', () => {
  for (const reachM of [500, 3000, 8000, 15_000, 60_000]) {
    const cells = cellsInReach('town', 'delivery', { lat: 3.87, lng: 11.52 }, reachM)
    assert.ok(cells.length <= 40, `${cells.length} cells for ${reachM} m`)
    const others = new Set([
      ...cellsInReach('town', 'pickup', { lat: 3.87, lng: 11.52 }, reachM),
      ...cellsInReach('elsewhere', 'delivery', { lat: 3.87, lng: 11.52 }, reachM),
    ])
    assert.ok(cells.every((cell) => !others.has(cell)))
  }
})

test('who lives near is found by the cell of his home', () => {
  const here = { lat: 53.34, lng: -6.26 }
  const near = homesNear('town', here, 2500)

  assert.ok(near.includes(homeCell('town', walk(here, 2400, 1))))
  assert.ok(!near.includes(homeCell('town', walk(here, 6000, 1))))
})

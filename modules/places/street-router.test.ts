// Ways along drawn streets: the shortest there are, the same in both directions, never shorter than the bird flies.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Place, straightLineM } from '@provender/platform/geo'
import { type StreetGraph, streetGraph } from './street-graph.ts'
import { searchOf, streetRouter } from './street-router.ts'
import { drawTown, townRadiusM } from './town-plan.ts'

const centre = { lat: 3.8667, lng: 11.5167 }
const town = drawTown('reeyo', { centre, country: 'CM' })
const graph = streetGraph(town, centre)
const router = streetRouter(graph)

const somewhere = fc
  .record({
    out: fc.double({ min: 0, max: townRadiusM, noNaN: true }),
    turn: fc.double({ min: 0, max: 6.28, noNaN: true }),
  })
  .map(({ out, turn }) => graph.toPlace({ x: out * Math.cos(turn), y: out * Math.sin(turn) }))
const two = fc.tuple(somewhere, somewhere)

test('every place of the town is reached from every other, both ways the same', () => {
  fc.assert(
    fc.property(two, ([from, to]) => {
      const there = router.way(from, to)
      const back = router.way(to, from)

      assert.ok(there && back)
      assert.equal(there.distanceM, back.distanceM)
      assert.ok(there.distanceM >= Math.floor(straightLineM(from, to)) - 1)
      assert.deepEqual(rounded(there.path[0]), rounded(from))
      assert.deepEqual(rounded(there.path.at(-1)), rounded(to))
    }),
    { numRuns: 300 },
  )
})

test('the length of a way is the length of its turns', () => {
  fc.assert(
    fc.property(two, ([from, to]) => {
      const way = router.way(from, to)
      const turns = way?.path ?? []
      const walkedM = turns.slice(1).reduce((sum, place, index) => sum + straightLineM(turns[index] as Place, place), 0)

      assert.ok(Math.abs(walkedM - (way?.distanceM ?? 0)) <= 5 + walkedM * 0.003, `${walkedM} ${way?.distanceM}`)
    }),
    { numRuns: 200 },
  )
})

test('a distance asked for alone, or from a tree, is that of the way: a price never depends on what was asked before', () => {
  fc.assert(
    fc.property(two, ([from, to]) => {
      const fresh = streetRouter(graph)

      assert.equal(router.distance(from, to), router.way(from, to)?.distanceM)
      assert.equal(fresh.distance(to, from), router.distance(from, to))
    }),
    { numRuns: 100 },
  )
})

test('no way is longer than one over a third place', () => {
  fc.assert(
    fc.property(fc.tuple(somewhere, somewhere), ([from, to]) => {
      const [first] = graph.stretches
      assert.ok(first)
      const over = graph.toPlace({ x: graph.x[first.from] ?? 0, y: graph.y[first.from] ?? 0 })
      const direct = router.distance(from, to) ?? 0

      assert.ok(direct <= (router.distance(from, over) ?? 0) + (router.distance(over, to) ?? 0) + 2)
    }),
    { numRuns: 100 },
  )
})

test('A* finds what the plain search of everything finds', () => {
  const search = searchOf(graph)
  fc.assert(
    fc.property(two, ([from, to]) => {
      const [start, goal] = [from, to].map((place) => graph.nearestStretch(graph.toPoint(place)))
      assert.ok(start && goal)
      const never = 0x7fffffff

      assert.equal(search.path(start, goal, never)?.streetDm, search.path(start, goal, never, false)?.streetDm)
    }),
    { numRuns: 100 },
  )
})

test('the river is crossed on bridges: main streets lead over it, side streets do not', () => {
  for (const seed of ['freshhome', 'harvest', 'rachelfoods', 'eatfast', 'reeyo']) {
    const { streets, plan } = drawTown(seed, { centre, country: 'IE' })
    const river = plan.features.find(({ properties }) => properties.kind === 'river')?.geometry.coordinates[0] ?? []
    const ring = river.map((position) => graph.toPoint({ lng: position[0] as number, lat: position[1] as number }))
    const wet = streets.filter(({ line }) => line.some((point) => inside(point, ring)))

    assert.ok(
      wet.every(({ kind }) => kind === 'major'),
      seed,
    )
  }
})

test('what hangs together is the whole town, and streets have names of their own', () => {
  const all = new Set(graph.stretches.flatMap(({ from, to }) => [from, to]))

  assert.ok(all.size > 1200)
  assert.equal(new Set(town.streets.map(({ name }) => name)).size, town.streets.length)
  assert.ok(isWhole(graph))
})

test('far out of town there is no street', () => {
  assert.equal(router.distance(centre, { lat: 4.4, lng: 11.5 }), undefined)
  assert.equal(router.way(centre, { lat: 48.85, lng: 2.35 }), undefined)
})

function rounded(place: Place | undefined) {
  assert.ok(place)
  return { lat: place.lat.toFixed(5), lng: place.lng.toFixed(5) }
}

function isWhole({ stretches }: StreetGraph): boolean {
  const next = Map.groupBy(
    stretches.flatMap(({ from, to }) => [
      { from, to },
      { from: to, to: from },
    ]),
    ({ from }) => from,
  )
  const seen = new Set([stretches[0]?.from ?? -1])
  for (const node of seen) for (const { to } of next.get(node) ?? []) seen.add(to)

  return stretches.every(({ from }) => seen.has(from))
}

function inside({ x, y }: { x: number; y: number }, ring: readonly { x: number; y: number }[]): boolean {
  return ring.reduce((odd, to, index) => {
    const from = ring[index - 1] ?? to
    const crosses = from.y > y !== to.y > y && x < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)
    return crosses ? !odd : odd
  }, false)
}

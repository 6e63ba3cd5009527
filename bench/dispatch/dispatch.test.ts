// Our own small days, dispatched and judged; and the judge himself, shown what he must not let pass.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateInstance } from './generate-instance.ts'
import { judge } from './judge.ts'
import { meanOf, measure } from './measures.ts'
import { type Played, play } from './play.ts'
import { solutionFiles } from './solution-files.ts'

const days = [1, 2, 3].map((seed) => generateInstance(seed, { orders: 200, restaurants: 25, couriers: 60 }))

test('everything is delivered by the rules, little later than it could be, and each decision is quick', () => {
  const all = days.map((day) => {
    const played = play(day, { uncertain: false })
    assert.deepEqual(judge(day, played), [])
    return measure(day, played)
  })

  const mean = meanOf(all)
  assert.equal(mean.undelivered, 0)
  assert.ok(mean.clickToDoor - mean.unavoidable < 3, `${mean.clickToDoor - mean.unavoidable} minutes late`)
  assert.ok(mean.decisionMsP50 < 200)
})

test('without knowing when food is ready it costs minutes, not deliveries', () => {
  const all = days.map((day) => {
    const played = play(day, { uncertain: true })
    assert.deepEqual(judge(day, played), [])
    return measure(day, played)
  })

  const mean = meanOf(all)
  assert.equal(mean.undelivered, 0)
  assert.ok(mean.clickToDoor - mean.unavoidable < 4.5, `${mean.clickToDoor - mean.unavoidable} minutes late`)
})

test('the same day is played the same way twice', () => {
  const day = generateInstance(4, { orders: 80, restaurants: 10, couriers: 12 })
  const { decisionMs: _first, ...once } = play(day, { uncertain: true })
  const { decisionMs: _second, ...again } = play(day, { uncertain: true })

  assert.deepEqual(again, once)
})

test('the judge sees every broken rule', () => {
  const day = generateInstance(5, { orders: 60, restaurants: 10, couriers: 12 })
  const fair = play(day, { uncertain: false })
  const [bundle, ...bundles] = fair.collected
  const [move, ...moves] = fair.moves
  const [drop, ...drops] = fair.delivered
  assert.ok(bundle && move && drop)
  const wrong = (change: Partial<Played>) => judge(day, { ...fair, ...change }).length > 0

  assert.equal(wrong({}), false)
  assert.ok(wrong({ collected: [...fair.collected, bundle] }), 'collected twice')
  assert.ok(wrong({ collected: [{ ...bundle, pickupAt: bundle.pickupAt - 60 }, ...bundles] }), 'before it is ready')
  assert.ok(wrong({ collected: [{ ...bundle, assignedAt: -1 }, ...bundles] }), 'before it was placed')
  assert.ok(wrong({ collected: [{ ...bundle, courier: 'c999' }, ...bundles] }), 'by nobody')
  assert.ok(wrong({ moves: [{ ...move, origin: 'r1' }, ...moves.slice(0)] }) || move.origin === 'r1', 'from elsewhere')
  assert.ok(wrong({ moves: [{ ...move, departure: move.departure - 500 }, ...moves] }), 'before his shift')
  assert.ok(wrong({ delivered: [{ ...drop, dropoffAt: drop.dropoffAt - 1 }, ...drops] }), 'sooner than possible')
  assert.ok(wrong({ delivered: drops }), 'collected but not delivered')
})

test('the official files have a line for each bundle, order and way', () => {
  const day = generateInstance(6, { orders: 30, restaurants: 5, couriers: 8 })
  const played = play(day, { uncertain: false })

  const files = solutionFiles(day, played)

  const lines = (name: string) => (files[name] ?? '').trim().split('\n')
  assert.equal(lines('solution_info_assignments.txt').length, 1 + played.collected.length)
  assert.equal(lines('solution_info_orders.txt').length, 1 + day.orders.length)
  assert.equal(lines('solution_info_couriers.txt').length, 1 + played.moves.length)
  assert.equal(lines('solution_info_orders.txt')[0], 'order placement_time ready_time pickup_time dropoff_time courier')
  assert.match(lines('solution_info_orders.txt')[1] ?? '', /^o1 \d+ \d+ \d+ \d+ c\d+$/)
})

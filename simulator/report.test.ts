// The report counts every wish once and is good only when nothing is left open.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Diary, type Run, quantile, reportText, summarise } from './report.ts'

const noon = Date.UTC(2026, 5, 15, 12)
const minutes = (count: number) => noon + count * 60_000
const delivered: Diary = {
  n: 1,
  state: 'delivered',
  number: 'B2C3D4',
  stuck: false,
  placedAt: noon,
  acceptedAt: minutes(0.1),
  readyAt: minutes(2.1),
  endedAt: minutes(3),
}

function runOf(diaries: Diary[], overrides: Partial<Run> = {}): Run {
  const traffic = { requests: 90, milliseconds: [1, 2, 3, 4], refusals: new Map(), heard: 12 }
  return {
    market: 'reeyo',
    speed: 10,
    seed: 1,
    seconds: 30,
    diaries,
    traffic,
    violations: [],
    mishaps: new Map(),
    interrupted: false,
    ...overrides,
  }
}

test('times are told in minutes of the town', () => {
  const { legs } = summarise(runOf([delivered]))

  assert.deepEqual(
    legs.map(({ name, p50 }) => [name, Math.round(p50 ?? 0)]),
    [
      ['placed → accepted', 1],
      ['accepted → ready', 20],
      ['ready → in hand', 9],
      ['placed → in hand', 30],
    ],
  )
})

test('every wish is counted once, as an order or as a refusal', () => {
  const summary = summarise(
    runOf([
      delivered,
      { n: 2, stuck: false, refusal: 'inventory.sold_out' },
      { n: 3, state: 'cancelled', stuck: false },
    ]),
  )

  assert.equal(summary.wished, 3)
  assert.equal(summary.placed, 2)
  assert.deepEqual(
    [...summary.byState],
    [
      ['delivered', 1],
      ['cancelled', 1],
    ],
  )
  assert.deepEqual([...summary.byRefusal], [['inventory.sold_out', 1]])
  assert.equal(summary.requestsPerSecond, 3)
  assert.equal(summary.good, true)
})

test('a stuck order, a wrong ledger, an unasked ledger or a mishap is no good run', () => {
  assert.equal(summarise(runOf([{ n: 1, number: 'B2C3D4', state: 'ready', stuck: true }])).good, false)
  assert.equal(summarise(runOf([delivered], { violations: ['I1 sums to zero: transfer 7, by 3'] })).good, false)
  assert.equal(summarise({ ...runOf([delivered]), violations: undefined as never }).good, false)
  assert.equal(summarise(runOf([delivered], { mishaps: new Map([['rider: http.internal', 1]]) })).good, false)
})

test('the page names what is wrong', () => {
  const page = reportText(
    runOf([{ n: 1, number: 'B2C3D4', state: 'ready', stuck: true }], { violations: ['I4 escrow: order 7'] }),
  )

  assert.match(page, /STUCK {2}B2C3D4 \(ready\)/)
  assert.match(page, /ledger: VIOLATED\n {4}I4 escrow: order 7/)
})

test('quantiles are values that occurred', () => {
  assert.equal(quantile([5, 1, 4, 2, 3], 0.5), 3)
  assert.equal(quantile([5, 1, 4, 2, 3], 0.9), 5)
  assert.equal(quantile([], 0.5), undefined)
})

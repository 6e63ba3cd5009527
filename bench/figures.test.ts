// Figures are medians, ratios say how close to the floor, and what is written is what was measured.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alternate, jsonOf, median, quantile, rateFigure, tableOf, timeFigure } from './figures.ts'

test('a ratio of 1 is as good as the floor, for rates and for times', () => {
  assert.equal(rateFigure('orders', 300, '/s', 600).ratio, 0.5)
  assert.equal(timeFigure('p50', 4, 'ms', 2).ratio, 0.5)
  assert.equal(rateFigure('oversold', 0, 'orders').ratio, null)
})

test('subject and floor take turns', async () => {
  const turns: string[] = []
  const run = (who: string, value: number) => async () => {
    turns.push(who)
    return value
  }

  assert.deepEqual(await alternate(2, run('subject', 1), run('floor', 2)), { subject: [1, 1], floor: [2, 2] })
  assert.deepEqual(turns, ['subject', 'floor', 'subject', 'floor'])
})

test('one slow run does not move a median', () => {
  assert.equal(median([500, 90, 510]), 500)
  assert.equal(quantile([1, 2, 3, 4], 0.99), 4)
  assert.throws(() => median([]), RangeError)
})

test('the table lines up and the JSON has exactly the agreed members', () => {
  const figures = [rateFigure('place_order', 1234.5678, '/s', 2000), rateFigure('oversold', 0, 'orders')]

  assert.equal(
    tableOf(figures),
    '             value  unit    floor  ratio\nplace_order  1,235  /s      2,000   0.62\noversold         0  orders',
  )
  assert.deepEqual(JSON.parse(jsonOf(figures)), [
    { name: 'place_order', value: 1234.57, unit: '/s', floor: 2000, ratio: 0.617284 },
    { name: 'oversold', value: 0, unit: 'orders', floor: null, ratio: null },
  ])
})

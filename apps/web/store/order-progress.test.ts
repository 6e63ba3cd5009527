// The way of an order in the market's own words.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOver, progressOf, wentWrong } from './order-progress.ts'

const vocabulary = {
  states: {
    placed: 'Paid',
    accepted: 'Taken',
    preparing: 'Cooking',
    ready: 'Ready',
    picked_up: 'Riding',
    delivered: 'Yours',
    collected: 'Collected',
  },
  statesUnpaid: { placed: 'Created' },
}
const paid = { method: 'wallet', state: 'paid' } as const

test('a delivery has six steps and a pickup five', () => {
  assert.deepEqual(progressOf({ state: 'preparing', fulfilment: 'delivery', payment: paid }, vocabulary), {
    steps: ['Paid', 'Taken', 'Cooking', 'Ready', 'Riding', 'Yours'],
    at: 2,
  })
  assert.equal(progressOf({ state: 'collected', fulfilment: 'pickup', payment: paid }, vocabulary)?.at, 5)
})

test('nobody reads that cash was paid before it was', () => {
  const order = { state: 'placed', fulfilment: 'delivery', payment: { method: 'cash', state: 'due' } } as const

  assert.equal(progressOf(order, vocabulary)?.steps[0], 'Created')
})

test('an order that was called off has no steps ahead', () => {
  assert.equal(progressOf({ state: 'cancelled', fulfilment: 'pickup', payment: paid }, vocabulary), undefined)
  assert.deepEqual([isOver({ state: 'failed_delivery' }), wentWrong('failed_delivery')], [false, true])
  assert.deepEqual([isOver({ state: 'delivered' }), wentWrong('delivered')], [true, false])
})

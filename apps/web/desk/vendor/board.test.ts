// The board shows each order in one place, the most pressing first.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Order } from '../../api/schema.ts'
import { minutesLeft, shownSince, sortIntoColumns } from './board.ts'

const order = (id: string, state: Order['state'], more: Partial<Order> = {}) =>
  ({
    id,
    state,
    placedAt: '2026-06-01T12:00:00Z',
    acceptBy: null,
    readyAt: null,
    history: [],
    ...more,
  }) as unknown as Order

test('accepted and preparing share the kitchen; what is over is on no column', () => {
  const board = sortIntoColumns([
    order('a', 'accepted'),
    order('b', 'preparing'),
    order('c', 'delivered'),
    order('d', 'failed_delivery'),
    order('e', 'awaiting_payment'),
  ])

  assert.deepEqual(
    Object.values(board).map((column) => column.map(({ id }) => id)),
    [[], ['a', 'b'], [], ['d']],
  )
})

test('the next deadline comes first', () => {
  const { fresh, kitchen } = sortIntoColumns([
    order('late', 'placed', { acceptBy: '2026-06-01T12:09:00Z' }),
    order('soon', 'placed', { acceptBy: '2026-06-01T12:03:00Z' }),
    order('slow', 'preparing', { readyAt: '2026-06-01T12:40:00Z' }),
    order('quick', 'accepted', { readyAt: '2026-06-01T12:20:00Z' }),
  ])

  assert.deepEqual(
    fresh.map(({ id }) => id),
    ['soon', 'late'],
  )
  assert.deepEqual(
    kitchen.map(({ id }) => id),
    ['quick', 'slow'],
  )
})

test('an order paid after a while is new from the moment it reached the kitchen', () => {
  const paidLater = order('p', 'placed', {
    history: [
      { state: 'awaiting_payment', at: '2026-06-01T12:00:00Z', label: '', by: 'customer', reason: null },
      { state: 'placed', at: '2026-06-01T12:04:00Z', label: '', by: 'system', reason: null },
    ],
  })

  assert.equal(shownSince(paidLater), Date.parse('2026-06-01T12:04:00Z'))
  assert.equal(shownSince(order('c', 'placed')), Date.parse('2026-06-01T12:00:00Z'))
})

test('minutes are rounded in favour of the kitchen and go below zero when late', () => {
  const at = Date.parse('2026-06-01T12:00:30Z')

  assert.equal(minutesLeft('2026-06-01T12:02:00Z', at), 2)
  assert.equal(minutesLeft('2026-06-01T11:55:00Z', at), -5)
})

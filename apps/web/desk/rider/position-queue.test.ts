// Positions survive a tunnel: none is lost, none overtakes, none is sent twice.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enqueue, mostAtOnce, mostKept, nextBatch, restore, without, type Position } from './position-queue.ts'

const at = (second: number): Position => ({
  at: new Date(Date.UTC(2026, 5, 1, 12) + second * 1000).toISOString(),
  lat: 3.86,
  lng: 11.51,
})
const ride = (seconds: number) =>
  Array.from({ length: seconds }, (_, second) => at(second)).reduce<readonly Position[]>(enqueue, [])

test('a clock that goes back adds nothing', () => {
  const queue = enqueue(ride(3), at(1))

  assert.deepEqual(queue, ride(3))
})

test('a long tunnel is replayed in order, batch by batch, with what came in between', () => {
  let queue = ride(mostAtOnce + 5)
  const first = nextBatch(queue)
  queue = enqueue(queue, at(mostAtOnce + 50))
  queue = without(queue, first)

  assert.equal(first.length, mostAtOnce)
  assert.deepEqual(
    queue.map((position) => position.at),
    [0, 1, 2, 3, 4, 50].map((second) => at(mostAtOnce + second).at),
  )
})

test('the oldest give way when too many are kept', () => {
  const queue = ride(mostKept + 10)

  assert.equal(queue.length, mostKept)
  assert.equal(queue[0]?.at, at(10).at)
})

test('what was kept comes back, and nonsense does not', () => {
  assert.deepEqual(restore(JSON.stringify(ride(2))), ride(2))
  assert.deepEqual(restore(JSON.stringify([{ at: 'soon', lat: 1, lng: 1 }, null, at(0)])), [at(0)])
  assert.deepEqual(restore('{'), [])
  assert.deepEqual(restore(null), [])
})

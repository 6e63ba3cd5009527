// A replayed placing is the same work for another order of another buyer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Recording, freshen } from './replay.ts'

const recording: Recording = {
  orderId: '01890000-0000-7000-8000-000000000001',
  number: 'B2C3D4',
  key: 'key-of-the-recording',
  buyerId: '01890000-0000-7000-8000-0000000000aa',
  statements: [
    { text: 'BEGIN' },
    {
      text: 'INSERT …',
      name: 'p1',
      values: [
        '01890000-0000-7000-8000-000000000001',
        'B2C3D4',
        'account:01890000-0000-7000-8000-0000000000aa',
        ['01890000-0000-7000-8000-000000000001', 2],
        '{"orderId":"01890000-0000-7000-8000-000000000001"}',
        new Date(0),
        null,
        'key-of-the-recording',
      ],
    },
  ],
}
const buyerId = '01890000-0000-7000-8000-0000000000bb'

test('whatever belongs to the order or the buyer is replaced everywhere, everything else stays', () => {
  const [begin, insert] = freshen(recording, buyerId)
  assert.ok(insert?.values)
  const [orderId, number, actor, list, payload, at, nothing, key] = insert.values as [
    string,
    string,
    string,
    unknown[],
    string,
    Date,
    null,
    string,
  ]

  assert.deepEqual(begin, { text: 'BEGIN' })
  assert.equal(insert.name, 'p1')
  assert.notEqual(orderId, recording.orderId)
  assert.match(number, /^[0-9A-Z]{6}$/)
  assert.equal(actor, `account:${buyerId}`)
  assert.deepEqual(list, [orderId, 2])
  assert.deepEqual(JSON.parse(payload), { orderId })
  assert.deepEqual([at, nothing], [new Date(0), null])
  assert.notEqual(key, recording.key)
})

test('every replay is another order', () => {
  const ids = Array.from({ length: 10 }, () => freshen(recording, buyerId)[1]?.values?.[0])

  assert.equal(new Set(ids).size, 10)
})

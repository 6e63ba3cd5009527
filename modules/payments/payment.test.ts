// A payment's states: the table here and the enum there are one, and the way back from success does not exist.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from '@provender/platform/db'
import { openTestDatabase } from '@provender/platform/testing'
import { mayFollow, nextPollAt, nextStates, paymentStates } from './payment.ts'

const database = await openTestDatabase()

test('the states are those of the database', async () => {
  const { rows } = await sql<{
    state: string
  }>`SELECT unnest(enum_range(NULL::payments.payment_state))::text AS state`.execute(database.market('reeyo').db)

  assert.deepEqual(rows.map((row) => row.state).toSorted(), paymentStates.toSorted())
  for (const following of Object.values(nextStates).flat()) assert.ok(paymentStates.includes(following))
})

test('no walk through the states leaves success, and every state can still succeed before it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...paymentStates), { maxLength: 20 }), (wishes) => {
      let state: (typeof paymentStates)[number] = 'created'
      let succeeded = false
      for (const wish of wishes) {
        if (mayFollow(state, wish)) state = wish
        succeeded ||= state === 'succeeded'
        assert.equal(state === 'succeeded', succeeded)
      }
      assert.ok(succeeded || mayFollow(state, 'succeeded'))
    }),
  )
})

test('the gateway is asked soon at first, and never less often than every hour', () => {
  const noon = new Date('2026-06-15T12:00:00Z')
  const waits = [0, 1, 2, 3, 4, 5, 6, 50].map((polls) => (nextPollAt(noon, polls).getTime() - noon.getTime()) / 1000)

  assert.deepEqual(waits, [5, 15, 60, 300, 900, 3600, 3600, 3600])
})

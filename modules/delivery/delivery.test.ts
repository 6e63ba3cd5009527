// The life of a delivery, on paper: the table in the code and the one in the database are the same.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '@provender/platform/db'
import { openTestDatabase } from '@provender/platform/testing'
import { deliveryRoles, deliveryStates, isBeforePickup, isOver, isUnderWay, mayFollow, nextStates } from './delivery.ts'
import { offerStates } from './offer.ts'
import { riderApprovals, vehicles } from './rider.ts'

const database = await openTestDatabase()
const { db } = database.market('testmarket')

const enumOf = async (name: string) => {
  const { rows } = await sql<{
    label: string
  }>`SELECT unnest(enum_range(NULL::${sql.raw(name)}))::text AS label`.execute(db)
  return rows.map((row) => row.label)
}

test('code and database know the same words', async () => {
  assert.deepEqual(await enumOf('delivery.delivery_state'), deliveryStates)
  assert.deepEqual(await enumOf('delivery.delivery_role'), deliveryRoles)
  assert.deepEqual(await enumOf('delivery.offer_state'), offerStates)
  assert.deepEqual(await enumOf('delivery.rider_approval'), riderApprovals)
  assert.deepEqual(await enumOf('delivery.vehicle'), vehicles)
})

test('what may follow what is the same in both', async () => {
  const { rows } = await sql<{ from: string; to: string }>`
    SELECT f::text AS from, t::text AS to
    FROM unnest(enum_range(NULL::delivery.delivery_state)) f, unnest(enum_range(NULL::delivery.delivery_state)) t
    WHERE delivery.may_follow(f, t)
  `.execute(db)

  assert.deepEqual(
    new Set(rows.map((row) => `${row.from} -> ${row.to}`)),
    new Set(deliveryStates.flatMap((from) => nextStates[from].map((to) => `${from} -> ${to}`))),
  )
})

test('nothing is delivered before it was picked up', () => {
  for (const state of deliveryStates.filter(isBeforePickup)) assert.ok(!mayFollow(state, 'delivered'))
})

test('a delivery waits, is under way, or is over', () => {
  for (const state of deliveryStates) {
    assert.equal([state === 'waiting', isUnderWay(state), isOver(state)].filter(Boolean).length, 1)
  }
})

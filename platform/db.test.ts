// The database door: one market at a time, writes that are all or nothing, retries that are safe.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from './db.ts'
import { openTestDatabase } from './testing.ts'

const database = await openTestDatabase()
const reeyo = database.market('reeyo')
const harvest = database.market('harvest')

const keep = (key: string) =>
  sql`INSERT INTO platform.idempotency_keys (actor, key, request_hash) VALUES ('a', ${key}, 'x')`
const keysOf = async (door: typeof reeyo) => {
  const { rows } = await sql<{ key: string }>`SELECT key FROM platform.idempotency_keys ORDER BY key`.execute(door.db)
  return rows.map((row) => row.key)
}

test('a row written in one market is invisible in another and visible to operators', async () => {
  await reeyo.open((tx) => keep('of reeyo').execute(tx))

  assert.deepEqual(await keysOf(reeyo), ['of reeyo'])
  assert.deepEqual(await keysOf(harvest), [])
  assert.deepEqual(await keysOf(database.operatorPool.across), ['of reeyo'])
})

test('a connection that changes market does not carry the old one along', async () => {
  const seen = await Promise.all(
    Array.from({ length: 60 }, async (_, index) => {
      const marketId = index % 2 === 0 ? 'reeyo' : 'harvest'
      const { rows } = await sql<{ market: string }>`SELECT current_setting('app.market') AS market`.execute(
        database.market(marketId).db,
      )
      return rows[0]?.market === marketId
    }),
  )

  assert.ok(seen.every(Boolean))
})

test('a transaction that fails leaves nothing, and its connection still knows its market', async () => {
  await assert.rejects(
    harvest.open(async (tx) => {
      await keep('half').execute(tx)
      throw new Error('changed my mind')
    }),
    /changed my mind/,
  )

  assert.deepEqual(await keysOf(harvest), [])
  await harvest.open((tx) => keep('whole').execute(tx))
  assert.deepEqual(await keysOf(harvest), ['whole'])
})

test('a deadlock is retried until both have happened', async () => {
  let attempts = 0
  const cross = (first: number, second: number) =>
    reeyo.open(async (tx) => {
      attempts += 1
      await sql`SELECT pg_advisory_xact_lock(${first}::bigint)`.execute(tx)
      await new Promise((resolve) => setTimeout(resolve, 100))
      await sql`SELECT pg_advisory_xact_lock(${second}::bigint)`.execute(tx)
    })

  await Promise.all([cross(1, 2), cross(2, 1)])

  assert.ok(attempts > 2)
})

test('a number beyond the safe integers is refused, not rounded', async () => {
  await assert.rejects(sql`SELECT 9007199254740993::bigint AS big`.execute(reeyo.db), RangeError)
})

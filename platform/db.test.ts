// The database door: one market at a time, writes that are all or nothing, retries that are safe.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { savepoint, sendAlong, sql, together } from './db.ts'
import { isDatabaseError } from './errors.ts'
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

test('statements sent together happen in the order in which they were sent', async () => {
  const seen = await reeyo.open((tx) =>
    together(
      keep('sent first').execute(tx),
      sql<{ count: number }>`SELECT count(*)::int FROM platform.idempotency_keys WHERE key = 'sent first'`.execute(tx),
    ),
  )

  assert.equal(seen[1].rows[0]?.count, 1)
})

test('of several "no" the first in the order given is heard, not what followed from it', async () => {
  const refused = (word: string) => sql`SELECT ${word}::int`
  const late = async (): Promise<never> => {
    await new Promise((resolve) => setTimeout(resolve, 30))
    throw new Error('the earlier question')
  }

  const first = () => reeyo.open((tx) => together(late(), refused('not a number').execute(tx)))
  const cause = () => reeyo.open((tx) => together(refused('neither').execute(tx), keep('aborted').execute(tx)))

  await assert.rejects(first, /the earlier question/)
  await assert.rejects(cause, (error) => isDatabaseError(error) && error.code === '22P02')
  assert.ok(!(await keysOf(reeyo)).includes('aborted'))
})

test('a write that was sent along and fails takes the transaction with it', async () => {
  const work = reeyo.open(async (tx) => {
    await keep('beside a failure').execute(tx)
    sendAlong(tx, sql`SELECT 1 / 0`.execute(tx))
  })

  await assert.rejects(work, (error) => isDatabaseError(error) && error.code === '22012')
  assert.ok(!(await keysOf(reeyo)).includes('beside a failure'))
})

test('what fails behind a savepoint is undone by itself, sent along or not', async () => {
  await reeyo.open(async (tx) => {
    await keep('stays').execute(tx)
    const undone = savepoint(tx, async () => {
      await keep('goes').execute(tx)
      sendAlong(tx, sql`SELECT 1 / 0`.execute(tx))
    })
    await assert.rejects(undone, (error) => isDatabaseError(error) && error.code === '22012')
    await keep('stays too').execute(tx)
  })

  const keys = await keysOf(reeyo)
  assert.deepEqual(
    keys.filter((key) => key.startsWith('stays') || key === 'goes'),
    ['stays', 'stays too'],
  )
})

test('a number beyond the safe integers is refused, not rounded', async () => {
  await assert.rejects(sql`SELECT 9007199254740993::bigint AS big`.execute(reeyo.db), RangeError)
})

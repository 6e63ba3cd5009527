// The log and its consumers: nothing is skipped, nothing is done twice, poison does not stop the others.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import type { Market } from './context.ts'
import { sql } from './db.ts'
import { type Subscriber, defineEvent, publish, startConsumers, subscriber } from './events.ts'
import { openTestDatabase } from './testing.ts'

const database = await openTestDatabase()
const reeyo = database.market('reeyo')
const noted = defineEvent('testing.noted', 1, Type.Object({ word: Type.String() }))
const markets = () => [{ id: 'reeyo' } as Market]

/** Writes the word down in the database, where only a committed effect counts. */
const scribe = (name: string, refuses = ''): Subscriber =>
  subscriber({
    name,
    events: [noted],
    handle: async (tx, _ctx, event) => {
      await sql`INSERT INTO platform.idempotency_keys (actor, key, request_hash) VALUES (${name}, ${`${event.position} ${event.payload.word}`}, 'x')`.execute(
        tx,
      )
      if (event.payload.word === refuses) throw new Error(`cannot digest ${refuses}`)
    },
  })

const wordsOf = async (name: string) => {
  const { rows } = await sql<{ word: string }>`
    SELECT split_part(key, ' ', 2) AS word FROM platform.idempotency_keys WHERE actor = ${name} ORDER BY split_part(key, ' ', 1)::bigint
  `.execute(reeyo.db)
  return rows.map((row) => row.word)
}
const say = (word: string) => reeyo.open((tx) => publish(tx, noted, { word }))
const until = async (true_: () => Promise<boolean>) => {
  for (let look = 0; look < 200; look++) {
    if (await true_()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  assert.fail('it did not come true within 5 s')
}

test('a late committer with an earlier place in the log is not skipped', async () => {
  const consumers = startConsumers({ pool: database.pool, subscribers: [scribe('late')], markets, pollMs: 20 })
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const slow = reeyo.open(async (tx) => {
    await publish(tx, noted, { word: 'slow' })
    await held
  })
  await new Promise((resolve) => setTimeout(resolve, 50))
  await say('quick')
  await new Promise((resolve) => setTimeout(resolve, 100))

  release()
  await slow

  await until(async () => (await wordsOf('late')).length === 2)
  assert.deepEqual((await wordsOf('late')).toSorted(), ['quick', 'slow'])
  await consumers.close()
})

test('two processes with the same subscriber do each thing once', async () => {
  const twins = [1, 2].map(() =>
    startConsumers({ pool: database.pool, subscribers: [scribe('twin')], markets, pollMs: 5 }),
  )

  await Promise.all(Array.from({ length: 100 }, (_, index) => say(`w${index}`)))

  await until(async () => (await wordsOf('twin')).length >= 102)
  await new Promise((resolve) => setTimeout(resolve, 50))
  assert.equal((await wordsOf('twin')).length, 102)
  await Promise.all(twins.map((each) => each.close()))
})

test('what is announced in a transaction that fails was never announced', async () => {
  await assert.rejects(
    reeyo.open(async (tx) => {
      await publish(tx, noted, { word: 'never' })
      throw new Error('no')
    }),
  )

  const { rows } = await sql`SELECT FROM events.log WHERE payload ->> 'word' = 'never'`.execute(reeyo.db)
  assert.equal(rows.length, 0)
})

test('an event that cannot be digested is parked after five tries, and the ones behind it flow', async () => {
  const failures: unknown[] = []
  const consumers = startConsumers({
    pool: database.pool,
    subscribers: [scribe('picky', 'poison')],
    markets,
    pollMs: 5,
    onError: (error) => failures.push(error),
  })
  await say('poison')
  await say('after')
  // Waiting out the back-off takes 17 s; the clock of the cursor is moved instead.
  const impatience = setInterval(() => {
    void reeyo.open((tx) => sql`UPDATE events.cursors SET retry_at = '-infinity' WHERE failures > 0`.execute(tx))
  }, 20)

  await until(async () => (await wordsOf('picky')).includes('after'))

  clearInterval(impatience)
  await consumers.close()
  const { rows } = await sql<{
    name: string
    error: string
  }>`SELECT name, error FROM events.dead_letters WHERE consumer = 'picky'`.execute(reeyo.db)
  assert.equal(rows.length, 1)
  assert.match(rows[0]?.error ?? '', /cannot digest poison/)
  // A try that lost against the moved clock is repeated by itself, and told again.
  assert.ok(failures.length >= 5, String(failures.length))
  assert.ok(!(await wordsOf('picky')).includes('poison'))
})

const other = defineEvent('testing.other', 1, Type.Object({ word: Type.String() }))

test('a consumer is not woken by what it does not want, and passes it over later', async () => {
  const wanted = defineEvent('testing.wanted', 1, Type.Object({ word: Type.String() }))
  const subscribers = [subscriber({ name: 'choosy', events: [wanted], handle: async () => {} })]
  const consumers = startConsumers({ pool: database.pool, subscribers, markets, pollMs: 5 })
  await until(async () => (await placeOf('choosy')) > 0)
  await new Promise((resolve) => setTimeout(resolve, 50))
  const before = await placeOf('choosy')

  await reeyo.open((tx) => publish(tx, other, { word: 'unwanted' }))
  await new Promise((resolve) => setTimeout(resolve, 100))
  const meanwhile = await placeOf('choosy')
  await consumers.close()

  assert.equal(meanwhile, before)
  const successor = startConsumers({ pool: database.pool, subscribers, markets, pollMs: 5 })
  await until(async () => (await placeOf('choosy')) > before)
  await successor.close()
})

test('what another process began and did not finish is taken up again', async () => {
  const busy = Promise.withResolvers<void>()
  const locked = Promise.withResolvers<void>()
  await reeyo.open((tx) => sql`INSERT INTO events.cursors (consumer) VALUES ('heir')`.execute(tx))
  const dying = reeyo.open(async (tx) => {
    await sql`SELECT FROM events.cursors WHERE consumer = 'heir' FOR UPDATE`.execute(tx)
    locked.resolve()
    await busy.promise
    throw new Error('died')
  })
  await locked.promise
  const consumers = startConsumers({ pool: database.pool, subscribers: [scribe('heir')], markets, pollMs: 5 })
  await say('inherited')
  await new Promise((resolve) => setTimeout(resolve, 50))

  busy.resolve()
  await assert.rejects(dying, /died/)

  await until(async () => (await wordsOf('heir')).includes('inherited'))
  await consumers.close()
})

async function placeOf(consumer: string): Promise<number> {
  const { rows } = await sql<{ place: number }>`
    SELECT after_position AS place FROM events.cursors WHERE consumer = ${consumer}
  `.execute(reeyo.db)

  return rows[0]?.place ?? 0
}

// Signing in: who gets in, who is locked out, and what a stranger can learn (nothing).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '@provender/platform/db'
import type { DomainError } from '@provender/platform/errors'
import { testContext } from '@provender/platform/testing'
import { openIdentityApi } from './api-for-tests.ts'
import { aPerson, testPassword } from './fixtures.ts'
import { lockSeconds, mostFailures } from './session.ts'
import { signIn } from './sign-in.ts'

const api = await openIdentityApi()
const { database, market, otherMarket } = api
const { db, open } = database.market(market.id)
const device = { app: null, ip: '192.0.2.1', userAgent: 'a test' }
const noon = new Date('2026-06-15T12:00:00Z')

const after = (seconds: number) =>
  testContext(market, { kind: 'anonymous' }, { at: new Date(noon.getTime() + seconds * 1000) })

/** The code of the refusal, or `in`. */
async function tryAt(
  seconds: number,
  credentials: { email?: string; phone?: string; password: string },
): Promise<string> {
  return signIn(open, after(seconds), { ...credentials, device }).then(
    () => 'in',
    (error: DomainError) => error.code,
  )
}

const wrong = (email: string) => ({ email, password: 'Not-this-1' })
const right = (email: string) => ({ email, password: testPassword })
const refused = 'identity.wrong_credentials'
const locked = 'identity.locked_out'

test('one signs in with e-mail address or phone number, however they are written', async () => {
  const { accountId } = await aPerson(database, market, { email: 'ada@example.com', phone: '+237677123456' })

  const answers = await Promise.all(
    [
      { email: 'ada@example.com' },
      { email: ' ADA@Example.com ' },
      { phone: '677 12 34 56' },
      { phone: '00237677123456' },
      { phone: '+237 677-12-34-56' },
    ].map((name) => api.call('POST', '/auth/login', { body: { ...name, password: testPassword } })),
  )

  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.account?.id]),
    answers.map(() => [200, accountId]),
  )
  assert.deepEqual(answers[0]?.body.account, {
    id: accountId,
    name: answers[0]?.body.account.name,
    email: 'ada@example.com',
    roles: ['customer'],
    vendorIds: [],
    riderId: null,
  })
})

test('signing in without a name says which one is missing', async () => {
  const { status, body } = await api.call('POST', '/auth/login', { body: { password: testPassword } })

  assert.deepEqual(
    [status, body.errors],
    [400, [{ field: 'email', problem: 'Give your e-mail address or your phone number.' }]],
  )
})

test('an account of one market is a stranger in another', async () => {
  const { email } = await aPerson(database, market)

  const { status, body } = await api.call('POST', '/auth/login', { body: right(email), market: otherMarket })

  assert.deepEqual([status, body.code], [401, refused])
})

test('a wrong password and an unknown name are answered alike', async () => {
  const { email } = await aPerson(database, market)
  const names = [
    { email },
    { email: 'nobody@example.com' },
    { email: 'not an address' },
    { phone: '+237600000000' },
    { phone: 'x' },
  ]

  const answers = await Promise.all(
    names.map(async (name) => {
      const { status, body, headers } = await api.call('POST', '/auth/login', {
        body: { ...name, password: 'Not-this-1' },
      })
      const { requestId: _, ...told } = body
      const { date: __, 'x-request-id': ___, ...rest } = headers
      return { status, told, rest }
    }),
  )

  assert.equal(answers[0]?.status, 401)
  assert.deepEqual(
    answers,
    answers.map(() => answers[0]),
  )
})

test('a wrong password and an unknown name take the same time', async () => {
  const { email } = await aPerson(database, market)
  const differences: number[] = []
  const time = async (round: number, name: string) => {
    const startedAt = performance.now()
    // Far enough apart in time that nobody is locked out.
    assert.equal(await tryAt(round * (lockSeconds + 1), wrong(name)), refused)
    return performance.now() - startedAt
  }

  // By turns and in pairs, so that a busy machine slows both.
  for (let round = 0; round < 60; round++) {
    const names = [email, 'somebody-else@example.com']
    const [one, two] = [await time(round, names[round % 2] ?? ''), await time(round, names[1 - (round % 2)] ?? '')]
    differences.push(round % 2 === 0 ? one - two : two - one)
  }

  // Sixty fair coins fall outside of 17 to 43 heads once in two thousand times.
  const slower = differences.filter((difference) => difference > 0).length
  const leaks = Math.abs(median(differences)) >= 5 && (slower < 17 || slower > 43)
  assert.ok(!leaks, `a known name takes ${median(differences).toFixed(2)} ms more, in ${slower} pairs of 60`)
})

test('five wrong passwords lock the door for half an hour, for the right one too', async () => {
  const { email } = await aPerson(database, market)

  const answers = []
  for (let round = 0; round < mostFailures; round++) answers.push(await tryAt(round, wrong(email)))
  const sixth = await tryAt(10, right(email))
  const almost = await tryAt(lockSeconds + mostFailures - 2, right(email))
  const later = await tryAt(lockSeconds + mostFailures, right(email))

  assert.deepEqual(answers, Array(mostFailures).fill(refused))
  assert.deepEqual([sixth, almost, later], [locked, locked, 'in'])
})

test('a name that nobody has is locked just the same', async () => {
  const answers = []
  for (let round = 0; round <= mostFailures; round++) answers.push(await tryAt(round, wrong('ghost@example.com')))

  assert.deepEqual(answers, [...Array(mostFailures).fill(refused), locked])
})

test('being locked out says how long, and is announced once', async () => {
  const { email, accountId } = await aPerson(database, market)
  for (let round = 0; round < mostFailures; round++) await tryAt(0, wrong(email))

  await assert.rejects(signIn(open, after(60), { ...right(email), device }), (error: DomainError) => {
    assert.deepEqual([error.code, error.facts], [locked, { retryAfterSeconds: lockSeconds - 60 }])
    return true
  })
  const { rows } = await sql<{ payload: unknown }>`
    SELECT payload FROM events.log WHERE name = 'identity.sign_in_locked' AND payload ->> 'accountId' = ${accountId}
  `.execute(db)

  assert.deepEqual(rows, [{ payload: { accountId, until: after(lockSeconds).at.toISOString() } }])
})

test('the fifth password may be the right one, and then the count starts anew', async () => {
  const { email } = await aPerson(database, market)

  for (let round = 0; round < mostFailures - 1; round++) await tryAt(0, wrong(email))
  const fifth = await tryAt(1, right(email))
  const answers = []
  for (let round = 0; round < mostFailures - 1; round++) answers.push(await tryAt(2, wrong(email)))

  assert.equal(fifth, 'in')
  assert.deepEqual([...answers, await tryAt(3, right(email))], [...Array(mostFailures - 1).fill(refused), 'in'])
})

test('trying address and number by turns does not double the tries', async () => {
  const { email } = await aPerson(database, market, { phone: '+237677000001' })

  const answers = []
  for (let round = 0; round < 4; round++) {
    answers.push(await tryAt(0, wrong(email)), await tryAt(0, { phone: '677 00 00 01', password: 'Not-this-1' }))
  }

  assert.equal(answers.filter((answer) => answer === refused).length, mostFailures)
  assert.equal(answers.at(-1), locked)
})

test('of two hundred guesses at once no more than five are looked at', async () => {
  const { email, accountId } = await aPerson(database, market)

  const answers = await Promise.all(Array.from({ length: 200 }, () => tryAt(0, wrong(email))))
  const { rows } = await sql<{ outcome: string; count: number }>`
    SELECT outcome::text, count(*) FROM identity.sign_in_attempts WHERE account_id = ${accountId} GROUP BY outcome ORDER BY 1
  `.execute(db)

  const counted = Object.groupBy(answers, (answer) => answer)
  assert.equal(counted[refused]?.length, mostFailures)
  assert.equal((counted[locked]?.length ?? 0) + (counted['identity.too_busy']?.length ?? 0), 200 - mostFailures)
  assert.equal(rows.find((row) => row.outcome === 'wrong')?.count, mostFailures)
  assert.equal(await tryAt(1, right(email)), locked)
})

test('only the right password tells that an account is suspended', async () => {
  const { email, accountId } = await aPerson(database, market)
  await open(async (tx) => {
    await sql`UPDATE identity.accounts SET state = 'suspended', suspended_reason = 'x' WHERE id = ${accountId}`.execute(
      tx,
    )
  })

  assert.equal(await tryAt(0, wrong(email)), refused)
  assert.equal(await tryAt(0, right(email)), 'identity.account_suspended')
})

test('every attempt is written down, without the name that was typed', async () => {
  const { email, accountId } = await aPerson(database, market)
  await tryAt(0, wrong(email))
  await tryAt(1, right(email))

  const { rows } = await sql<{ outcome: string; ip: string; user_agent: string; text: string }>`
    SELECT outcome::text, ip, user_agent, a::text AS text FROM identity.sign_in_attempts a WHERE account_id = ${accountId} ORDER BY id
  `.execute(db)

  assert.deepEqual(
    rows.map(({ outcome, ip, user_agent }) => ({ outcome, ip, user_agent })),
    ['wrong', 'succeeded'].map((outcome) => ({ outcome, ip: device.ip, user_agent: device.userAgent })),
  )
  assert.ok(rows.every((row) => !row.text.includes(email)))
})

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

// Sessions: going on with one, being out of one at once, and what becomes of stolen tokens.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '@provender/platform/context'
import { sql } from '@provender/platform/db'
import type { DomainError } from '@provender/platform/errors'
import { testContext } from '@provender/platform/testing'
import { openIdentityApi } from './api-for-tests.ts'
import { createAuthenticator } from './authenticator.ts'
import { sessionEnded } from './events.ts'
import { aPerson, testPassword } from './fixtures.ts'
import { grantRole } from './grant-role.ts'
import { refreshSession } from './refresh-session.ts'
import { graceSeconds, hashOf, idleSeconds, longestSeconds } from './session.ts'
import { signIn } from './sign-in.ts'
import { restoreAccount, suspendAccount } from './suspend-account.ts'

const api = await openIdentityApi()
const { database, market } = api
const { db, open } = database.market(market.id)
const device = { app: null, ip: '192.0.2.1', userAgent: null }
const noon = new Date('2026-06-15T12:00:00Z')

const after = (seconds: number): Context =>
  testContext(market, { kind: 'anonymous' }, { at: new Date(noon.getTime() + seconds * 1000) })

async function signedInAtNoon() {
  const person = await aPerson(database, market)
  const tokens = await signIn(open, after(0), { email: person.email, password: testPassword, device })
  return { ...person, ...tokens }
}

async function signedIn() {
  const person = await aPerson(database, market)
  const { body } = await api.call('POST', '/auth/login', { body: { email: person.email, password: testPassword } })
  return { ...person, body, token: body.accessToken as string }
}

const isOver = (error: DomainError) => error.code === 'identity.session_over'

async function endOf(accountId: string): Promise<string | null | undefined> {
  const { rows } = await sql<{ because: string | null }>`
    SELECT ended_because AS because FROM identity.sessions WHERE account_id = ${accountId}
  `.execute(db)
  return rows[0]?.because
}

async function announced(name: string, accountId: string): Promise<unknown[]> {
  const { rows } = await sql<{ payload: unknown }>`
    SELECT payload FROM events.log WHERE name = ${name} AND payload ->> 'accountId' = ${accountId} ORDER BY position
  `.execute(db)
  return rows.map((row) => row.payload)
}

test('a refresh token is exchanged for the next one, again and again', async () => {
  const { refreshToken, accountId } = await signedInAtNoon()

  const second = await refreshSession(open, after(900), refreshToken)
  const third = await refreshSession(open, after(1800), second.refreshToken)

  assert.equal(new Set([refreshToken, second.refreshToken, third.refreshToken]).size, 3)
  assert.equal(third.account.id, accountId)
  assert.match(third.refreshToken, /^[\w-]{43}$/)
})

test('no refresh token is kept in readable form', async () => {
  const { refreshToken } = await signedInAtNoon()

  const { rows } = await sql<{ text: string; hash: Buffer }>`
    SELECT t::text AS text, hash FROM identity.refresh_tokens t ORDER BY created_at DESC
  `.execute(db)

  assert.ok(rows.some((row) => row.hash.equals(hashOf(refreshToken))))
  assert.ok(rows.every((row) => !row.text.includes(refreshToken)))
})

test('two tabs that refresh at once both go on, with one and the same next token', async () => {
  const { refreshToken, accountId } = await signedInAtNoon()

  const answers = await Promise.all(Array.from({ length: 10 }, () => refreshSession(open, after(900), refreshToken)))
  const [next] = new Set(answers.map((answer) => answer.refreshToken))
  const later = await refreshSession(open, after(950), next ?? '')

  assert.equal(new Set(answers.map((answer) => answer.refreshToken)).size, 1)
  assert.equal(later.account.id, accountId)
})

test('a token repeated within the grace leads to the end of the chain it began', async () => {
  const { refreshToken } = await signedInAtNoon()
  const second = await refreshSession(open, after(900), refreshToken)
  const third = await refreshSession(open, after(905), second.refreshToken)

  const late = await refreshSession(open, after(900 + graceSeconds), refreshToken)

  assert.equal(late.refreshToken, third.refreshToken)
})

test('a token used again after the grace is a stolen one: the whole session ends and that is announced', async () => {
  const { refreshToken, accountId } = await signedInAtNoon()
  const thief = await refreshSession(open, after(900), refreshToken)

  await assert.rejects(refreshSession(open, after(900 + graceSeconds + 1), refreshToken), isOver)

  await assert.rejects(refreshSession(open, after(922), thief.refreshToken), isOver)
  assert.equal(await endOf(accountId), 'token_reused')
  assert.deepEqual(
    (await announced(sessionEnded.name, accountId)).map((each) => (each as { because: string }).because),
    ['token_reused'],
  )
})

test('an access token of a stolen session opens nothing from the next request on', async () => {
  const { token, body, accountId } = await signedIn()
  assert.equal((await api.call('GET', '/users/profile', { token })).status, 200)
  const next = await api.call('POST', '/auth/refresh', { body: { refreshToken: body.refreshToken } })
  await database.operatorPool.across.open(async (tx) => {
    await sql`
      UPDATE identity.refresh_tokens SET used_at = used_at - interval '1 minute'
      WHERE hash = ${hashOf(body.refreshToken)}
    `.execute(tx)
  })

  const reused = await api.call('POST', '/auth/refresh', { body: { refreshToken: body.refreshToken } })

  assert.deepEqual([next.status, reused.status, reused.body.code], [200, 401, 'identity.session_over'])
  assert.equal((await api.call('GET', '/users/profile', { token })).status, 401)
  assert.equal((await api.call('GET', '/users/profile', { token: next.body.accessToken })).status, 401)
  assert.equal(await endOf(accountId), 'token_reused')
})

test('signing out ends tokens in their grace as well', async () => {
  const { body } = await signedIn()
  const next = await api.call('POST', '/auth/refresh', { body: { refreshToken: body.refreshToken } })

  const out = await api.call('POST', '/auth/logout', { body: { refreshToken: next.body.refreshToken } })

  assert.deepEqual([out.status, out.body], [200, { signedIn: false }])
  for (const refreshToken of [body.refreshToken, next.body.refreshToken]) {
    const again = await api.call('POST', '/auth/refresh', { body: { refreshToken } })
    assert.deepEqual([again.status, again.body.code], [401, 'identity.session_over'])
  }
})

test('signing out bites in the very next request, and leaves other devices alone', async () => {
  const { token, email } = await signedIn()
  const other = await api.call('POST', '/auth/login', { body: { email, password: testPassword } })

  for (let round = 0; round < 3; round++) assert.equal((await api.call('GET', '/users/profile', { token })).status, 200)
  await api.call('POST', '/auth/logout', { token })

  assert.equal((await api.call('GET', '/users/profile', { token })).status, 401)
  assert.equal((await api.call('GET', '/users/profile', { token: other.body.accessToken })).status, 200)
})

test('signing out everywhere ends every device', async () => {
  const { token, email } = await signedIn()
  const other = await api.call('POST', '/auth/login', { body: { email, password: testPassword } })

  await api.call('POST', '/auth/logout', { token, body: { everywhere: true } })

  assert.equal((await api.call('GET', '/users/profile', { token })).status, 401)
  assert.equal((await api.call('GET', '/users/profile', { token: other.body.accessToken })).status, 401)
})

test('whoever signs out twice, or was never in, is simply out', async () => {
  const { body } = await signedIn()
  const { refreshToken } = body

  const answers = [
    await api.call('POST', '/auth/logout', { body: { refreshToken } }),
    await api.call('POST', '/auth/logout', { body: { refreshToken } }),
    await api.call('POST', '/auth/logout'),
    await api.call('POST', '/auth/logout', { body: { refreshToken: 'never-issued' } }),
  ]

  assert.deepEqual(
    answers.map((answer) => answer.status),
    [200, 200, 200, 200],
  )
})

test('a suspended account is out in its next request, and back only by signing in again', async () => {
  const { token, body, accountId, email } = await signedIn()
  const admin = testContext(market, { kind: 'system', name: 'test' })
  assert.equal((await api.call('GET', '/users/profile', { token })).status, 200)

  await open((tx) => suspendAccount(tx, admin, { accountId, reason: 'ordered and never paid' }))
  const refused = await api.call('GET', '/users/profile', { token })
  const refresh = await api.call('POST', '/auth/refresh', { body: { refreshToken: body.refreshToken } })
  const locked = await api.call('POST', '/auth/login', { body: { email, password: testPassword } })
  await open((tx) => restoreAccount(tx, admin, { accountId }))
  const old = await api.call('GET', '/users/profile', { token })
  const back = await api.call('POST', '/auth/login', { body: { email, password: testPassword } })

  assert.deepEqual([refused.status, refresh.status, old.status], [401, 401, 401])
  assert.deepEqual([locked.status, locked.body.code], [403, 'identity.account_suspended'])
  assert.equal(back.status, 200)
})

test('a suspension that is undone by its transaction changes nothing', async () => {
  const { token, accountId } = await signedIn()
  const admin = testContext(market, { kind: 'system', name: 'test' })

  const undone = open(async (tx) => {
    await suspendAccount(tx, admin, { accountId, reason: 'a slip' })
    throw new Error('second thoughts')
  })

  await assert.rejects(undone, /second thoughts/)
  assert.equal((await api.call('GET', '/users/profile', { token })).status, 200)
})

test('a role can be used in the request after it was given, with the token one has', async () => {
  const { token, accountId } = await signedIn()
  const vendorId = '0198f3a0-0000-7000-8000-00000000aaaa'
  assert.equal((await api.call('GET', '/admin/accounts', { token })).status, 403)

  await open((tx) => grantRole(tx, after(0), { accountId, role: 'admin' }))
  await open((tx) => grantRole(tx, after(0), { accountId, role: 'vendor', subjectId: vendorId }))

  assert.equal((await api.call('GET', '/admin/accounts', { token })).status, 200)
  assert.deepEqual((await api.call('GET', '/users/profile', { token })).body.vendorIds, [vendorId])
})

test('what another process decided bites when its event is heard', async () => {
  const { token, accountId } = await signedIn()
  const { pool, operatorPool } = database
  const here = await createAuthenticator({ pool, operatorPool })
  assert.equal((await here.authenticate(token, market.id))?.kind, 'account')
  await open(async (tx) => {
    await sql`
      UPDATE identity.sessions SET ended_at = now(), ended_because = 'signed_out' WHERE account_id = ${accountId}
    `.execute(tx)
  })

  const before = await here.authenticate(token, market.id)
  here.onEvent({ name: sessionEnded.name, payload: { accountId, sessionId: null, because: 'signed_out' } })
  const afterwards = await here.authenticate(token, market.id)

  assert.equal(before?.kind, 'account')
  assert.equal(afterwards, undefined)
})

test('an end that no event told of is found out when the memory has faded', async () => {
  const { token, accountId } = await signedIn()
  const { pool, operatorPool } = database
  const here = await createAuthenticator({ pool, operatorPool, rememberForMs: 50 })
  assert.equal((await here.authenticate(token, market.id))?.kind, 'account')
  await open(async (tx) => {
    await sql`
      UPDATE identity.sessions SET ended_at = now(), ended_because = 'signed_out' WHERE account_id = ${accountId}
    `.execute(tx)
  })

  await new Promise((resolve) => setTimeout(resolve, 60))

  assert.equal(await here.authenticate(token, market.id), undefined)
})

test('an access token dies by the clock although it is remembered', async () => {
  const { token } = await signedIn()
  const { pool, operatorPool } = database
  let at = new Date()
  const here = await createAuthenticator({ pool, operatorPool, now: () => at })

  const fresh = await here.authenticate(token, market.id)
  at = new Date(Date.now() + 901_000)

  assert.equal(fresh?.kind, 'account')
  assert.equal(await here.authenticate(token, market.id), undefined)
})

test('a session nobody uses for a month is over, and one in use after a quarter of a year', async () => {
  const idle = await signedInAtNoon()
  const busy = await signedInAtNoon()

  await assert.rejects(refreshSession(open, after(idleSeconds), idle.refreshToken), isOver)
  let { refreshToken } = busy
  const step = idleSeconds - 3600
  let elapsed = 0
  for (; elapsed + step < longestSeconds; elapsed += step) {
    refreshToken = (await refreshSession(open, after(elapsed + step), refreshToken)).refreshToken
  }

  assert.ok(elapsed >= 3 * step - 1, 'it was used for long')
  await assert.rejects(refreshSession(open, after(longestSeconds), refreshToken), isOver)
})

test('a refresh token of one market is nothing in another', async () => {
  const { body } = await signedIn()

  const elsewhere = await api.call('POST', '/auth/refresh', {
    body: { refreshToken: body.refreshToken },
    market: api.otherMarket,
  })
  const here = await api.call('POST', '/auth/refresh', { body: { refreshToken: body.refreshToken } })

  assert.deepEqual([elsewhere.status, here.status], [401, 200])
})

test('a remembered token is checked in microseconds', async () => {
  const { token } = await signedIn()
  await api.authenticator.authenticate(token, market.id)

  // The best of many short rounds: others may be busy on this machine, but not all the time.
  let microseconds = Number.POSITIVE_INFINITY
  for (let round = 0; round < 50; round++) {
    const startedAt = performance.now()
    for (let time = 0; time < 50; time++) await api.authenticator.authenticate(token, market.id)
    microseconds = Math.min(microseconds, ((performance.now() - startedAt) / 50) * 1000)
  }

  assert.ok(microseconds < 50, `${microseconds.toFixed(1)} µs each`)
})

// What the database itself refuses, whoever asks: the application's role sees no keys, no operators, no other market.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemContext } from '@provender/platform/context'
import { sql } from '@provender/platform/db'
import { openTestDatabase } from '@provender/platform/testing'
import { openMarket } from '@provender/markets/fixtures'
import { openAuthority } from './authority.ts'
import { aPerson, testPassword } from './fixtures.ts'
import { selectKeys } from './key-store.ts'
import { hashPassword } from './password.ts'
import { registerOperator } from './register-account.ts'
import { signIn } from './sign-in.ts'
import { forgetSessions } from './sweeps.ts'

const database = await openTestDatabase()
const market = await openMarket(database, 'testmarket')
const otherMarket = await openMarket(database, 'othermarket')
const { db, open } = database.market(market.id)
const ctx = systemContext(market, 'test')
const device = { app: null, ip: '192.0.2.1', userAgent: null }
const denied = { code: '42501' }

test("the application's role can neither read nor write signing keys", async () => {
  await openAuthority(database.operatorPool)

  await assert.rejects(sql`SELECT kid FROM identity.signing_keys`.execute(db), denied)
  await assert.rejects(
    open((tx) => sql`INSERT INTO identity.signing_keys VALUES ('x', '{}')`.execute(tx)),
    denied,
  )
  await assert.rejects(sql`SELECT kid FROM identity.signing_keys`.execute(database.pool.across.db), denied)
  assert.equal((await selectKeys(database.operatorPool.across.db)).length, 1)
})

test('attempts to sign in are never changed or taken away', async () => {
  const { email } = await aPerson(database, market)
  await signIn(open, ctx, { email, password: testPassword, device })

  await assert.rejects(
    open((tx) => sql`UPDATE identity.sign_in_attempts SET outcome = 'wrong'`.execute(tx)),
    denied,
  )
  await assert.rejects(
    open((tx) => sql`DELETE FROM identity.sign_in_attempts`.execute(tx)),
    denied,
  )
  await assert.rejects(
    open((tx) => sql`TRUNCATE identity.sign_in_attempts`.execute(tx)),
    denied,
  )
  await assert.rejects(
    open((tx) => sql`DELETE FROM identity.accounts`.execute(tx)),
    denied,
  )
})

test('from another market, and from none, no row of this one can be seen or changed', async () => {
  const { email, accountId } = await aPerson(database, market)
  await signIn(open, ctx, { email, password: testPassword, device })
  await signIn(open, ctx, { email, password: 'Not-this-1', device }).catch(() => {})
  const tables = ['accounts', 'memberships', 'sessions', 'refresh_tokens', 'sign_in_guards', 'sign_in_attempts']

  for (const table of tables) {
    const rows = (door: typeof db) => sql`SELECT * FROM ${sql.table(`identity.${table}`)}`.execute(door)
    assert.ok((await rows(db)).rows.length > 0, `${table} is empty here, which proves nothing`)
    assert.deepEqual((await rows(database.market(otherMarket.id).db)).rows, [], table)
    assert.deepEqual((await rows(database.pool.across.db)).rows, [], table)
  }
  const changed = await database
    .market(otherMarket.id)
    .open((tx) => sql`UPDATE identity.accounts SET name = 'Mallory' WHERE id = ${accountId}`.execute(tx))
  assert.equal(changed.numAffectedRows, 0n)
})

test('nothing the application does without a market makes it an operator', async () => {
  const passwordHash = await hashPassword(testPassword)
  const olu = { name: 'Olu', email: 'olu@provender.test', passwordHash }
  await database.operatorPool.across.open((tx) => registerOperator(tx, ctx, olu))

  const eve = { ...olu, email: 'eve@provender.test' }
  const inside = database.pool.across.open

  await assert.rejects(
    inside((tx) => registerOperator(tx, ctx, eve)),
    denied,
  )
  await assert.rejects(
    open((tx) => registerOperator(tx, ctx, eve)),
    { constraint: 'memberships__operators_apart' },
  )
  await assert.rejects(signIn(inside, ctx, { email: olu.email, password: testPassword, device }), denied)
})

test('sessions that ran out long ago are forgotten with their tokens, and others stay', async () => {
  const { email, accountId } = await aPerson(database, market)
  const at = (text: string) => systemContext(market, 'test', new Date(text))
  await signIn(open, at('2026-01-01T12:00:00Z'), { email, password: testPassword, device })
  await signIn(open, at('2026-06-01T12:00:00Z'), { email, password: testPassword, device })

  await forgetSessions.handle({ db, open, ctx: at('2026-06-15T12:00:00Z') })
  const { rows } = await sql<{ started: string; tokens: number }>`
    SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS started,
      (SELECT count(*) FROM identity.refresh_tokens t WHERE t.session_id = s.id) AS tokens
    FROM identity.sessions s WHERE account_id = ${accountId}
  `.execute(db)

  assert.deepEqual(rows, [{ started: '2026-06-01', tokens: 1 }])
})

test('processes that start together agree on one key', async () => {
  const { operatorPool } = await openTestDatabase()

  const all = await Promise.all(Array.from({ length: 5 }, () => openAuthority(operatorPool)))

  assert.equal(new Set(all.map(({ key }) => key.kid)).size, 1)
  assert.deepEqual(
    all.map(({ keys }) => keys.size),
    Array(5).fill(1),
  )
})

// Roles and what they are for, and how others of the business reach a person.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemContext } from '@provender/platform/context'
import { sql } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { openTestDatabase } from '@provender/platform/testing'
import { openMarket } from '@provender/markets/fixtures'
import { aPerson } from './fixtures.ts'
import { getContact } from './get-account.ts'
import { bindSubject, grantRole } from './grant-role.ts'

const database = await openTestDatabase()
const market = await openMarket(database, 'testmarket')
const otherMarket = await openMarket(database, 'othermarket')
const { db, open } = database.market(market.id)
const ctx = systemContext(market, 'test')

async function rolesOf(accountId: string) {
  const { rows } = await sql<{ role: string; subject: string | null }>`
    SELECT role::text, subject_id AS subject FROM identity.memberships WHERE account_id = ${accountId} ORDER BY role, subject_id
  `.execute(db)
  return rows
}

test('a waiting role finds its subject, and another vendor can be added', async () => {
  const { accountId } = await aPerson(database, market, { roles: ['vendor'] })
  const [one, two] = [newId(), newId()]

  await open((tx) => bindSubject(tx, ctx, { accountId, role: 'vendor', subjectId: one }))
  await open((tx) => bindSubject(tx, ctx, { accountId, role: 'vendor', subjectId: two }))
  await open((tx) => bindSubject(tx, ctx, { accountId, role: 'vendor', subjectId: two }))

  assert.deepEqual(
    await rolesOf(accountId),
    [one, two].map((subject) => ({ role: 'vendor', subject })),
  )
})

test('an account is one rider, and a rider one account', async () => {
  const [first, second] = [await aPerson(database, market), await aPerson(database, market)]
  const riderId = newId()
  await open((tx) => bindSubject(tx, ctx, { accountId: first.accountId, role: 'rider', subjectId: riderId }))

  const bind = (accountId: string, subjectId: string) =>
    open((tx) => bindSubject(tx, ctx, { accountId, role: 'rider', subjectId }))

  await assert.rejects(bind(first.accountId, newId()), { code: 'identity.already_bound' })
  await assert.rejects(bind(second.accountId, riderId), { code: 'identity.already_bound' })
  assert.deepEqual(await rolesOf(second.accountId), [{ role: 'customer', subject: null }])
})

test('a role is given once and announced once', async () => {
  const { accountId } = await aPerson(database, market)

  for (let round = 0; round < 3; round++) await open((tx) => grantRole(tx, ctx, { accountId, role: 'admin' }))
  const { rows } = await sql<{ payload: unknown }>`
    SELECT payload FROM events.log WHERE name = 'identity.role_granted' AND payload ->> 'accountId' = ${accountId}
  `.execute(db)

  assert.deepEqual(rows, [{ payload: { accountId, role: 'admin', subjectId: null } }])
  await assert.rejects(
    open((tx) => grantRole(tx, ctx, { accountId: newId(), role: 'admin' })),
    { code: 'identity.account_unknown' },
  )
})

test('others of the business reach a person by account, in their own market only', async () => {
  const { accountId, email } = await aPerson(database, market, { name: 'Ada', phone: '677 55 55 55' })

  assert.deepEqual(await getContact(db, ctx, accountId), {
    accountId,
    name: 'Ada',
    email,
    phone: '+237677555555',
    language: 'en',
  })
  await assert.rejects(getContact(database.market(otherMarket.id).db, ctx, accountId), {
    code: 'identity.account_unknown',
  })
})

// Registering: what is asked of people, who is refused, and what they get.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '@provender/platform/db'
import { openIdentityApi } from './api-for-tests.ts'

const api = await openIdentityApi()
const { db } = api.database.market(api.market.id)
const ada = { name: 'Ada Lovelace', email: 'ada@example.com', phone: '677 12 34 56', password: 'Provender1!' }

const register = (body: Record<string, unknown>) => api.call('POST', '/auth/register', { body })

test('a registered customer is signed in and announced, and no name goes into the log', async () => {
  const { status, body } = await register({ ...ada, name: '  Ada   Lovelace ', email: 'Ada@Example.com' })
  const profile = await api.call('GET', '/users/profile', { token: body.accessToken })
  const { rows } = await sql<{ payload: unknown }>`
    SELECT payload FROM events.log WHERE name = 'identity.account_registered' AND payload ->> 'accountId' = ${body.account.id}
  `.execute(db)

  assert.equal(status, 201)
  const { createdAt, ...shown } = profile.body
  assert.deepEqual(shown, {
    id: body.account.id,
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    phone: '+237677123456',
    language: 'en',
    picture: null,
    roles: ['customer'],
    vendorIds: [],
    riderId: null,
  })
  assert.ok(Math.abs(Date.parse(createdAt) - Date.now()) < 60_000)
  assert.deepEqual(rows, [{ payload: { accountId: body.account.id, roles: ['customer'], language: 'en' } }])
})

test('a vendor or rider has the role at once and what it is for later', async () => {
  const vendor = await register({ ...ada, email: 'vendor@example.com', phone: undefined, role: 'vendor' })
  const rider = await register({ ...ada, email: 'rider@example.com', phone: undefined, role: 'rider' })

  assert.deepEqual(vendor.body.account.roles, ['customer', 'vendor'])
  assert.deepEqual(vendor.body.account.vendorIds, [])
  assert.deepEqual(rider.body.account.roles, ['customer', 'rider'])
  assert.equal(rider.body.account.riderId, null)
})

test('nobody registers as an admin', async () => {
  for (const role of ['admin', 'operator', ['admin'], null]) {
    assert.equal((await register({ ...ada, email: 'mallory@example.com', role })).status, 400)
  }
  assert.equal((await register({ ...ada, email: 'mallory@example.com', roles: ['admin'] })).status, 400)
})

test('everything that is wrong is told at once, field by field', async () => {
  const { status, body } = await register({ name: ' ', email: 'ada@example', phone: '12', password: 'short' })

  assert.equal(status, 400)
  assert.equal(body.code, 'http.invalid')
  assert.deepEqual(body.errors, [
    { field: 'name', problem: 'Please tell us your name.' },
    { field: 'email', problem: 'This is not an e-mail address. It looks like ada@example.com.' },
    { field: 'phone', problem: 'This is not a phone number. Write it with its country: +237 677 12 34 56.' },
    { field: 'password', problem: 'Use at least 8 characters.' },
    { field: 'password', problem: 'Use at least one capital letter.' },
    { field: 'password', problem: 'Use at least one digit.' },
  ])
})

test('a known e-mail address or number is refused, however it is written', async () => {
  await register({ ...ada, email: 'grace@example.com', phone: '677 00 00 11' })

  const byEmail = await register({ ...ada, email: ' GRACE@example.COM ', phone: '677 00 00 12' })
  const byPhone = await register({ ...ada, email: 'other@example.com', phone: '+237 677-00-00-11' })

  assert.deepEqual([byEmail.status, byEmail.body.code], [409, 'identity.email_taken'])
  assert.deepEqual([byPhone.status, byPhone.body.code], [409, 'identity.phone_taken'])
})

test('of ten registrations under one address at once, one succeeds', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => register({ ...ada, email: 'twin@example.com', phone: undefined })),
  )

  assert.deepEqual(answers.map((answer) => answer.status).sort(), [201, ...Array(9).fill(409)])
})

test('the same person may have an account in every market', async () => {
  const body = { ...ada, email: 'everywhere@example.com', phone: '677 00 00 22' }

  const here = await api.call('POST', '/auth/register', { body })
  const there = await api.call('POST', '/auth/register', { body, market: api.otherMarket })

  assert.deepEqual([here.status, there.status], [201, 201])
  assert.notEqual(here.body.account.id, there.body.account.id)
})

test('passwords are kept as argon2id hashes', async () => {
  const { body } = await register({ ...ada, email: 'hashed@example.com', phone: undefined })

  const { rows } = await sql<{ password_hash: string }>`
    SELECT password_hash FROM identity.accounts WHERE id = ${body.account.id}
  `.execute(db)

  assert.match(rows[0]?.password_hash ?? '', /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

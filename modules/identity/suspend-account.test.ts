// What admins do with accounts: find them, suspend them, let them back in.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { openIdentityApi } from './api-for-tests.ts'
import { aPerson, testPassword } from './fixtures.ts'

const api = await openIdentityApi()
const { database, market, otherMarket } = api
const { db } = database.market(market.id)

async function tokenOf(email: string): Promise<string> {
  const { body } = await api.call('POST', '/auth/login', { body: { email, password: testPassword } })
  return body.accessToken
}

async function anAdmin() {
  const person = await aPerson(database, market, { roles: ['admin'] })
  return { ...person, token: await tokenOf(person.email) }
}

test('an admin suspends an account and lets it back in, and every step is announced', async () => {
  const { token, accountId: adminId } = await anAdmin()
  const { accountId, email } = await aPerson(database, market)
  const path = `/admin/accounts/${accountId}/suspension`

  const suspended = await api.call('PUT', path, { token, body: { reason: 'never pays' } })
  const refused = await api.call('POST', '/auth/login', { body: { email, password: testPassword } })
  const restored = await api.call('DELETE', path, { token })
  const { rows } = await sql<{ name: string; by: string }>`
    SELECT name, payload ->> 'by' AS by FROM events.log
    WHERE payload ->> 'accountId' = ${accountId} AND name LIKE 'identity.account_%' ORDER BY position
  `.execute(db)

  assert.deepEqual([suspended.status, suspended.body.state], [200, 'suspended'])
  assert.equal(refused.body.code, 'identity.account_suspended')
  assert.deepEqual([restored.status, restored.body.state], [200, 'active'])
  assert.deepEqual(rows, [
    { name: 'identity.account_registered', by: null },
    { name: 'identity.account_suspended', by: `account:${adminId}` },
    { name: 'identity.account_restored', by: `account:${adminId}` },
  ])
})

test('an admin cannot suspend himself', async () => {
  const { token, accountId } = await anAdmin()

  const { status, body } = await api.call('PUT', `/admin/accounts/${accountId}/suspension`, {
    token,
    body: { reason: 'x' },
  })

  assert.deepEqual([status, body.code], [409, 'identity.not_yourself'])
})

test("another market's account and one that never was look the same", async () => {
  const { token } = await anAdmin()
  const stranger = await aPerson(database, otherMarket)
  const ids = [stranger.accountId, newId()]

  for (const method of ['GET', 'PUT', 'DELETE'] as const) {
    const answers = await Promise.all(
      ids.map(async (id) => {
        const path = `/admin/accounts/${id}${method === 'GET' ? '' : '/suspension'}`
        const { status, body } = await api.call(method, path, {
          token,
          ...(method === 'PUT' && { body: { reason: 'x' } }),
        })
        return [status, body.code]
      }),
    )
    assert.deepEqual(
      answers,
      ids.map(() => [404, 'identity.account_unknown']),
      method,
    )
  }
  const login = await api.call('POST', '/auth/login', {
    body: { email: stranger.email, password: testPassword },
    market: otherMarket,
  })
  assert.equal(login.status, 200)
})

test('only admins see accounts', async () => {
  const { email, accountId } = await aPerson(database, market, { roles: ['customer', 'vendor', 'rider'] })
  const token = await tokenOf(email)

  for (const path of ['/admin/accounts', `/admin/accounts/${accountId}`]) {
    assert.equal((await api.call('GET', path, { token })).status, 403)
    assert.equal((await api.call('GET', path)).status, 401)
  }
})

test('accounts are listed a page at a time, the newest first, and found by part of a name', async () => {
  const { token } = await anAdmin()
  const names = ['Zora One', 'Zora Two', 'Zora Three', '100% Zora_']
  for (const name of names) await aPerson(database, market, { name, roles: ['rider'] })

  const first = await api.call('GET', '/admin/accounts?search=zORA&limit=3', { token })
  const second = await api.call('GET', `/admin/accounts?search=zora&limit=3&after=${first.body.next}`, { token })
  const literal = await api.call('GET', `/admin/accounts?search=${encodeURIComponent('% Zora_')}`, { token })
  const customers = await api.call('GET', '/admin/accounts?search=zora&role=customer', { token })

  const named = (answer: typeof first) => answer.body.items.map((item: { name: string }) => item.name)
  assert.deepEqual(named(first), ['100% Zora_', 'Zora Three', 'Zora Two'])
  assert.deepEqual([named(second), second.body.next], [['Zora One'], null])
  assert.deepEqual(named(literal), ['100% Zora_'])
  assert.deepEqual(customers.body, { items: [], next: null })
})

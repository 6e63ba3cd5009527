// Operators, who look after all markets: their door, and that nobody else comes through it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemContext } from '@provender/platform/context'
import { sql } from '@provender/platform/db'
import { openIdentityApi } from './api-for-tests.ts'
import { aPerson, testPassword } from './fixtures.ts'
import { hashPassword } from './password.ts'
import { registerOperator } from './register-account.ts'

const api = await openIdentityApi()
const { database, market } = api
const ctx = systemContext(market, 'test')

test('an operator signs in beside all markets, and the application never sees him', async () => {
  const passwordHash = await hashPassword(testPassword)
  const person = { name: 'Olu', email: 'operator@provender.test', passwordHash }
  const { id } = await database.operatorPool.across.open((tx) => registerOperator(tx, ctx, person))
  const body = { email: person.email, password: testPassword }
  const olu = { kind: 'operator', accountId: id }

  const signedIn = await api.call('POST', '/operator/auth/login', { body, market: null })
  const inMarket = await api.call('POST', '/auth/login', { body })
  const actor = await api.authenticator.authenticate(signedIn.body.accessToken, '')
  const visiting = await api.authenticator.authenticate(signedIn.body.accessToken, market.id)
  const asCustomer = await api.call('GET', '/users/profile', { token: signedIn.body.accessToken })
  const next = await api.call('POST', '/operator/auth/refresh', {
    body: { refreshToken: signedIn.body.refreshToken },
    market: null,
  })
  await api.call('POST', '/operator/auth/logout', { token: next.body.accessToken, market: null })
  const seen = await sql`SELECT id FROM identity.accounts`.execute(database.pool.across.db)

  assert.deepEqual([signedIn.status, signedIn.body.account.roles], [200, ['operator']])
  assert.deepEqual([inMarket.status, inMarket.body.code], [401, 'identity.wrong_credentials'])
  assert.deepEqual([actor, visiting], [olu, olu])
  assert.equal(asCustomer.status, 403)
  assert.equal(next.status, 200)
  assert.equal(await api.authenticator.authenticate(signedIn.body.accessToken, ''), undefined)
  assert.deepEqual(seen.rows, [])
})

test("an operator's door does not let customers in", async () => {
  const { email } = await aPerson(database, market)

  const { status, body } = await api.call('POST', '/operator/auth/login', {
    body: { email, password: testPassword },
    market: null,
  })

  assert.deepEqual([status, body.code], [401, 'identity.wrong_credentials'])
})

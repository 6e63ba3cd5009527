// What people change about themselves, and that nobody else does it for them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openIdentityApi } from './api-for-tests.ts'
import { aPerson, testPassword } from './fixtures.ts'

const api = await openIdentityApi()
const { database, market } = api

async function tokenOf(email: string): Promise<string> {
  const { body } = await api.call('POST', '/auth/login', { body: { email, password: testPassword } })
  return body.accessToken
}

test('changing the password asks for the old one and ends every session', async () => {
  const { email } = await aPerson(database, market)
  const [here, there] = [await tokenOf(email), await tokenOf(email)]
  const change = (body: Record<string, string>) => api.call('PUT', '/users/password', { token: here, body })

  const weak = await change({ currentPassword: testPassword, newPassword: 'weak' })
  const wrong = await change({ currentPassword: 'Not-this-1', newPassword: 'Provender2!' })
  const changed = await change({ currentPassword: testPassword, newPassword: 'Provender2!' })

  assert.deepEqual([weak.status, weak.body.errors[0].field], [400, 'newPassword'])
  assert.deepEqual([wrong.status, wrong.body.errors[0].field], [400, 'currentPassword'])
  assert.equal(changed.status, 200)
  for (const token of [here, there]) assert.equal((await api.call('GET', '/users/profile', { token })).status, 401)
  assert.equal(await tokenOf(email), undefined)
  const body = { email, password: 'Provender2!' }
  assert.equal((await api.call('POST', '/auth/login', { body })).status, 200)
})

test('guessing the old password of an open session is locked out as well', async () => {
  const { email } = await aPerson(database, market)
  const token = await tokenOf(email)
  const guess = () =>
    api.call('PUT', '/users/password', { token, body: { currentPassword: 'Not-this-1', newPassword: 'Provender2!' } })

  const answers = []
  for (let round = 0; round < 6; round++) answers.push((await guess()).body.code)

  assert.deepEqual(answers, [...Array(5).fill('http.invalid'), 'identity.locked_out'])
})

test('a profile changes only in what is named', async () => {
  const { email } = await aPerson(database, market, { name: 'Ada', phone: '677 66 66 66' })
  await aPerson(database, market, { phone: '677 77 77 77' })
  const token = await tokenOf(email)
  const change = (body: Record<string, unknown>) => api.call('PUT', '/users/profile', { token, body })

  const renamed = await change({ name: ' Ada  L. ' })
  const moved = await change({ phone: '677 66 66 67', language: 'fr' })
  const without = await change({ phone: null })
  const taken = await change({ phone: '677 77 77 77' })
  const wrong = await change({ phone: 'none', name: '' })
  const sly = await change({ email: 'x@example.com', roles: ['admin'], state: 'active' })

  assert.deepEqual([renamed.body.name, renamed.body.phone], ['Ada L.', '+237677666666'])
  assert.deepEqual([moved.body.name, moved.body.phone, moved.body.language], ['Ada L.', '+237677666667', 'fr'])
  assert.equal(without.body.phone, null)
  assert.deepEqual([taken.status, taken.body.code], [409, 'identity.phone_taken'])
  assert.deepEqual(
    wrong.body.errors.map((each: { field: string }) => each.field),
    ['name', 'phone'],
  )
  assert.equal(sly.status, 400)
})

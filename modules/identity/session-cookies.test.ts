// Sessions of browsers: tokens in cookies that no script reads and no other site can use.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openIdentityApi } from './api-for-tests.ts'
import { aPerson, testPassword } from './fixtures.ts'
import { idleSeconds } from './session.ts'

const api = await openIdentityApi({ secureCookies: true })
const { database, market } = api

async function signedIn(app: string) {
  const { email } = await aPerson(database, market)
  const { body, cookies } = await api.call('POST', '/auth/login', {
    body: { email, password: testPassword },
    headers: { 'x-app': app },
  })
  return { body, cookies }
}

test('a browser gets its tokens in cookies that scripts cannot read, and not in the answer', async () => {
  const { body, cookies } = await signedIn('vendor')

  assert.deepEqual(Object.keys(body).sort(), ['account', 'expiresInSeconds'])
  assert.deepEqual(
    cookies.map(({ name, maxAge, path, httpOnly, sameSite, secure }) => ({
      name,
      maxAge,
      path,
      httpOnly,
      sameSite,
      secure,
    })),
    [
      { name: 'pv_testmarket_vendor', maxAge: 900, path: '/', httpOnly: true, sameSite: 'Lax', secure: true },
      {
        name: 'pv_testmarket_vendor_refresh',
        maxAge: idleSeconds,
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
        secure: true,
      },
    ],
  )
})

test('a browser refreshes by cookie, also within the grace, and gets the new cookies each time', async () => {
  const { cookies } = await signedIn('customer')
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

  const [one, two] = await Promise.all([
    api.call('POST', '/auth/refresh', { headers: { cookie } }),
    api.call('POST', '/auth/refresh', { headers: { cookie } }),
  ])
  const refreshed = one.cookies.find((each) => each.name === 'pv_testmarket_customer_refresh')
  const access = one.cookies.find((each) => each.name === 'pv_testmarket_customer')
  const profile = await api.call('GET', '/users/profile', { headers: { cookie: `${access?.name}=${access?.value}` } })

  assert.deepEqual([one.status, two.status, profile.status], [200, 200, 200])
  assert.equal(refreshed?.value, two.cookies.find((each) => each.name === 'pv_testmarket_customer_refresh')?.value)
  assert.ok(!('accessToken' in one.body))
})

test('the apps of one browser keep their sessions apart', async () => {
  const { cookies } = await signedIn('vendor')
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

  const asVendor = await api.call('GET', '/users/profile', { headers: { cookie, 'x-app': 'vendor' } })
  const asCustomer = await api.call('GET', '/users/profile', { headers: { cookie } })

  assert.deepEqual([asVendor.status, asCustomer.status], [200, 401])
})

test('another site can neither refresh nor sign out with our cookies', async () => {
  const { cookies } = await signedIn('customer')
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const onlyRefresh = cookies
    .filter((each) => each.name.endsWith('_refresh'))
    .map(({ name, value }) => `${name}=${value}`)

  const answers = await Promise.all([
    api.call('POST', '/auth/refresh', { headers: { cookie, 'sec-fetch-site': 'cross-site' } }),
    api.call('POST', '/auth/refresh', { headers: { cookie: onlyRefresh.join(), 'sec-fetch-site': 'cross-site' } }),
    api.call('POST', '/auth/logout', { headers: { cookie: onlyRefresh.join(), 'sec-fetch-site': 'same-site' } }),
    api.call('POST', '/auth/refresh', { headers: { cookie, origin: 'https://attacker.example' } }),
  ])
  const ours = await api.call('POST', '/auth/refresh', { headers: { cookie, 'sec-fetch-site': 'same-origin' } })

  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.code]),
    answers.map(() => [403, 'http.foreign_origin']),
  )
  assert.equal(ours.status, 200)
})

test('signing out in a browser takes the cookies away', async () => {
  const { cookies } = await signedIn('customer')
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

  const out = await api.call('POST', '/auth/logout', { headers: { cookie } })

  assert.deepEqual(
    out.cookies.map(({ name, value, maxAge }) => [name, value, maxAge]),
    [
      ['pv_testmarket_customer', '', 0],
      ['pv_testmarket_customer_refresh', '', 0],
    ],
  )
  assert.equal((await api.call('POST', '/auth/refresh', { headers: { cookie } })).status, 401)
})

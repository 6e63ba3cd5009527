// Markets over HTTP: what everybody may know of them, in a language they speak.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '@provender/platform/context'
import { createHttpServer } from '@provender/platform/http-server'
import { createLogger } from '@provender/platform/log'
import { createResponseCache } from '@provender/platform/response-cache'
import { openTestDatabase } from '@provender/platform/testing'
import { createMarketDirectory } from './directory.ts'
import { openMarket } from './fixtures.ts'
import { routes } from './wiring.ts'

const database = await openTestDatabase()
const { pool, operatorPool } = database
const french = await openMarket(database, 'douala', { name: 'Douala', languages: ['fr', 'en'] })
await openMarket(database, 'dublin', { name: 'Dublin', languages: ['en'] })
const account = (role: 'admin' | 'customer'): Actor => ({
  kind: 'account',
  accountId: '0198f3a0-0000-7000-8000-000000000001',
  roles: [role],
  vendorIds: [],
})
const app = createHttpServer({
  routes,
  policy: {
    'markets.list_markets': { may: 'anyone', whose: 'all' },
    'markets.read_market': { may: 'anyone', whose: 'all' },
    'markets.read_settings': { may: ['admin'], whose: 'theirs' },
    'markets.change_settings': { may: ['admin'], whose: 'theirs' },
  },
  directory: await createMarketDirectory(operatorPool),
  pool,
  operatorPool,
  authenticate: async (token) => (token === 'admin' || token === 'customer' ? account(token) : undefined),
  cache: createResponseCache(),
  logger: createLogger({ level: 'silent' }),
  secureCookies: false,
})

async function call(method: 'GET' | 'PUT', url: string, headers: Record<string, string> = {}, payload?: object) {
  const reply = await app.inject({ method, url, headers, ...(payload && { payload }) })
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers }
}

const as = (role: string) => ({ authorization: `Bearer ${role}` })
/** What an outsider must not learn: what the platform earns, whom it trusts with how much. */
const secrets = ['commissionBp', 'riderCashLimitMinor', 'minimumPayoutMinor', 'hosts', 'riderSearchRadiusM']

test('everybody sees which markets there are, each in a language it speaks', async () => {
  const plain = await call('GET', '/api/v1/markets')
  const english = await call('GET', '/api/v1/markets', { 'accept-language': 'en-GB,en;q=0.9' })
  const inFrench = await call('GET', '/api/v1/markets', { cookie: 'pv_lang=fr', 'accept-language': 'en' })

  const told = (answer: typeof plain) =>
    answer.body.items.map(({ id, language, tagline }: Record<string, string>) => [id, language, tagline])
  assert.deepEqual(told(plain), [
    ['douala', 'fr', 'À table, testé.'],
    ['dublin', 'en', 'Food, tested.'],
  ])
  assert.deepEqual(told(english), [
    ['douala', 'en', 'Food, tested.'],
    ['dublin', 'en', 'Food, tested.'],
  ])
  assert.deepEqual(told(inFrench), [
    ['douala', 'fr', 'À table, testé.'],
    ['dublin', 'en', 'Food, tested.'],
  ])
})

test('the public reads a market without what is its own business', async () => {
  const { status, body } = await call('GET', '/m/douala/api/v1/market')
  const unknown = await call('GET', '/m/nowhere/api/v1/market')

  assert.equal(status, 200)
  assert.equal(body.name, 'Douala')
  assert.equal(body.vocabulary.states.placed, 'Passée')
  assert.deepEqual(
    secrets.filter((secret) => secret in body),
    [],
  )
  assert.deepEqual([unknown.status, unknown.body.code], [404, 'http.unknown_market'])
})

test('only its admin reads and changes all settings', async () => {
  const url = '/m/douala/api/v1/admin/market'
  const anonymous = await call('GET', url)
  const customer = await call('GET', url, as('customer'))
  const admin = await call('GET', url, as('admin'))
  const settings = { ...admin.body.settings, name: 'Douala la belle' }
  const denied = await call('PUT', url, as('customer'), { version: 1, settings })
  const changed = await call('PUT', url, as('admin'), { version: 1, settings })
  const stale = await call('PUT', url, as('admin'), { version: 1, settings })

  assert.deepEqual([anonymous.status, customer.status, denied.status], [401, 403, 403])
  assert.deepEqual(admin.body, { id: 'douala', version: 1, settings: french.settings })
  assert.deepEqual([changed.status, changed.body.version, changed.body.settings.name], [200, 2, 'Douala la belle'])
  assert.deepEqual([stale.status, stale.body.code], [409, 'markets.settings_moved_on'])
})

test('settings of the wrong form do not come in', async () => {
  const { body } = await call('GET', '/m/dublin/api/v1/admin/market', as('admin'))

  for (const change of [
    { commissionBp: -1 },
    { commissionBp: 10_001 },
    { commissionBp: 0.5 },
    { isAdmin: true },
    { name: '' },
  ]) {
    const answer = await call('PUT', '/m/dublin/api/v1/admin/market', as('admin'), {
      version: 1,
      settings: { ...body.settings, ...change },
    })
    assert.deepEqual([answer.status, answer.body.code], [400, 'http.invalid'], JSON.stringify(change))
  }
})

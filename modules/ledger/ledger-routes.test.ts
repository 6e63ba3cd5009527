// The ledger over HTTP: everybody sees his own wallet, administrators the books of their market.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { aMarket } from '@provender/markets/fixtures'
import type { MarketDirectory } from '@provender/platform/addresses'
import type { Actor } from '@provender/platform/context'
import { createHttpServer } from '@provender/platform/http-server'
import { newId } from '@provender/platform/ids'
import { createLogger } from '@provender/platform/log'
import { createResponseCache } from '@provender/platform/response-cache'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import { aFullWallet, fundsTerms } from './fixtures.ts'
import { openAndPay } from './open-order.ts'
import { routes } from './wiring.ts'

const database = await openTestDatabase()
const { open } = database.market('reeyo')
const market = aMarket('reeyo')
const terms = fundsTerms()

const people: Record<string, Actor> = {
  customer: { kind: 'account', accountId: terms.customerId, roles: ['customer'], vendorIds: [] },
  stranger: { kind: 'account', accountId: newId(), roles: ['customer'], vendorIds: [] },
  admin: { kind: 'account', accountId: newId(), roles: ['admin'], vendorIds: [] },
}
const reeyo = { market, languages: ['en'], hosts: [], segments: new Map() } as const
const directory: MarketDirectory = {
  byId: (id) => (id === 'reeyo' ? reeyo : undefined),
  byHost: () => undefined,
  all: () => [reeyo],
}
const app = createHttpServer({
  routes,
  policy: {
    'ledger.get_balance': { may: ['customer'], whose: 'their own wallet' },
    'ledger.list_statement': { may: ['customer'], whose: 'their own wallet' },
    'ledger.get_order_ledger': { may: ['admin'], whose: 'of their market' },
    'ledger.find_violations': { may: ['admin'], whose: 'of their market' },
  },
  directory,
  pool: database.pool,
  operatorPool: database.operatorPool,
  authenticate: async (token) => people[token],
  cache: createResponseCache(),
  logger: createLogger({ level: 'silent' }),
  secureCookies: false,
})
const get = (who: string, path: string) =>
  app.inject({ url: `/m/reeyo/api/v1${path}`, headers: { authorization: `Bearer ${who}` } })

before(async () => {
  await open((tx) => aFullWallet(tx, terms.customerId))
  await open((tx) => openAndPay(tx, testContext(market, { kind: 'system', name: 'test' }), terms))
})

test('a customer sees what is in his wallet, and only in his', async () => {
  assert.deepEqual((await get('customer', '/wallet/balance')).json(), { balanceMinor: 33_000, currency: 'XAF' })
  assert.deepEqual((await get('stranger', '/wallet/balance')).json(), { balanceMinor: 0, currency: 'XAF' })
})

test('the transactions of a wallet come page by page', async () => {
  const first = (await get('customer', '/wallet/transactions?limit=1')).json()
  const last = (await get('customer', `/wallet/transactions?limit=1&after=${first.next}`)).json()

  assert.deepEqual([first.items[0].amountMinor, first.next], [-17_000, 2])
  assert.deepEqual([last.items[0].amountMinor, last.next], [50_000, null])
  assert.deepEqual((await get('stranger', '/wallet/transactions')).json(), { items: [], next: null })
})

test("an administrator sees an order's entries and accounts, which sum to zero", async () => {
  const ledger = (await get('admin', `/admin/ledger/orders/${terms.orderId}`)).json()

  assert.equal(ledger.funds.state, 'paid')
  assert.deepEqual(
    ledger.entries.map((entry: { kind: string; amountMinor: number }) => [entry.kind, entry.amountMinor]),
    [
      ['wallet_payment', -17_000],
      ['wallet_payment', 17_000],
    ],
  )
  assert.deepEqual(
    ledger.accounts.map((account: { kind: string; balanceMinor: number }) => [account.kind, account.balanceMinor]),
    [
      ['wallet', 33_000],
      ['escrow', 17_000],
    ],
  )
  assert.equal((await get('admin', `/admin/ledger/orders/${newId()}`)).json().code, 'ledger.funds_unknown')
})

test('the books prove themselves to administrators and to nobody else', async () => {
  assert.deepEqual((await get('admin', '/admin/ledger/invariants')).json(), { violations: [] })
  assert.equal((await get('customer', '/admin/ledger/invariants')).json().code, 'http.forbidden')
  assert.equal((await get('customer', `/admin/ledger/orders/${terms.orderId}`)).json().code, 'http.forbidden')
})

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
import { assignRider } from './assign-rider.ts'
import { openAndPay } from './open-order.ts'
import { settleFunds } from './settle-funds.ts'
import { routes } from './wiring.ts'

const database = await openTestDatabase()
const { open } = database.market('reeyo')
const market = aMarket('reeyo')
const terms = fundsTerms()
const riderId = newId()
const system = testContext(market, { kind: 'system', name: 'test' })

const people: Record<string, Actor> = {
  customer: { kind: 'account', accountId: terms.customerId, roles: ['customer'], vendorIds: [] },
  stranger: { kind: 'account', accountId: newId(), roles: ['customer'], vendorIds: [] },
  vendor: { kind: 'account', accountId: newId(), roles: ['vendor'], vendorIds: [terms.vendorId] },
  rider: { kind: 'account', accountId: newId(), roles: ['rider'], vendorIds: [], riderId },
  nobody: { kind: 'account', accountId: newId(), roles: ['rider'], vendorIds: [] },
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
    'ledger.freeze_wallet': { may: ['admin'], whose: 'in tests' },
    'ledger.get_balance': { may: ['customer', 'vendor', 'rider'], whose: 'their own wallet' },
    'ledger.get_platform_balances': { may: ['admin'], whose: 'of their market' },
    'ledger.list_statement': { may: ['customer', 'vendor', 'rider'], whose: 'their own wallet' },
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
  const empty = { currency: 'XAF', owedMinor: 0, cashInHandMinor: 0, frozen: false, others: [] }

  assert.deepEqual((await get('customer', '/wallet/balance')).json(), {
    ...empty,
    balanceMinor: 33_000,
    freeMinor: 33_000,
  })
  assert.deepEqual((await get('stranger', '/wallet/balance')).json(), { ...empty, balanceMinor: 0, freeMinor: 0 })
})

test('a statement is there as a table for spreadsheets, and only the own one', async () => {
  const file = await get('customer', '/wallet/statement.csv')

  assert.match(String(file.headers['content-type']), /text\/csv/)
  assert.match(String(file.headers['content-disposition']), /attachment; filename="statement-/)
  const [header, payment, topUp, end] = file.body.slice(1).split('\r\n')
  assert.equal(header, 'number,at,kind,order,amount,balance_after,currency')
  assert.match(payment ?? '', /^2,.*,wallet_payment,.*,-17000,33000,XAF$/)
  assert.match(topUp ?? '', /^1,.*,top_up,,50000,50000,XAF$/)
  assert.equal(end, '')
  assert.equal((await get('stranger', '/wallet/statement.csv')).body.split('\r\n').length, 2)
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

test('a vendor and a rider see what is theirs, with what they owe of it', async () => {
  await open(async (tx) => {
    await assignRider(tx, system, { orderId: terms.orderId, riderId })
    await settleFunds(tx, system, terms.orderId)
  })

  const vendor = (await get('vendor', '/vendor/wallet/balance')).json()
  const rider = (await get('rider', '/rider/wallet/balance')).json()

  assert.deepEqual([vendor.balanceMinor, vendor.freeMinor, rider.balanceMinor], [12_750, 12_750, 2_000])
  assert.equal((await get('vendor', '/vendor/wallet/transactions')).json().items[0].kind, 'settlement')
  assert.equal((await get('nobody', '/rider/wallet/balance')).json().code, 'ledger.wallet_unknown')
  const platform = (await get('admin', '/admin/wallet/balance')).json()
  assert.deepEqual(platform.items, [{ kind: 'commission', currency: 'XAF', balanceMinor: 2_250 }])
})

test('a frozen wallet receives and does not pay, until it is opened again', async () => {
  const set = (state: string) =>
    app.inject({
      method: 'PUT',
      url: `/m/reeyo/api/v1/admin/wallets/customer/${terms.customerId}/state`,
      headers: { authorization: 'Bearer admin' },
      payload: { state, reason: 'A stolen phone.' },
    })
  const pay = () => open((tx) => openAndPay(tx, system, fundsTerms({ customerId: terms.customerId })))

  assert.deepEqual((await set('frozen')).json(), { state: 'frozen' })
  await assert.rejects(pay(), { code: 'ledger.wallet_frozen' })
  await open((tx) => aFullWallet(tx, terms.customerId, { amountMinor: 500 }))
  assert.equal((await get('customer', '/wallet/balance')).json().frozen, true)
  assert.equal((await set('open')).statusCode, 200)
  await pay()
})

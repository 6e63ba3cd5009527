// Ordering over HTTP: keys that make a repeated request harmless, guests with their cookie, vendors, strangers.
import { aProduct, aVendor } from '@provender/catalog/fixtures'
import { aPerson } from '@provender/identity/fixtures'
import { aFullWallet, walletOf } from '@provender/ledger/fixtures'
import { createMarketDirectory } from '@provender/markets'
import { openMarket } from '@provender/markets/fixtures'
import type { Actor } from '@provender/platform/context'
import { sql } from '@provender/platform/db'
import type { Policy, PolicyRule } from '@provender/platform/http'
import { createHttpServer } from '@provender/platform/http-server'
import { newId } from '@provender/platform/ids'
import { createLogger } from '@provender/platform/log'
import { createResponseCache } from '@provender/platform/response-cache'
import { openTestDatabase } from '@provender/platform/testing'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Order } from './order.ts'
import { routes } from './wiring.ts'

const database = await openTestDatabase()
const market = await openMarket(database)
const { db, open } = database.market(market.id)
const vendor = await open((tx) => aVendor(tx))
const mackerel = await open((tx) => aProduct(tx, vendor.id, { priceMinor: 3500 }))
const plantain = await open((tx) => aProduct(tx, vendor.id, { priceMinor: 500, name: { en: 'Plantain' } }))

const ada = await aPerson(database, market, { name: 'Ada Lovelace' })
const bob = await aPerson(database, market)
const odile = await aPerson(database, market, { roles: ['vendor'], vendorIds: [vendor.id] })
const rival = await aPerson(database, market, { roles: ['vendor'], vendorIds: [newId()] })
const boss = await aPerson(database, market, { roles: ['admin'] })
await open((tx) => aFullWallet(tx, ada.accountId, { amountMinor: 1_000_000 }))

/** As the server's own table has it; a module cannot see the table of the apps. */
const policy: Policy = {
  ...Object.fromEntries(
    routes.map(({ permission, audience }): [string, PolicyRule] => [
      permission,
      { may: audience === 'public' ? 'anyone' : [audience], whose: 'in tests' },
    ]),
  ),
  'ordering.report_progress': { may: ['vendor'], whose: 'in tests' },
}
const people = new Map<string, Actor>([ada, bob, odile, rival, boss].map((person) => [person.accountId, person.actor]))
const app = createHttpServer({
  routes,
  policy,
  directory: await createMarketDirectory(database.operatorPool),
  pool: database.pool,
  operatorPool: database.operatorPool,
  authenticate: async (token) => people.get(token),
  cache: createResponseCache(),
  logger: createLogger({ level: 'silent' }),
  secureCookies: false,
  limitFactor: 0,
})

interface Asked {
  readonly who?: { readonly accountId: string }
  readonly body?: unknown
  readonly key?: string
  readonly headers?: Record<string, string>
}

async function call(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  { who, body, key, headers = {} }: Asked = {},
) {
  const reply = await app.inject({
    method,
    url: `/m/${market.id}/api/v1${path}`,
    ...(body !== undefined && { payload: body as object }),
    headers: {
      ...headers,
      ...(who && { authorization: `Bearer ${who.accountId}` }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
  })

  return {
    status: reply.statusCode,
    body: reply.json<Record<string, unknown>>(),
    headers: reply.headers,
    cookies: reply.cookies,
  }
}

const basket = (overrides: Record<string, unknown> = {}) => ({
  vendorId: vendor.id,
  lines: [{ productId: mackerel, quantity: 2 }],
  fulfilment: 'pickup',
  paymentMethod: 'wallet',
  agreedTotalMinor: 7000,
  ...overrides,
})
async function placed(): Promise<Order> {
  const { status, body } = await call('POST', '/orders', { who: ada, key: newId(), body: basket() })
  assert.equal(status, 201, JSON.stringify(body))
  return body as unknown as Order
}
const ordersOfAda = async () => {
  const { rows } = await sql<{
    count: number
  }>`SELECT count(*) AS count FROM ordering.orders WHERE customer_id = ${ada.accountId}`.execute(db)
  return rows[0]?.count ?? 0
}

test('an order is placed, read again, and found in the list', async () => {
  const order = await placed()

  const again = await call('GET', `/orders/${order.id}`, { who: ada })
  const list = await call('GET', '/orders?state=active&limit=1', { who: ada })

  assert.deepEqual(again.body, order)
  assert.deepEqual((list.body.items as Order[])[0], order)
})

test('the vendor may be named by the address instead', async () => {
  const { vendorId, ...rest } = basket()

  const { status, body } = await call('POST', `/vendors/${vendorId}/orders`, { who: ada, key: newId(), body: rest })

  assert.equal(status, 201)
  assert.equal((body.vendor as { id: string }).id, vendor.id)
})

test('without a key no order', async () => {
  const { status, body } = await call('POST', '/orders', { who: ada, body: basket() })

  assert.equal(status, 400)
  assert.equal(body.code, 'http.idempotency_key_missing')
})

test('the same key with the same basket is one order and one answer, also when asked five times at once', async () => {
  const [before, wallet] = [await ordersOfAda(), await walletOf(db, 'customer', ada.accountId)]
  const key = newId()

  const answers = await Promise.all(
    Array.from({ length: 5 }, () => call('POST', '/orders', { who: ada, key, body: basket() })),
  )
  const late = await call('POST', '/orders', { who: ada, key, body: basket() })

  for (const answer of [...answers, late]) {
    assert.equal(answer.status, 201)
    assert.deepEqual(answer.body, late.body)
  }
  assert.equal(late.headers['idempotent-replayed'], 'true')
  assert.equal(await ordersOfAda(), before + 1)
  assert.equal(await walletOf(db, 'customer', ada.accountId), wallet - 7000)
})

test('the same key with another basket is refused and does nothing', async () => {
  const key = newId()
  await call('POST', '/orders', { who: ada, key, body: basket() })
  const before = await ordersOfAda()

  const { status, body } = await call('POST', '/orders', { who: ada, key, body: basket({ paymentMethod: 'cash' }) })

  assert.equal(status, 409)
  assert.equal(body.code, 'http.idempotency_key_reused')
  assert.equal(await ordersOfAda(), before)
})

test('a key whose request was refused is free again', async () => {
  const key = newId()
  const refused = await call('POST', '/orders', { who: bob, key, body: basket() })
  await open((tx) => aFullWallet(tx, bob.accountId))

  const accepted = await call('POST', '/orders', { who: bob, key, body: basket() })

  assert.deepEqual([refused.status, refused.body.code], [409, 'ledger.insufficient_funds'])
  assert.equal(accepted.status, 201)
})

test('a moved price is told as a problem with the new quote in it', async () => {
  const { status, body } = await call('POST', '/orders', {
    who: ada,
    key: newId(),
    body: basket({ agreedTotalMinor: 6999 }),
  })

  assert.equal(status, 409)
  assert.equal(body.code, 'ordering.price_moved')
  assert.equal((body.quote as { totalMinor: number }).totalMinor, 7000)
})

test('a basket is taken literally: nothing extra, nothing negative, nothing broken', async () => {
  const wrong = [
    basket({ status: 'delivered' }),
    basket({ lines: [] }),
    basket({ lines: [{ productId: mackerel, quantity: -1 }] }),
    basket({ lines: [{ productId: mackerel, quantity: 1.5 }] }),
    basket({ lines: [{ productId: mackerel, quantity: 1, unitPriceMinor: 1 }] }),
    basket({ agreedTotalMinor: '7000' }),
    basket({ paymentMethod: 'barter' }),
    basket({ vendorId: 'odile' }),
    basket({ contactPhone: 'call me' }),
  ]

  for (const body of wrong) {
    const answer = await call('POST', '/orders', { who: ada, key: newId(), body })
    assert.deepEqual([answer.status, answer.body.code], [400, 'http.invalid'], JSON.stringify(body))
  }
})

test('the vendor accepts, prepares, has it ready and hands it over against the digits', async () => {
  const order = await placed()
  const answer = (path: string, body: unknown) =>
    call('PUT', `/vendor/orders/${order.id}/${path}`, { who: odile, body })

  const accepted = await answer('accept', { readyInMinutes: 10 })
  const preparing = await answer('status', { state: 'preparing' })
  const ready = await call('PUT', `/orders/${order.id}/status`, { who: odile, body: { state: 'ready' } })
  const wrong = await answer('status', { state: 'collected', code: order.handoverCode === '0000' ? '0001' : '0000' })
  const missing = await answer('status', { state: 'collected' })
  const collected = await answer('status', { state: 'collected', code: order.handoverCode })

  assert.deepEqual([accepted.body.state, preparing.body.state, ready.body.state], ['accepted', 'preparing', 'ready'])
  assert.deepEqual([wrong.status, wrong.body.code, wrong.body.triesLeft], [409, 'ordering.code_wrong', 4])
  assert.deepEqual([missing.status, missing.body.code], [400, 'ordering.code_missing'])
  assert.equal(collected.body.state, 'collected')
  assert.equal(collected.body.handoverCode, null)
  assert.deepEqual(collected.body.customer, { name: 'Ada', phone: null })
})

test('the vendor sees new orders among the active ones, and answered ones where they belong', async () => {
  const order = await placed()
  const ids = async (state: string) =>
    ((await call('GET', `/vendor/orders?state=${state}&limit=100`, { who: odile })).body.items as Order[]).map(
      (each) => each.id,
    )
  const before = await ids('active')

  await call('PUT', `/vendor/orders/${order.id}/decline`, { who: odile, body: { reason: 'Out of gas' } })

  assert.ok(before.includes(order.id))
  assert.ok(!(await ids('active')).includes(order.id))
  assert.ok((await ids('past')).includes(order.id))
  assert.equal((await call('GET', `/vendor/orders/${order.id}`, { who: odile })).body.state, 'declined')
})

test('declining needs a reason, and a second answer comes too late', async () => {
  const order = await placed()
  const decline = (body: unknown) => call('PUT', `/vendor/orders/${order.id}/decline`, { who: odile, body })

  const wordless = await decline({})
  await call('PUT', `/vendor/orders/${order.id}/accept`, { who: odile, body: {} })
  const late = await decline({ reason: 'Changed my mind' })

  assert.equal(wordless.status, 400)
  assert.deepEqual([late.status, late.body.code, late.body.state], [409, 'ordering.moved_on', 'accepted'])
})

test('a customer cancels by either address', async () => {
  const [one, other] = [await placed(), await placed()]

  const deleted = await call('DELETE', `/orders/${one.id}`, { who: ada })
  const posted = await call('POST', `/orders/${other.id}/cancel`, { who: ada, body: { reason: 'Guests do not come' } })

  assert.deepEqual([deleted.status, deleted.body.state], [200, 'cancelled'])
  assert.deepEqual(deleted.body.payment, { method: 'wallet', state: 'returned' })
  assert.equal((posted.body.history as { reason: string }[]).at(-1)?.reason, 'Guests do not come')
})

test('an administrator finds any order and cancels it', async () => {
  const order = await placed()

  const found = await call('GET', `/admin/orders?number=${order.number}`, { who: boss })
  const seen = await call('GET', `/admin/orders/${order.id}`, { who: boss })
  const cancelled = await call('POST', `/admin/orders/${order.id}/cancel`, { who: boss, body: { reason: 'Flood' } })

  assert.deepEqual(
    (found.body.items as Order[]).map((each) => each.id),
    [order.id],
  )
  assert.equal(seen.body.handoverCode, null)
  assert.equal(cancelled.body.state, 'cancelled')
})

test("another's order and one that never was are answered alike, to everybody, and roles are kept apart", async () => {
  const order = await placed()
  const strange = (orderId: string) =>
    Promise.all([
      call('GET', `/orders/${orderId}`, { who: bob }),
      call('DELETE', `/orders/${orderId}`, { who: bob }),
      call('POST', `/orders/${orderId}/cancel`, { who: bob, body: {} }),
      call('GET', `/vendor/orders/${orderId}`, { who: rival }),
      call('PUT', `/vendor/orders/${orderId}/accept`, { who: rival, body: {} }),
      call('PUT', `/vendor/orders/${orderId}/decline`, { who: rival, body: { reason: 'no' } }),
      call('PUT', `/vendor/orders/${orderId}/status`, { who: rival, body: { state: 'preparing' } }),
      call('PUT', `/orders/${orderId}/status`, { who: rival, body: { state: 'collected', code: '1234' } }),
    ])
  const faces = (answers: Awaited<ReturnType<typeof strange>>) =>
    answers.map(({ status, body }) => ({ ...body, status, requestId: '' }))

  const theirs = faces(await strange(order.id))

  assert.ok(theirs.every((face) => face.status === 404))
  assert.deepEqual(theirs, faces(await strange(newId())))
  for (const [path, who] of [
    [`/admin/orders/${order.id}`, ada],
    [`/vendor/orders/${order.id}`, ada],
    [`/orders/${order.id}`, odile],
  ] as const) {
    assert.equal((await call('GET', path, { who })).status, 403)
  }
  assert.equal((await call('GET', `/orders/${order.id}`)).status, 401)
})

test('a guest gets a name with the first thing put in, as a cookie and for clients without cookies', async () => {
  const put = await call('PUT', '/cart/lines?fulfilment=pickup', { body: { productId: mackerel, quantity: 1 } })

  const [cookie] = put.cookies
  assert.equal(cookie?.name, 'pv_guest')
  assert.equal(cookie?.httpOnly, true)
  assert.equal(cookie?.sameSite, 'Lax')
  assert.equal(put.headers['x-guest'], cookie?.value)
  const byCookie = await call('GET', `/cart?vendorId=${vendor.id}&fulfilment=pickup`, {
    headers: { cookie: `pv_guest=${cookie?.value}` },
  })
  const byHeader = await call('GET', `/cart?vendorId=${vendor.id}&fulfilment=pickup`, {
    headers: { 'x-guest': cookie?.value ?? '' },
  })
  assert.deepEqual(byCookie.body, put.body)
  assert.deepEqual(byHeader.body, put.body)
  const more = await call('PUT', '/cart/lines', {
    body: { productId: plantain, quantity: 2 },
    headers: { 'x-guest': cookie?.value ?? '' },
  })
  assert.deepEqual(more.cookies, [])
  assert.equal(more.body.quantity, 3)
})

test('after signing in the first change takes the cart along and the cookie away', async () => {
  const person = await aPerson(database, market)
  people.set(person.accountId, person.actor)
  const guest = await call('PUT', '/cart/lines', { body: { productId: mackerel, quantity: 1 } })
  const token = String(guest.headers['x-guest'])
  const headers = { 'x-guest': token }

  const seen = await call('GET', '/carts', { who: person, headers })
  const changed = await call('PUT', '/cart/lines', { who: person, headers, body: { productId: plantain, quantity: 2 } })

  assert.equal((seen.body.items as unknown[]).length, 1)
  assert.equal(changed.body.quantity, 3)
  assert.deepEqual(
    changed.cookies.map(({ name, value, maxAge }) => ({ name, value, maxAge })),
    [{ name: 'pv_guest', value: '', maxAge: 0 }],
  )
  assert.deepEqual((await call('GET', '/carts', { headers })).body, { items: [] })
  assert.equal((await call('GET', `/cart?vendorId=${vendor.id}`, { who: person })).body.quantity, 3)
})

test('a cart is emptied by whose it is', async () => {
  const guest = await call('PUT', '/cart/lines', { body: { productId: mackerel, quantity: 1 } })
  const headers = { 'x-guest': String(guest.headers['x-guest']) }

  const stranger = await call('DELETE', `/cart?vendorId=${vendor.id}`)
  const before = await call('GET', '/carts', { headers })
  const owner = await call('DELETE', `/cart?vendorId=${vendor.id}`, { headers })

  assert.equal(stranger.status, 200)
  assert.equal((before.body.items as unknown[]).length, 1)
  assert.deepEqual(owner.body, { items: [] })
})

test('a cart of a vendor that is none is unknown', async () => {
  const { status, body } = await call('GET', `/cart?vendorId=${newId()}`)

  assert.deepEqual([status, body.code], [404, 'catalog.vendor_unknown'])
})

// The catalogue over HTTP: addresses, shapes of replies, what is kept in memory and until when, and who is let in.
import { stockChanged } from '@provender/inventory/events'
import { aPerson } from '@provender/identity/fixtures'
import { openMarket } from '@provender/markets/fixtures'
import type { MarketDirectory } from '@provender/platform/addresses'
import type { Actor } from '@provender/platform/context'
import type { Policy } from '@provender/platform/http'
import { createHttpServer } from '@provender/platform/http-server'
import { newId } from '@provender/platform/ids'
import { createLogger } from '@provender/platform/log'
import { createResponseCache } from '@provender/platform/response-cache'
import { openTestDatabase } from '@provender/platform/testing'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { productChanged, vendorChanged } from './events.ts'
import { aProduct, aVendor, productDraft, vendorDraft } from './fixtures.ts'
import { routes } from './wiring.ts'

const database = await openTestDatabase()
const market = await openMarket(database, 'reeyo')
const entry = { market, languages: ['en', 'fr'] as const, hosts: [], segments: new Map() }
const directory: MarketDirectory = {
  byId: (id) => (id === 'reeyo' ? entry : undefined),
  byHost: () => undefined,
  all: () => [entry],
}
const { open } = database.market('reeyo')

const odile = await open((tx) => aVendor(tx))
const fish = await open((tx) => aProduct(tx, odile.id, { onHand: 4 }))
const applicant = await aPerson(database, market, { roles: ['vendor'] })
const people: Record<string, Actor> = {
  odile: { kind: 'account', accountId: newId(), roles: ['vendor'], vendorIds: [odile.id] },
  applicant: applicant.actor,
  admin: { kind: 'account', accountId: newId(), roles: ['admin'], vendorIds: [] },
  customer: { kind: 'account', accountId: newId(), roles: ['customer'], vendorIds: [] },
}
const policy: Policy = Object.fromEntries(
  routes.map(({ permission, audience }) => [
    permission,
    { may: audience === 'public' ? 'anyone' : [audience], whose: 'test' },
  ]),
)
const cache = createResponseCache()
const app = createHttpServer({
  routes,
  policy,
  directory,
  pool: database.pool,
  operatorPool: database.operatorPool,
  authenticate: async (token) => people[token],
  cache,
  logger: createLogger({ level: 'silent' }),
  secureCookies: false,
  limitFactor: 0,
})
await app.ready()

const ask = async (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  { as, body, language }: { as?: string; body?: unknown; language?: string } = {},
) => {
  const reply = await app.inject({
    method,
    url: `/m/reeyo/api/v1${path}`,
    headers: { ...(as && { authorization: `Bearer ${as}` }), ...(language && { 'accept-language': language }) },
    ...(body !== undefined && { payload: body as object }),
  })
  return { status: reply.statusCode, headers: reply.headers, body: reply.json() }
}

test('anybody reads vendors, menus, products and shelves, in their language', async () => {
  const list = await ask('GET', '/vendors?lat=3.88&lng=11.51&open=true&limit=5')
  const one = await ask('GET', '/vendors/chez-odile', { language: 'fr' })
  const menu = await ask('GET', `/vendors/${odile.id}/menu`, { language: 'fr' })
  const products = await ask('GET', `/products?q=mackerel&vendorId=${odile.id}&inStock=true`)
  const product = await ask('GET', `/products/${fish}`)
  const shelves = await ask('GET', '/categories', { language: 'fr' })

  assert.deepEqual([list.status, list.body.items.length, list.body.next], [200, 1, null])
  assert.deepEqual(list.body.items[0].place, odile.place)
  assert.equal(one.body.about, 'Poisson braisé et plantain.')
  assert.deepEqual(one.body.hours.monday, [['00:00', '24:00']])
  assert.equal(menu.body.sections[0].products[0].name, 'Maquereau braisé')
  assert.deepEqual(one.body.menu, menu.body.sections)
  assert.deepEqual(products.body.items, [product.body])
  assert.equal(product.body.available, 4)
  assert.equal(shelves.body.items[0].name, 'Plats')
})

test('what is unknown and what is malformed are told apart, in the common form', async () => {
  assert.deepEqual(
    [(await ask('GET', '/vendors/nobody')).status, (await ask('GET', `/products/${newId()}`)).body.code],
    [404, 'catalog.product_unknown'],
  )
  assert.deepEqual(
    [(await ask('GET', '/products/not-an-id')).status, (await ask('GET', '/products?limit=101')).status],
    [400, 400],
  )
  assert.equal((await ask('GET', '/vendors?lat=3.8')).body.code, 'catalog.place_incomplete')
  assert.equal((await ask('GET', '/vendors?after=1_2')).status, 400)
})

test('a list is answered from memory until its market changes it', async () => {
  const path = `/products?vendorId=${odile.id}`
  const before = await ask('GET', path)
  const added = await ask('POST', '/vendor/products', {
    as: 'odile',
    body: { ...productDraft({ name: { en: 'Soup' } }), onHand: null },
  })
  const kept = await ask('GET', path)

  cache.invalidate('reeyo', productChanged.name)
  const fresh = await ask('GET', path)
  cache.invalidate('reeyo', stockChanged.name)
  const stillThere = cache.size
  cache.invalidate('reeyo', vendorChanged.name)

  assert.equal(added.status, 201)
  assert.deepEqual([before.body.items.length, kept.body.items.length, fresh.body.items.length], [1, 1, 2])
  assert.equal(kept.headers.etag, before.headers.etag)
  assert.notEqual(fresh.headers.etag, before.headers.etag)
  assert.equal(cache.size, 0)
  assert.ok(stillThere === 0, 'a product that sold out is dropped from the lists as well')
})

test('who has it already hears that it still holds, and a crowd makes it once', async () => {
  const path = `/m/reeyo/api/v1/vendors/${odile.id}/menu`
  const crowd = await Promise.all(Array.from({ length: 20 }, () => app.inject({ method: 'GET', url: path })))
  const [first] = crowd
  const etag = String(first?.headers.etag)
  const again = await app.inject({ method: 'GET', url: path, headers: { 'if-none-match': etag } })
  const other = await app.inject({ method: 'GET', url: path, headers: { 'if-none-match': '"another"' } })

  assert.deepEqual(
    new Set(crowd.map(({ statusCode, headers }) => `${statusCode} ${String(headers.etag)}`)),
    new Set([`200 ${etag}`]),
  )
  assert.deepEqual([again.statusCode, again.body, again.headers.etag], [304, '', etag])
  assert.equal(again.headers['cache-control'], 'public, max-age=0, must-revalidate')
  assert.deepEqual([other.statusCode, other.body], [200, first?.body])
  assert.equal(other.headers['x-content-type-options'], 'nosniff')
})

test('a quote over HTTP, and a basket that cannot be sold', async () => {
  const basket = (quantity: number) => ({
    vendorId: odile.id,
    lines: [{ productId: fish, quantity }],
    fulfilment: 'delivery',
    place: { lat: 3.8805, lng: 11.5121 },
  })

  const quote = await ask('POST', '/quotes', { body: basket(2), language: 'fr' })
  const tooMany = await ask('POST', '/quotes', { body: basket(5) })

  assert.equal(quote.status, 200)
  assert.deepEqual(quote.body, {
    lines: [
      {
        productId: fish,
        name: 'Maquereau braisé',
        choices: [],
        listPriceMinor: 3500,
        unitPriceMinor: 3500,
        quantity: 2,
        totalMinor: 7000,
        discountMinor: 0,
        reasons: [],
      },
    ],
    goodsMinor: 7000,
    deliveryFeeMinor: 1050,
    smallBasketFeeMinor: 0,
    serviceFeeMinor: 0,
    taxMinor: 0,
    taxAddedMinor: 0,
    taxIncluded: true,
    tipMinor: 0,
    discountMinor: 0,
    vendorDiscountMinor: 0,
    refusedCoupons: [],
    totalMinor: 8050,
    currency: 'XAF',
    distanceM: 1446,
    parts: [
      { code: 'goods', amountMinor: 7000, facts: {} },
      { code: 'delivery', amountMinor: 1050, facts: { distanceM: 1446 } },
    ],
  })
  assert.deepEqual(
    [tooMany.status, tooMany.body.code, tooMany.body.available],
    [409, 'inventory.sold_out', { [fish]: 4 }],
  )
})

test('the vendor desk: profile, opening by hand, products and what is on the shelf', async () => {
  const profile = await ask('GET', '/vendor/profile', { as: 'odile' })
  const closed = await ask('PUT', '/vendor/profile/open', { as: 'odile', body: { open: false } })
  const renamed = await ask('PUT', '/vendor/profile', { as: 'odile', body: vendorDraft({ preparationMinutes: 25 }) })
  await ask('PUT', '/vendor/profile/open', { as: 'odile', body: { open: true } })
  const changed = await ask('PUT', `/vendor/products/${fish}`, {
    as: 'odile',
    body: productDraft({ priceMinor: 3600 }),
  })
  const counted = await ask('PUT', `/vendor/products/${fish}/stock`, { as: 'odile', body: { onHand: 9 } })
  const own = await ask('GET', '/vendor/products?limit=1', { as: 'odile' })
  const removed = await ask('DELETE', `/vendor/products/${fish}`, { as: 'odile' })
  const gone = await ask('GET', `/vendor/products/${fish}`, { as: 'odile' })

  assert.deepEqual(
    [profile.body.approval, profile.body.openNow, profile.body.about.fr],
    ['approved', true, 'Poisson braisé et plantain.'],
  )
  assert.deepEqual([closed.body.paused, closed.body.openNow], [true, false])
  assert.deepEqual([renamed.body.preparationMinutes, renamed.body.paused], [25, true])
  assert.deepEqual(
    [changed.body.priceMinor, changed.body.name],
    [3600, { en: 'Grilled mackerel', fr: 'Maquereau braisé' }],
  )
  assert.deepEqual(counted.body, { productId: fish, onHand: 9, reserved: 0, available: 9 })
  assert.deepEqual([own.body.items[0].onHand, typeof own.body.next], [9, 'string'])
  assert.deepEqual([removed.body, gone.status, gone.body.code], [{ removed: true }, 404, 'catalog.product_unknown'])
})

test('from an application to a vendor that customers see', async () => {
  const { name, kind, phone, addressLine, place } = vendorDraft({ name: 'Mama Ngono' })

  const applied = await ask('POST', '/vendor/application', {
    as: 'applicant',
    body: { name, kind, phone, addressLine, place },
  })
  const waiting = await ask('GET', '/admin/vendors?approval=pending', { as: 'admin' })
  const approved = await ask('PUT', `/admin/vendors/${applied.body.id}/approval`, {
    as: 'admin',
    body: { approval: 'approved' },
  })
  const seen = await ask('GET', '/vendors/mama-ngono')
  const added = await ask('POST', '/admin/vendors', { as: 'admin', body: vendorDraft({ name: 'Tonton Paul' }) })
  const shelf = await ask('PUT', '/admin/categories/drinks', {
    as: 'admin',
    body: { name: { en: 'Drinks' }, picture: 'fluent-emoji-flat:cup-with-straw', position: 3 },
  })

  assert.deepEqual([applied.status, applied.body.approval], [201, 'pending'])
  assert.deepEqual(
    waiting.body.items.map((each: { id: string }) => each.id),
    [applied.body.id],
  )
  assert.deepEqual([approved.body.approval, seen.status], ['approved', 200])
  assert.deepEqual([added.status, added.body.slug, shelf.body.slug], [201, 'tonton-paul', 'drinks'])
})

test('only what the form knows is taken', async () => {
  const bad = [
    { ...vendorDraft(), approval: 'approved' },
    { ...vendorDraft(), hours: { ...vendorDraft().hours, monday: [['25:00', '26:00']] } },
    { ...vendorDraft(), hours: { monday: [] } },
    { ...vendorDraft(), place: { lat: 91, lng: 0 } },
    { ...vendorDraft(), picture: 'https://elsewhere.test/spy.gif' },
    { ...vendorDraft(), minimumBasketMinor: -1 },
    { ...vendorDraft(), name: ' ' },
  ]

  for (const body of bad) assert.equal((await ask('PUT', '/vendor/profile', { as: 'odile', body })).status, 400)
  assert.equal(
    (await ask('POST', '/vendor/products', { as: 'odile', body: { ...productDraft(), onHand: 1, priceMinor: 9.5 } }))
      .status,
    400,
  )
  assert.equal(
    (await ask('POST', '/quotes', { body: { vendorId: odile.id, lines: [], fulfilment: 'pickup' } })).status,
    400,
  )
})

test('each desk is for its own people', async () => {
  for (const route of routes.filter(({ audience }) => audience !== 'public')) {
    const path = `/${route.audience}${route.path}`.replace(/:\w+/g, newId())
    const body = route.method === 'GET' || route.method === 'DELETE' ? {} : { body: {} }

    assert.equal((await ask(route.method as 'GET', path, body)).status, 401, `${route.method} ${path}`)
    assert.equal(
      (await ask(route.method as 'GET', path, { as: 'customer', ...body })).status,
      403,
      `${route.method} ${path}`,
    )
  }
})

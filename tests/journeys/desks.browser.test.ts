// The people who work: a vendor at the board, a rider on the road, an admin over the books, each at a screen.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildWeb } from '@provender/web/build'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { assertAccessible, openBrowser } from './browser.ts'
import { eventually, openTown } from './town.ts'
import { demoPassword } from '../../apps/server/welcome.ts'

await buildWeb()
const town = await openTown({ markets: ['reeyo'], roles: 'web,customer,vendor,rider,admin,realtime,worker' })
const browsing = await openBrowser()
const bastos = { latitude: 3.8936, longitude: 11.5101 }
const desktop = { width: 1280, height: 800 }

type App = 'vendor' | 'rider' | 'admin'

/** A window signed in to one of the three apps. */
async function sitDown(app: App, options: BrowserContextOptions = {}): Promise<{ page: Page; problems: string[] }> {
  const visit = await browsing.visit({ viewport: desktop, ...options })
  const signedIn = await visit.page.request.post(`${town.url}/m/reeyo/api/v1/auth/login`, {
    data: { email: `${app}@reeyo.test`, password: demoPassword },
    headers: { 'x-app': app },
  })
  assert.ok(signedIn.ok(), await signedIn.text())

  return visit
}

/** The demo customer orders the family dish of the demo vendor: 15,000 francs. */
async function order(): Promise<{ id: string; number: string }> {
  const [customer, vendor] = await Promise.all([town.demo('reeyo', 'customer'), town.demo('reeyo', 'vendor')])
  const vendorId = vendor.account.vendorIds[0]
  const { body: menu } = await customer.get(`/vendors/${vendorId}/menu`)
  const dish = menu.sections
    .flatMap((section: { products: { id: string; priceMinor: number }[] }) => section.products)
    .find(({ priceMinor }: { priceMinor: number }) => priceMinor === 15_000)
  const wish = { vendorId, lines: [{ productId: dish.id, quantity: 1 }], fulfilment: 'delivery' }
  const { body: quote } = await customer.send('POST', '/quotes', { ...wish, place: menu.vendor.place })
  const placed = await customer.send('POST', '/orders', {
    ...wish,
    paymentMethod: 'wallet',
    address: { line: 'Rue 1.810, Bastos', place: menu.vendor.place },
    agreedTotalMinor: quote.totalMinor,
  })
  assert.equal(placed.status, 201, JSON.stringify(placed.body))

  return placed.body
}

test('an order rings at the board, is cooked, ridden and handed over, each at their own screen', async () => {
  const vendor = await sitDown('vendor')
  const rider = await sitDown('rider', {
    viewport: { width: 390, height: 844 },
    geolocation: bastos,
    permissions: ['geolocation'],
  })
  const { page: board } = vendor
  const { page: ride } = rider
  await board.goto(`${town.url}/m/reeyo/vendor`)
  await board.getByRole('heading', { name: 'All quiet' }).waitFor()
  await ride.goto(`${town.url}/m/reeyo/rider`)

  const { id, number } = await order()

  const card = board.getByRole('article', { name: new RegExp(number) })
  await card.getByRole('button', { name: 'Accept' }).click()
  await board.getByRole('region', { name: /In the kitchen 1/ }).waitFor()
  const state = async () => (await (await town.demo('reeyo', 'vendor')).get(`/vendor/orders/${id}`)).body.state
  await eventually(async () => (await state()) === 'accepted', 'the board has accepted')

  await ride.getByRole('button', { name: 'Go online' }).click()
  await ride.getByRole('button', { name: /^Accept/ }).click()
  const delivery = await eventually(
    async () => (await (await town.demo('reeyo', 'rider')).get('/rider/deliveries?state=active')).body.items[0],
    'the rider has the delivery',
  )
  assert.equal(delivery.orderId ?? delivery.order?.id, id)
  assert.deepEqual([...vendor.problems, ...rider.problems], [])
})

test('an order at the till is in the books of the admin, and they are at zero', async () => {
  const { page, problems } = await sitDown('admin')
  const { id } = await order()

  await page.goto(`${town.url}/m/reeyo/admin/orders/${id}`)

  await page.getByText('FCFA 15,700').first().waitFor()
  await assertAccessible(page, 'an order and its books')
  assert.deepEqual(problems, [])
})

const desks: [name: string, app: App, path: string, colours: 'light' | 'dark'][] = [
  ['the order board', 'vendor', 'vendor', 'dark'],
  ['the menu', 'vendor', 'vendor/products', 'light'],
  ['past orders', 'vendor', 'vendor/history', 'light'],
  ['the rider app', 'rider', 'rider', 'dark'],
  ['the earnings', 'rider', 'rider/earnings', 'light'],
  ['the console', 'admin', 'admin', 'dark'],
  ['the orders', 'admin', 'admin/orders', 'light'],
  ['the vendors', 'admin', 'admin/vendors', 'light'],
  ['the ledger', 'admin', 'admin/ledger', 'dark'],
]

for (const [name, app, path, colorScheme] of desks) {
  test(`${name} shuts nobody out (${colorScheme})`, async () => {
    const { page, problems } = await sitDown(app, { colorScheme, reducedMotion: 'reduce' })
    await page.goto(`${town.url}/m/reeyo/${path}`)
    await page.locator('h1').first().waitFor()

    await assertAccessible(page, name)
    assert.deepEqual(problems, [])
    await page.context().close()
  })
}

// A market whose streets a provider knows: quote and order are made of the same distance, learnt before either begins.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { quoteBasket } from '@provender/catalog'
import { aProduct, aVendor } from '@provender/catalog/fixtures'
import { aMarket, openMarket } from '@provender/markets/fixtures'
import { placesWiring } from '@provender/places/wiring'
import type { Context } from '@provender/platform/context'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import { tripPreparations } from './trip-preparations.ts'

const database = await openTestDatabase()
const market = await openMarket(database, 'testmarket', { streets: 'osrm' })
const { db, open } = database.market(market.id)
const odile = await open((tx) => aVendor(tx))
const fish = await open((tx) => aProduct(tx, odile.id))
let distance = 4321
let asked = 0
const provider = createServer((_request, response) => {
  asked += 1
  if (distance === 0) return void response.writeHead(500).end()
  response.end(JSON.stringify({ code: 'Ok', routes: [{ distance, duration: 600, geometry: '_p~iF~ps|U_ulLnnqC' }] }))
})
await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', () => resolve()))
after(() => provider.close())
const osrmUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
const prepare = tripPreparations(placesWiring({ osrmUrl }).learn)

const place = { lat: odile.place.lat + 0.01, lng: odile.place.lng }
const ctx: Context = testContext(market, { kind: 'account', accountId: newId(), roles: ['customer'], vendorIds: [] })
const before = (permission: string, asking: { body?: unknown; query?: unknown; params?: unknown }, context = ctx) =>
  prepare[permission]?.({ db, open, ctx: context, params: {}, query: {}, body: {}, ...asking })
const quoted = async () => {
  const { quote } = await quoteBasket(db, ctx, {
    vendorId: odile.id,
    lines: [{ productId: fish, quantity: 1 }],
    fulfilment: 'delivery',
    place,
  })
  return quote.distanceM
}

test('the distance of the quote is that of the order, also when the provider says another one or nothing any more', async () => {
  await before('catalog.quote_basket', { body: { vendorId: odile.id, place } })
  assert.equal(await quoted(), 4321)

  distance = 9999
  await before('ordering.place_order', { body: { vendorId: odile.id, address: { place } } })
  assert.equal(await quoted(), 4321)
  distance = 0
  await before('ordering.read_cart', { query: { vendorId: odile.id, ...place } })
  assert.equal(await quoted(), 4321)
  assert.equal(asked, 1)
})

test('nobody is asked for a pickup, for a vendor that is not there, or in a market of drawn streets', async () => {
  asked = 0

  await before('catalog.quote_basket', { body: { vendorId: odile.id } })
  await before('catalog.quote_basket', { body: { vendorId: newId(), place } })
  await before(
    'catalog.quote_basket',
    { body: { vendorId: odile.id, place: { lat: 3.9, lng: 11.6 } } },
    testContext(aMarket('testmarket', { streets: 'drawn' }), ctx.actor),
  )

  assert.equal(asked, 0)
})

// Zones in a market: who may draw which, what is refused, and what becomes of baskets.
import { aProduct, aVendor } from '@provender/catalog/fixtures'
import { getOffer, quoteBasket } from '@provender/catalog'
import { openMarket } from '@provender/markets/fixtures'
import type { Actor } from '@provender/platform/context'
import { DomainError } from '@provender/platform/errors'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  changeMarketZone,
  changeVendorZone,
  drawMarketZone,
  drawVendorZone,
  listMarketZones,
  listVendorZones,
  removeMarketZone,
  removeVendorZone,
} from './draw-zone.ts'
import type { MarketZoneDraft } from './zone.ts'

const database = await openTestDatabase()
const market = await openMarket(database)
const { db, open } = database.market(market.id)
const odile = await open((tx) => aVendor(tx))
const rival = await open((tx) => aVendor(tx, { name: 'Chez Rivale' }))
const fish = await open((tx) => aProduct(tx, odile.id))
const admin: Actor = { kind: 'account', accountId: newId(), roles: ['admin'], vendorIds: [] }
const cook: Actor = { kind: 'account', accountId: newId(), roles: ['vendor'], vendorIds: [odile.id] }
const other: Actor = { kind: 'account', accountId: newId(), roles: ['vendor'], vendorIds: [rival.id] }
const as = (actor: Actor) => testContext(market, actor)

const { place: home } = odile
const around = (halfKm: number, middle = home) => {
  const d = halfKm / 111
  return [
    { lat: middle.lat - d, lng: middle.lng - d },
    { lat: middle.lat - d, lng: middle.lng + d },
    { lat: middle.lat + d, lng: middle.lng + d },
    { lat: middle.lat + d, lng: middle.lng - d },
  ]
}
const served = (part: Partial<MarketZoneDraft> = {}): MarketZoneDraft => ({
  name: 'Town',
  kind: 'served',
  ring: around(3),
  feeMinor: null,
  extraMinor: 0,
  ...part,
})
const near = { lat: home.lat + 0.009, lng: home.lng }
const quoteTo = (place: { lat: number; lng: number }) =>
  quoteBasket(db, as(cook), {
    vendorId: odile.id,
    lines: [{ productId: fish, quantity: 1 }],
    fulfilment: 'delivery',
    place,
  }).then(({ quote }) => quote)
const refused = async (work: Promise<unknown>): Promise<DomainError> => {
  const error = await work.then(
    () => assert.fail('it was not refused'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof DomainError, String(error))
  return error
}
const clear = () =>
  open(async (tx) => {
    for (const { id } of (await listMarketZones(tx)).items) await removeMarketZone(tx, as(admin), { zoneId: id })
    for (const { id } of (await listVendorZones(tx, as(cook), {})).items)
      await removeVendorZone(tx, as(cook), { zoneId: id })
  })

test('a zone with a fee of its own prices the trip, and what it adds is a part with its name', async () => {
  const usual = await quoteTo(near)
  await open((tx) => drawMarketZone(tx, as(admin), served({ feeMinor: 900, extraMinor: 150 })))

  const quote = await quoteTo(near)

  assert.equal(quote.deliveryFeeMinor, 1050)
  assert.equal(quote.totalMinor, usual.totalMinor - usual.deliveryFeeMinor + 1050)
  assert.deepEqual(
    quote.parts.filter(({ code }) => code.startsWith('delivery')),
    [
      { code: 'delivery', amountMinor: 900, facts: { distanceM: quote.distanceM, zone: 'Town' } },
      { code: 'delivery_zone', amountMinor: 150, facts: { zone: 'Town' } },
    ],
  )
  await clear()
})

test('outside of every served zone, or inside a closed one, nothing is sold for delivery, and the answer says so', async () => {
  await open((tx) => drawMarketZone(tx, as(admin), served()))
  const far = { lat: home.lat + 0.05, lng: home.lng }

  assert.equal((await refused(quoteTo(far))).code, 'pricing.not_served')
  await open((tx) => drawMarketZone(tx, as(admin), served({ name: 'Flood', kind: 'closed', ring: around(0.3, near) })))
  assert.equal((await refused(quoteTo(near))).code, 'pricing.not_served')
  await clear()
  assert.equal((await quoteTo(near)).deliveryFeeMinor > 0, true)
})

test("a vendor's zone is where it delivers, instead of its circle", async () => {
  const circleEnd = { lat: home.lat + 0.08, lng: home.lng }
  assert.equal((await refused(quoteTo(circleEnd))).code, 'pricing.out_of_reach')

  const zone = await open((tx) => drawVendorZone(tx, as(cook), { name: 'Along the road', ring: around(1, circleEnd) }))

  assert.ok((await quoteTo(circleEnd)).distanceM)
  assert.equal((await refused(quoteTo(near))).code, 'pricing.not_served')
  await open((tx) => changeVendorZone(tx, as(cook), { zoneId: zone.id, name: 'Wider', ring: around(12) }))
  assert.ok((await quoteTo(near)).distanceM)
  assert.ok(await getOffer(db, as(cook), { vendorId: odile.id, productIds: [] }))
  await clear()
})

test('what is no area is refused with the corner that is wrong, and nothing is drawn', async () => {
  const [a, b, c, d] = around(1)
  assert.ok(a && b && c && d)

  const error = await refused(open((tx) => drawMarketZone(tx, as(admin), served({ ring: [a, c, b, d] }))))

  assert.equal(error.code, 'places.zone_unclear')
  assert.deepEqual(error.facts, { problem: 'crosses_itself', corner: 0, otherCorner: 2 })
  assert.deepEqual((await listMarketZones(db)).items, [])
})

test('nobody reaches the zones of another, and a vendor sets no fee', async () => {
  const mine = await open((tx) => drawVendorZone(tx, as(cook), { name: 'Mine', ring: around(2) }))
  const town = await open((tx) => drawMarketZone(tx, as(admin), served({ feeMinor: 100 })))
  const change = { name: 'Stolen', ring: around(1) }

  for (const zoneId of [mine.id, town.id]) {
    assert.equal(
      (await refused(open((tx) => changeVendorZone(tx, as(other), { zoneId, ...change })))).code,
      'places.zone_unknown',
    )
    assert.equal((await refused(open((tx) => removeVendorZone(tx, as(other), { zoneId })))).code, 'places.zone_unknown')
  }
  assert.equal(
    (await refused(open((tx) => drawVendorZone(tx, as(other), { vendorId: odile.id, ...change })))).code,
    'places.no_vendor',
  )
  assert.equal(
    (await refused(open((tx) => changeMarketZone(tx, as(admin), { zoneId: mine.id, ...served() })))).code,
    'places.zone_unknown',
  )
  assert.deepEqual([mine.feeMinor, mine.extraMinor, mine.kind], [null, 0, 'served'])
  await clear()
})

test('two who draw the last zone at once: one of them hears that there are enough', async () => {
  for (let drawn = 0; drawn < 19; drawn += 1)
    await open((tx) => drawVendorZone(tx, as(cook), { name: `Zone ${drawn}`, ring: around(1) }))

  const both = await Promise.allSettled(
    ['a', 'b'].map((name) => open((tx) => drawVendorZone(tx, as(cook), { name, ring: around(1) }))),
  )

  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal((await listVendorZones(db, as(cook), {})).items.length, 20)
})

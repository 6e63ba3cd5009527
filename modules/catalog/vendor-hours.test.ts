// Hours at the desk and in the shop: what users of other systems complain about cannot happen here.
import { openMarket } from '@provender/markets/fixtures'
import type { Actor } from '@provender/platform/context'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addPickupPoint, removePickupPoint } from './add-pickup-point.ts'
import { beBusy } from './be-busy.ts'
import {
  daysOverlap,
  hoursUnclear,
  lastOrderTooEarly,
  pickupPointUnknown,
  timePassed,
  tooManyPoints,
  vendorUnknown,
} from './errors.ts'
import { aProduct, aVendor, roundTheClock } from './fixtures.ts'
import { getMenu, getVendor } from './get-menu.ts'
import type { SpecialDays, WeekHours } from './hours.ts'
import { listVendors } from './list-vendors.ts'
import { openVendor } from './open-vendor.ts'
import { getOwnProfile } from './own-profile.ts'
import { listFindableVendors } from './findable-vendors.ts'
import { quoteBasket } from './quote-basket.ts'
import { setHours } from './set-hours.ts'

const database = await openTestDatabase()
const market = await openMarket(database, 'reeyo')
const { db, open } = database.market('reeyo')
const lunchAndDinner = [
  ['11:00', '14:30'],
  ['18:00', '22:00'],
] as const
const week = Object.fromEntries(Object.keys(roundTheClock).map((day) => [day, lunchAndDinner])) as unknown as WeekHours

/** Yaoundé is an hour ahead of UTC all year. 15 June 2026 is a Monday. */
const on = (local: string) => new Date(`${local}+01:00`)
const openKitchen = async () => {
  const vendor = await open((tx) => aVendor(tx, { name: `Kitchen ${newId().slice(-6)}`, hours: week }))
  const fish = await open((tx) => aProduct(tx, vendor.id))
  const actor: Actor = { kind: 'account', accountId: newId(), roles: ['vendor'], vendorIds: [vendor.id] }
  const at = (local: string) => testContext(market, actor, { at: on(local) })
  const basket = {
    vendorId: vendor.id,
    lines: [{ productId: fish, quantity: 2 }],
    fulfilment: 'delivery' as const,
    place: { lat: 3.8805, lng: 11.5121 },
  }
  return {
    vendor,
    at,
    quote: (local: string) => quoteBasket(db, at(local), basket),
    seen: (local: string) => getVendor(db, at(local), vendor.id),
  }
}
const openness = ({ openNow, opensAt, closesAt, lastOrderAt }: Awaited<ReturnType<typeof getVendor>>) => ({
  openNow,
  opensAt,
  closesAt,
  lastOrderAt,
})

test('near closing an order is taken for now or refused with the time to come back, and never moved to another day', async () => {
  const { vendor, at, quote, seen } = await openKitchen()
  await open((tx) =>
    setHours(tx, at('2026-06-15T09:00'), { vendorId: vendor.id, hours: week, specialDays: [], lastOrderMinutes: 30 }),
  )

  await quote('2026-06-15T21:29:59')
  for (const late of ['2026-06-15T21:30', '2026-06-15T21:59:59', '2026-06-15T22:00'])
    await assert.rejects(quote(late), {
      code: 'pricing.vendor_closed',
      facts: { opensAt: on('2026-06-16T11:00').toISOString() },
    })

  assert.deepEqual(openness(await seen('2026-06-15T21:00')), {
    openNow: true,
    opensAt: null,
    closesAt: on('2026-06-15T22:00').toISOString(),
    lastOrderAt: on('2026-06-15T21:30').toISOString(),
  })
})

test('a rush makes every promise longer, is told, and ends by itself though nobody thinks of it', async () => {
  const { vendor, at, quote, seen } = await openKitchen()
  const rush = await open((tx) =>
    beBusy(tx, at('2026-06-15T19:00'), { vendorId: vendor.id, addedMinutes: 15, forMinutes: 60 }),
  )
  const during = await seen('2026-06-15T19:59:59')
  const promised = await quote('2026-06-15T19:30')
  const after = await seen('2026-06-15T20:00')

  assert.deepEqual(
    [rush.busyMinutes, rush.busyUntil, rush.preparationMinutes],
    [15, on('2026-06-15T20:00').toISOString(), 20],
  )
  assert.deepEqual(during.busy, { addedMinutes: 15, until: on('2026-06-15T20:00').toISOString() })
  assert.deepEqual([during.preparationMinutes, promised.offer.vendor.preparationMinutes], [35, 35])
  assert.deepEqual([after.busy, after.preparationMinutes], [null, 20])
  assert.deepEqual((await quote('2026-06-15T20:00')).offer.vendor.preparationMinutes, 20)
  assert.deepEqual((await getOwnProfile(db, at('2026-06-15T20:00'))).busyUntil, null)
})

test('a rush begun before closing does not greet the next morning, and can be ended by hand', async () => {
  const { vendor, at, seen } = await openKitchen()
  const rush = await open((tx) =>
    beBusy(tx, at('2026-06-15T21:50'), { vendorId: vendor.id, addedMinutes: 30, forMinutes: 240 }),
  )
  const morning = await seen('2026-06-16T11:00')
  await open((tx) => beBusy(tx, at('2026-06-16T12:00'), { vendorId: vendor.id, addedMinutes: 30, forMinutes: 240 }))
  const ended = await open((tx) =>
    beBusy(tx, at('2026-06-16T12:10'), { vendorId: vendor.id, addedMinutes: 0, forMinutes: 5 }),
  )

  assert.equal(rush.busyUntil, on('2026-06-15T22:00').toISOString())
  assert.equal(morning.preparationMinutes, 20)
  assert.deepEqual([ended.busyMinutes, ended.busyUntil], [0, null])
})

test('a pause until a time is over at that time, and opens when the kitchen does', async () => {
  const { vendor, at, quote, seen } = await openKitchen()
  const pause = (local: string, until: string) =>
    open((tx) => openVendor(tx, at(local), { vendorId: vendor.id, open: false, until: on(until).toISOString() }))
  const paused = await pause('2026-06-15T12:00', '2026-06-15T12:30')
  const between = await seen('2026-06-15T12:29:59')
  const list = await listVendors(db, at('2026-06-15T12:10'), { open: true, limit: 100 })

  assert.deepEqual(
    [paused.paused, paused.pausedUntil, paused.openNow],
    [true, on('2026-06-15T12:30').toISOString(), false],
  )
  assert.deepEqual([between.openNow, between.opensAt], [false, on('2026-06-15T12:30').toISOString()])
  assert.ok(!list.items.some(({ id }) => id === vendor.id))
  await assert.rejects(quote('2026-06-15T12:29'), { code: 'pricing.vendor_closed' })
  await quote('2026-06-15T12:30')
  assert.equal((await getOwnProfile(db, at('2026-06-15T12:30'))).paused, false)

  await pause('2026-06-15T14:00', '2026-06-15T16:00')
  assert.equal((await seen('2026-06-15T15:00')).opensAt, on('2026-06-15T18:00').toISOString())
  for (const until of ['2026-06-15T13:59', '2026-09-30T12:00'])
    await assert.rejects(pause('2026-06-15T14:00', until), { code: timePassed.code })
})

test('a pause without a time holds until the vendor opens again, and tells no time', async () => {
  const { vendor, at, seen } = await openKitchen()
  await open((tx) => openVendor(tx, at('2026-06-15T12:00'), { vendorId: vendor.id, open: false }))
  const later = await seen('2026-06-25T12:00')
  await open((tx) => openVendor(tx, at('2026-06-25T12:00'), { vendorId: vendor.id, open: true }))

  assert.deepEqual([later.openNow, later.opensAt], [false, null])
  assert.equal((await seen('2026-06-25T12:00')).openNow, true)
})

test('holidays and vacations are told to customers as long as they are to come', async () => {
  const { vendor, at, seen } = await openKitchen()
  const specialDays: SpecialDays[] = [
    { from: '2026-08-01', to: '2026-08-21', openings: [], reason: 'vacation' },
    { from: '2026-06-20', to: '2026-06-20', openings: [['18:00', '20:00']], reason: 'event' },
  ]
  const profile = await open((tx) =>
    setHours(tx, at('2026-06-15T09:00'), { vendorId: vendor.id, hours: week, specialDays, lastOrderMinutes: 0 }),
  )

  assert.deepEqual(
    profile.specialDays.map(({ from }) => from),
    ['2026-06-20', '2026-08-01'],
  )
  assert.deepEqual(
    (await seen('2026-06-21T12:00')).specialDays.map(({ reason }) => reason),
    ['vacation'],
  )
  assert.equal((await seen('2026-06-20T12:00')).opensAt, on('2026-06-20T18:00').toISOString())
  assert.equal((await seen('2026-07-31T23:00')).opensAt, on('2026-08-22T11:00').toISOString())
})

test('hours that contradict themselves are refused with the way out', async () => {
  const { vendor, at } = await openKitchen()
  const set = (change: object) =>
    open((tx) =>
      setHours(tx, at('2026-06-15T09:00'), {
        vendorId: vendor.id,
        hours: week,
        specialDays: [],
        lastOrderMinutes: 0,
        ...change,
      }),
    )
  const day = { from: '2026-06-20', to: '2026-06-20', openings: [], reason: 'holiday' }

  await assert.rejects(set({ hours: { ...week, monday: [['10:00', '10:00']] } }), { code: hoursUnclear.code })
  await assert.rejects(set({ specialDays: [day, day] }), { code: daysOverlap.code })
  await assert.rejects(set({ lastOrderMinutes: 210 }), { code: lastOrderTooEarly.code })
  await assert.rejects(
    open((tx) =>
      setHours(tx, at('2026-06-15T09:00'), { vendorId: newId(), hours: week, specialDays: [], lastOrderMinutes: 0 }),
    ),
    { code: vendorUnknown.code },
  )
})

test('food can be fetched elsewhere too, where the menu says so', async () => {
  const { vendor, at } = await openKitchen()
  const ctx = at('2026-06-15T12:00')
  const draft = { name: 'Central market', addressLine: 'Gate 3', place: { lat: 3.86, lng: 11.52 }, directions: null }
  const point = await open((tx) => addPickupPoint(tx, ctx, { vendorId: vendor.id, draft }))
  const other = await openKitchen()

  assert.deepEqual((await getMenu(db, ctx, vendor.id)).pickupPoints, [{ id: point.id, ...draft }])
  await assert.rejects(
    open((tx) => removePickupPoint(tx, other.at('2026-06-15T12:00'), point.id)),
    {
      code: pickupPointUnknown.code,
    },
  )
  await open((tx) => removePickupPoint(tx, ctx, point.id))
  assert.deepEqual((await getMenu(db, ctx, vendor.id)).pickupPoints, [])

  const adding = await Promise.allSettled(
    Array.from({ length: 23 }, () => open((tx) => addPickupPoint(tx, ctx, { vendorId: vendor.id, draft }))),
  )
  const refused = adding
    .filter((each) => each.status === 'rejected')
    .map(({ reason }) => (reason as { code: string }).code)
  assert.deepEqual(refused, [tooManyPoints.code, tooManyPoints.code, tooManyPoints.code])
})

test('an index that asks once knows special days, last orders and the end of a pause', async () => {
  const { vendor, at } = await openKitchen()
  const ctx = at('2026-06-15T12:00')
  const specialDays: SpecialDays[] = [{ from: '2026-06-16', to: '2026-06-16', openings: [], reason: 'holiday' }]
  await open((tx) => setHours(tx, ctx, { vendorId: vendor.id, hours: week, specialDays, lastOrderMinutes: 30 }))
  const until = on('2026-06-15T19:00')
  await open((tx) => openVendor(tx, ctx, { vendorId: vendor.id, open: false, until: until.toISOString() }))

  const [found] = await listFindableVendors(db, ctx, { ids: [vendor.id] })
  const openings = found?.openings.map(({ opens, closes }) => [new Date(opens), new Date(closes)])

  assert.equal(found?.paused, false)
  assert.deepEqual(openings?.slice(0, 2), [
    [until, on('2026-06-15T21:30')],
    [on('2026-06-17T11:00'), on('2026-06-17T14:00')],
  ])
})

// Where riders are, and who gets to see it: only their customer, only on the way.
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import pg from 'pg'
import type { Actor } from '@provender/platform/context'
import { sql } from '@provender/platform/db'
import type { DomainError } from '@provender/platform/errors'
import { newId } from '@provender/platform/ids'
import { anOrder } from '@provender/ordering/fixtures'
import { acceptOffer } from './answer-offer.ts'
import { completeDelivery, pickUpDelivery, releaseDelivery } from './carry-delivery.ts'
import type { DeliveryRecord } from './delivery.ts'
import type { FixtureRider } from './fixtures.ts'
import { getVendorDelivery, mayFollowDelivery } from './get-delivery.ts'
import { listOwnDeliveries } from './list-deliveries.ts'
import { deleteTracks } from './position-store.ts'
import { thinTracks } from './thin-track.ts'
import { forgetMoves } from './whereabouts-store.ts'
import { recordPositions } from './record-positions.ts'
import { selectRider } from './rider-store.ts'
import { admin, customer, noon, openStage } from './stage-for-tests.ts'
import { trackOrder } from './track-order.ts'

const stage = await openStage()
const { db, open, ctx } = stage
beforeEach(() => stage.clear())
const code = (wanted: string) => (error: DomainError) => error.code === wanted

/** So many seconds after noon, so many metres north of the vendor; reported at once unless told otherwise. */
const report = (rider: FixtureRider, points: [seconds: number, metres: number][], now = points.at(-1)?.[0] ?? 0) =>
  open((tx) =>
    recordPositions(tx, ctx(rider.actor, now), {
      positions: points.map(([seconds, metres]) => ({
        at: new Date(noon.getTime() + seconds * 1000).toISOString(),
        ...stage.north(metres),
      })),
    }),
  )
const track = (delivery: DeliveryRecord, actor: Actor = customer, seconds = 100) =>
  trackOrder(db, ctx(actor, seconds), { orderId: delivery.orderId })
const assign = async (rider: FixtureRider, seconds = 0): Promise<DeliveryRecord> => {
  const delivery = await stage.delivery()
  await stage.dispatch(seconds)
  const offer = await stage.offerTo(rider, seconds)
  await open((tx) =>
    acceptOffer(tx, ctx(rider.actor, seconds), { offerId: offer?.id ?? assert.fail('nobody was asked') }),
  )

  return delivery
}
const moves = async () => {
  const { rows } = await sql<{ orderId: string; at: string }>`
    SELECT payload ->> 'orderId' AS "orderId", payload ->> 'at' AS at FROM events.log
    WHERE name = 'delivery.rider_moved' ORDER BY position
  `.execute(db)
  return rows
}

test('an idle rider is somewhere, but leaves no track and tells nobody', async () => {
  const rider = await stage.rider()
  const before = (await moves()).length

  assert.deepEqual(await report(rider, [[10, 100]]), { accepted: 1, late: 0, implausible: 0, ahead: 0 })

  const { rows } = await sql`SELECT FROM delivery.positions WHERE rider_id = ${rider.riderId}`.execute(db)
  assert.deepEqual((await selectRider(db, rider.riderId))?.place, stage.north(100))
  assert.deepEqual([rows.length, (await moves()).length - before], [0, 0])
})

test('a late point never overwrites a newer one, whichever request brings it', async () => {
  const rider = await stage.rider()

  await report(rider, [[20, 200]])
  assert.deepEqual(await report(rider, [[15, 150]], 21), { accepted: 0, late: 1, implausible: 0, ahead: 0 })
  await Promise.all(Array.from({ length: 10 }, (_, index) => report(rider, [[30 + index, 300 + 10 * index]], 40)))

  const { place, placeAt } = (await selectRider(db, rider.riderId)) ?? {}
  assert.deepEqual({ place, placeAt }, { place: stage.north(390), placeAt: new Date(noon.getTime() + 39_000) })
})

test('a jump that nobody can ride is left out', async () => {
  const rider = await stage.rider()

  assert.deepEqual(
    await report(rider, [
      [10, 100],
      [11, 5000],
      [12, 120],
    ]),
    { accepted: 2, late: 0, implausible: 1, ahead: 0 },
  )

  assert.deepEqual((await selectRider(db, rider.riderId))?.place, stage.north(120))
})

test('a rider may say where he is before he goes online; somebody who may not ride is not heard', async () => {
  const [home, applicant] = [
    await stage.rider(0, { online: false }),
    await stage.rider(0, { online: false, approval: 'pending' }),
  ]

  await report(home, [[10, 100]])

  assert.deepEqual((await selectRider(db, home.riderId))?.place, stage.north(100))
  await assert.rejects(report(applicant, [[10, 100]]), code('delivery.not_approved'))
})

test('the customer sees rider and way from the moment somebody takes it, and nothing once it is delivered', async () => {
  const rider = await stage.rider(600)
  const waiting = await stage.delivery()
  const before = await track(waiting)
  await stage.dispatch(0)
  const offer = await stage.offerTo(rider)
  await report(rider, [[1, 590]])
  await open((tx) => acceptOffer(tx, ctx(rider.actor, 2), { offerId: offer?.id ?? '' }))
  await report(rider, [
    [3, 580],
    [8, 530],
  ])

  const under = await track(waiting, customer, 10)
  await pickUpDelivery({ db, open }, ctx(rider.actor, 60), { deliveryId: waiting.id, code: waiting.pickupCode })
  await completeDelivery({ db, open }, ctx(rider.actor, 90), { deliveryId: waiting.id, code: '1234' })
  await report(rider, [[95, 900]])
  const after = await track(waiting, customer, 96)

  assert.deepEqual([before.state, before.rider, before.position, before.track], ['waiting', null, null, []])
  assert.equal(before.etaRange?.confidence, 'low')
  assert.equal(under.state, 'assigned')
  assert.deepEqual(under.rider, {
    firstName: 'Michel',
    vehicle: 'motorcycle',
    vehicleNumber: null,
    phone: '+237670000003',
  })
  assert.deepEqual(under.position, {
    at: '2026-06-15T12:00:08.000Z',
    ...stage.north(530),
    heading: null,
    speedMps: null,
  })
  assert.deepEqual(
    under.track.map((point) => point.at),
    ['2026-06-15T12:00:03.000Z', '2026-06-15T12:00:08.000Z'],
  )
  assert.equal(under.etaRange?.confidence, 'medium')
  assert.deepEqual([after.state, after.position, after.track, after.etaRange], ['delivered', null, [], null])
  assert.equal(after.rider?.phone, null)
})

test('the next customer sees the way to him, the previous one nothing of it', async () => {
  const rider = await stage.rider()
  const first = await assign(rider)
  await report(rider, [[5, 50]])
  await pickUpDelivery({ db, open }, ctx(rider.actor, 10), { deliveryId: first.id, code: first.pickupCode })
  await completeDelivery({ db, open }, ctx(rider.actor, 20), { deliveryId: first.id, code: '1234' })
  const second = await assign(rider, 30)
  await report(rider, [
    [25, 250],
    [35, 350],
  ])

  const [previous, next] = [await track(first), await track(second)]

  assert.deepEqual([previous.position, previous.track], [null, []])
  assert.deepEqual(next.track, [{ at: '2026-06-15T12:00:35.000Z', ...stage.north(350) }])
  const told = (await moves()).filter((move) => move.orderId === first.orderId)
  assert.deepEqual(
    told.map((move) => move.at),
    ['2026-06-15T12:00:05.000Z'],
  )
})

test('a rider who gave a delivery back publishes nothing for it any more, and his way is not shown', async () => {
  const rider = await stage.rider()
  const delivery = await assign(rider)
  await report(rider, [[5, 50]])
  await open((tx) => releaseDelivery(tx, ctx(admin, 6), { deliveryId: delivery.id, reason: 'flat tyre', by: 'admin' }))
  await report(rider, [[10, 100]])

  const { state, position, track: way, rider: shown } = await track(delivery)

  assert.deepEqual({ state, position, way, shown }, { state: 'waiting', position: null, way: [], shown: null })
  assert.deepEqual((await moves()).filter((move) => move.orderId === delivery.orderId).length, 1)
})

test('a customer hears of a move at most once a second', async () => {
  const rider = await stage.rider()
  const delivery = await assign(rider)

  for (const seconds of [5, 5.2, 5.4, 5.9, 6, 6.5, 7.1]) await report(rider, [[seconds, seconds * 10]])

  const told = (await moves()).filter((move) => move.orderId === delivery.orderId).map((move) => move.at.slice(17, 21))
  assert.deepEqual(told, ['05.0', '06.0', '07.1'])
  assert.equal((await track(delivery)).track.length, 7)
})

test('reporting and delivering at once: the track ends with the delivery', async () => {
  const rider = await stage.rider()
  const delivery = await assign(rider)
  await pickUpDelivery({ db, open }, ctx(rider.actor, 5), { deliveryId: delivery.id, code: delivery.pickupCode })

  await Promise.all([
    completeDelivery({ db, open }, ctx(rider.actor, 10), { deliveryId: delivery.id, code: '1234' }),
    ...Array.from({ length: 10 }, (_, index) => report(rider, [[10 + index, 100 + index]], 20)),
  ])
  const { rows: before } = await sql`SELECT FROM delivery.positions WHERE delivery_id = ${delivery.id}`.execute(db)
  await report(rider, [[30, 300]])
  const { rows: after } = await sql`SELECT FROM delivery.positions WHERE delivery_id = ${delivery.id}`.execute(db)

  assert.equal(after.length, before.length)
})

test("somebody else's order looks like one that never was: to customers, to vendors, to riders", async () => {
  const [rider, other] = [await stage.rider(100), await stage.rider(4000)]
  const delivery = await assign(rider)
  const stranger: Actor = { kind: 'account', accountId: newId(), roles: ['customer', 'vendor'], vendorIds: [newId()] }
  const vendor: Actor = { kind: 'account', accountId: newId(), roles: ['vendor'], vendorIds: [delivery.vendorId] }
  const { orderId } = delivery

  await assert.rejects(track(delivery, stranger), code('ordering.order_unknown'))
  await assert.rejects(trackOrder(db, ctx(customer), { orderId: newId() }), code('ordering.order_unknown'))
  await assert.rejects(getVendorDelivery(db, ctx(stranger), { orderId }), code('delivery.delivery_unknown'))
  await assert.rejects(getVendorDelivery(db, ctx(vendor), { orderId: newId() }), code('delivery.delivery_unknown'))
  assert.equal((await getVendorDelivery(db, ctx(vendor), { orderId })).pickupCode, delivery.pickupCode)
  assert.deepEqual(
    [await mayFollowDelivery(db, rider.actor, orderId), await mayFollowDelivery(db, other.actor, orderId)],
    [true, false],
  )
})

test("the vendor's code is not told to the rider, and the door is forgotten when it is over", async () => {
  const rider = await stage.rider()
  const delivery = await assign(rider)
  const own = async () => (await listOwnDeliveries(db, ctx(rider.actor), { limit: 1 })).items[0]

  const before = await own()
  await pickUpDelivery({ db, open }, ctx(rider.actor, 5), { deliveryId: delivery.id, code: delivery.pickupCode })
  await completeDelivery({ db, open }, ctx(rider.actor, 10), { deliveryId: delivery.id, code: '1234' })
  const after = await own()

  assert.ok(!JSON.stringify(before).includes(delivery.pickupCode))
  assert.deepEqual(before?.customer, { firstName: 'Ada', phone: '+237670000001' })
  assert.deepEqual([before?.dropoff?.line, after?.dropoff, after?.customer], ['1 Test Street', null, null])
})

test('an order without a delivery can be followed all the same', async () => {
  const order = await open((tx) => anOrder(tx, ctx(customer), { fulfilment: 'pickup' }))

  const { orderState, fulfilment, state, rider, etaRange, dropoff } = await trackOrder(db, ctx(customer), {
    orderId: order.id,
  })

  assert.deepEqual(
    { orderState, fulfilment, state, rider, etaRange, dropoff },
    { orderState: 'placed', fulfilment: 'pickup', state: null, rider: null, etaRange: null, dropoff: null },
  )
})

test('tracks are forgotten by the age of their delivery', async () => {
  const rider = await stage.rider()
  const delivery = await assign(rider)
  await report(rider, [
    [5, 50],
    [6, 60],
  ])
  const born = new Date(Number.parseInt(delivery.id.replaceAll('-', '').slice(0, 12), 16))

  assert.equal(await open((tx) => deleteTracks(tx, new Date(born.getTime() - 60_000), 100)), 0)
  const forgotten = await open((tx) => deleteTracks(tx, new Date(born.getTime() + 60_000), 100))

  assert.ok(forgotten >= 2)
  assert.deepEqual((await track(delivery)).track, [])
})

const fences = async (delivery: DeliveryRecord) => {
  const { rows } = await sql<{ near: string | null; left: string | null }>`
    SELECT payload ->> 'near' AS near, payload ->> 'left' AS left FROM events.log
    WHERE name = 'delivery.rider_near' AND payload ->> 'deliveryId' = ${delivery.id} ORDER BY position
  `.execute(db)
  return rows.map(({ near, left }) => near ?? `not ${left}`)
}

test('coming near is told once, leaving again once, and wandering in between not at all', async () => {
  const rider = await stage.rider(700)
  const delivery = await assign(rider)

  await report(rider, [[20, 400]])
  assert.equal((await track(delivery, customer, 21)).near, null)
  await report(rider, [[40, 60]])
  for (const [second, metres] of [
    [45, 100],
    [50, 60],
    [55, 140],
  ] as const)
    await report(rider, [[second, metres]])

  assert.deepEqual(await fences(delivery), ['vendor'])
  assert.equal((await track(delivery, customer, 56)).near, 'vendor')
  await report(rider, [[70, 300]])
  assert.deepEqual(await fences(delivery), ['vendor', 'not vendor'])
})

test('a rider who is not heard of for a minute is shown as last seen', async () => {
  const rider = await stage.rider(700)
  const delivery = await assign(rider)
  await report(rider, [[20, 400]])

  assert.equal((await track(delivery, customer, 80)).positionIsStale, false)
  const later = await track(delivery, customer, 81)
  assert.equal(later.positionIsStale, true)
  assert.equal(later.position?.at, new Date(noon.getTime() + 20_000).toISOString())
})

test('a finished ride keeps its shape in fewer points, a ride under way keeps all of them', async () => {
  const rider = await stage.rider(700)
  const delivery = await assign(rider)
  const points = Array.from({ length: 60 }, (_, index): [number, number] => [5 + index * 5, 700 - index * 10])
  await report(rider, points)
  const count = async () =>
    (await sql`SELECT FROM delivery.positions WHERE delivery_id = ${delivery.id}`.execute(db)).rows.length
  assert.equal(await count(), 60)

  assert.equal(await thinTracks({ db, open }, new Date(noon.getTime() + 3_600_000)), 0)
  await sql`UPDATE delivery.deliveries SET state = 'cancelled', ended_at = ${noon} WHERE id = ${delivery.id}`.execute(
    db,
  )
  assert.equal(await thinTracks({ db, open }, new Date(noon.getTime() + 3_600_000)), 58)

  assert.equal(await count(), 2)
  assert.equal(await thinTracks({ db, open }, new Date(noon.getTime() + 3_600_000)), 0)
})

test('moves of long ago leave the log; those of just now, and everything else, stay', async () => {
  const rider = await stage.rider(700)
  await assign(rider)
  await report(rider, [[20, 400]])
  const owner = new pg.Client(stage.database.adminUrl)
  await owner.connect()
  await owner.query(`UPDATE events.log SET at = now() - interval '2 hours' WHERE name LIKE 'delivery.%'`)
  await owner.end()
  await report(rider, [[40, 300]])
  const others = async () =>
    (await sql`SELECT FROM events.log WHERE name <> 'delivery.rider_moved'`.execute(db)).rows.length
  const before = await others()

  assert.ok((await open((tx) => forgetMoves(tx, new Date(), 1000))) >= 1)

  assert.deepEqual([(await moves()).length, await others()], [1, before])
  assert.equal(await open((tx) => forgetMoves(tx, new Date(), 1000)), 0)
})

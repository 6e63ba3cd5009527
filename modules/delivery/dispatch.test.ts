// Asking in time: kitchens that are known are not waited for, the best for all is asked, and it is written down why.
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { anOrder, walkOrder } from '@provender/ordering/fixtures'
import { lockOrder } from '@provender/ordering'
import { sql } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { acceptOffer, declineOffer } from './answer-offer.ts'
import { pickUpDelivery } from './carry-delivery.ts'
import { deleteDecisions } from './decision-store.ts'
import { selectDeliveryOfOrder } from './delivery-store.ts'
import type { DeliveryRecord } from './delivery.ts'
import type { FixtureRider } from './fixtures.ts'
import { noteFoodReady } from './follow-order.ts'
import { getDeliveryStory } from './get-delivery.ts'
import { deleteKitchenTimes } from './kitchen-store.ts'
import { requestDelivery } from './request-delivery.ts'
import { admin, customer, openStage } from './stage-for-tests.ts'

const stage = await openStage({ riderOfferSeconds: 30 })
const { db, open, ctx, market } = stage
beforeEach(() => stage.clear())

/** Accepted so many seconds after noon and promised in twenty minutes; nothing is ready. */
const cooking = (vendorId: string, seconds = 0): Promise<DeliveryRecord> =>
  open(async (tx) => {
    const { centre } = market.settings
    const order = await anOrder(tx, ctx(customer, seconds), { vendorId, vendorPlace: centre, paymentMethod: 'wallet' })
    await walkOrder(tx, ctx(undefined, seconds), order.id, 'accepted')
    await lockOrder(tx, order.id)
    const readyAt = ctx(undefined, seconds + 1200).at
    await sql`UPDATE ordering.orders SET ready_at = ${readyAt} WHERE id = ${order.id}`.execute(tx)
    await requestDelivery(tx, ctx(undefined, seconds), order.id)
    return (await selectDeliveryOfOrder(tx, order.id)) as DeliveryRecord
  })

/** The kitchen has cooked that many orders before, each in as many minutes as it promised. */
async function punctual(vendorId: string, orders: number): Promise<void> {
  for (let order = 0; order < orders; order++) {
    const delivery = await cooking(vendorId, order)
    await ready(delivery, order + 1200)
  }
  await stage.clear()
}
const ready = ({ orderId }: DeliveryRecord, seconds: number) =>
  open((tx) => noteFoodReady(tx, ctx(undefined, seconds), { orderId, readyAt: ctx(undefined, seconds).at }))
const comeBack = (rider: FixtureRider) =>
  open((tx) => sql`UPDATE delivery.riders SET online = true WHERE id = ${rider.riderId}`.execute(tx))
const story = (delivery: DeliveryRecord) => getDeliveryStory(db, ctx(admin), delivery)

test('a kitchen that keeps its word is not waited for: somebody is asked in time to be there', async () => {
  const vendorId = newId()
  await punctual(vendorId, 6)
  const rider = await stage.rider(0)
  const delivery = await cooking(vendorId, 2000)

  await stage.dispatch(2000)
  assert.equal(await stage.offerTo(rider, 2000), undefined)
  assert.equal((await stage.look(delivery)).waitingReason, 'later')
  await stage.dispatch(2000 + 900)
  assert.equal(await stage.offerTo(rider, 2900), undefined)
  // He is at the door: half a minute to answer, two to park and come in.
  await stage.dispatch(2000 + 1200 - 140)

  assert.equal((await stage.offerTo(rider, 3060))?.deliveryId, delivery.id)
})

test('of a kitchen nobody knows food may come any time: somebody is asked at once', async () => {
  const vendorId = newId()
  await punctual(vendorId, 4)
  const rider = await stage.rider(500)
  const delivery = await cooking(vendorId, 2000)

  await stage.dispatch(2000)

  assert.equal((await stage.offerTo(rider, 2000))?.deliveryId, delivery.id)
})

test('food that is ready early is fetched early', async () => {
  const vendorId = newId()
  await punctual(vendorId, 6)
  const rider = await stage.rider(500)
  const delivery = await cooking(vendorId, 2000)

  await stage.dispatch(2000)
  await ready(delivery, 2300)
  await stage.dispatch(2300)

  assert.equal((await stage.offerTo(rider, 2300))?.deliveryId, delivery.id)
})

test('two orders, two riders: the way that is best for both, not the nearest for the first', async () => {
  const { centre } = market.settings
  const first = await stage.delivery()
  const second = await stage.delivery({ vendorId: newId(), vendorPlace: { ...centre, lat: stage.north(3000).lat } })
  const [middle, south] = [await stage.rider(1400), await stage.rider(-1500)]

  await stage.dispatch()

  assert.equal((await stage.offerTo(middle))?.deliveryId, second.id)
  assert.equal((await stage.offerTo(south))?.deliveryId, first.id)
})

test('why this rider: when he would be there, who was next, and by how much; and what happened before', async () => {
  const delivery = await stage.delivery()
  await stage.dispatch()
  const near = await stage.rider(600, { name: 'Nadia Near' })
  const far = await stage.rider(2400, { name: 'Fabrice Far' })
  await stage.dispatch(10)
  await open(async (tx) =>
    declineOffer(tx, ctx(near.actor, 11), { offerId: (await stage.offerTo(near, 11))?.id ?? assert.fail() }),
  )
  await stage.dispatch(12)
  await stage.dispatch(13)

  const { decisions, asked } = await story(delivery)

  assert.deepEqual(
    decisions.map(({ rider, waitingReason, nextBest, considered }) => [
      rider?.name ?? waitingReason,
      nextBest?.rider.name ?? null,
      considered,
    ]),
    [
      ['nobody_free', null, 0],
      ['Nadia Near', 'Fabrice Far', 2],
      ['Fabrice Far', null, 1],
    ],
  )
  assert.equal(decisions[1]?.rider?.id, near.riderId)
  assert.equal(decisions[1]?.nextBest?.rider.id, far.riderId)
  // 600 m are 780 m of streets, at 7.8 m/s 100 s; 2,400 m are 400 s: five minutes more, and his own minutes.
  assert.equal(decisions[1]?.arrivalAt, '2026-06-15T12:01:50.000Z')
  const extra = decisions[1]?.nextBest?.extraSeconds ?? 0
  assert.ok(extra >= 300 && extra < 400, `${extra} s`)
  assert.match(asked[0]?.explanation ?? '', /the next best of 2 riders would have cost 5\.\d min more\.$/)
})

test('who is nearly done next door is waited for; food that waits itself goes with somebody else', async () => {
  const { centre } = market.settings
  const busy = await stage.rider()
  const first = await stage.delivery({ address: { line: 'Next door', note: null, place: centre } })
  await stage.dispatch()
  await open(async (tx) =>
    acceptOffer(tx, ctx(busy.actor, 1), { offerId: (await stage.offerTo(busy, 1))?.id ?? assert.fail() }),
  )
  await pickUpDelivery({ db, open }, ctx(busy.actor, 2), { deliveryId: first.id, code: first.pickupCode })
  const far = await stage.rider(4900, { vehicle: 'bicycle' })
  const second = await stage.delivery()

  await stage.dispatch(100)
  assert.equal(await stage.offerTo(far, 100), undefined)
  assert.equal((await stage.look(second)).waitingReason, 'later')
  await stage.dispatch(181)

  assert.equal((await stage.offerTo(far, 181))?.deliveryId, second.id)
})

test('new orders next door come and come: the old one at the other end of town is not left for ever', async () => {
  const rider = await stage.rider(100)
  const old = await stage.delivery({ address: { line: 'Far', note: null, place: stage.north(4500) } })
  const near = { address: { line: 'Near', note: null, place: stage.north(100) } }
  await Promise.all([stage.delivery(near), stage.delivery(near), stage.delivery(near), stage.delivery(near)])
  const carried: string[] = []

  while (!carried.includes(old.id) && carried.length < 18) {
    const at = 600 * carried.length
    const fresh = await stage.delivery(near)
    const now = ctx(undefined, at).at
    await open((tx) =>
      sql`UPDATE delivery.deliveries SET requested_at = ${now}, ready_at = ${now} WHERE id = ${fresh.id}`.execute(tx),
    )
    await stage.dispatch(at)
    const offer = (await stage.offerTo(rider, at)) ?? assert.fail('nobody was asked')
    carried.push(offer.deliveryId)
    await open((tx) => acceptOffer(tx, ctx(rider.actor, at), { offerId: offer.id }))
    await open((tx) =>
      sql`UPDATE delivery.deliveries SET state = 'cancelled', ended_at = now() WHERE id = ${offer.deliveryId}`.execute(
        tx,
      ),
    )
    await comeBack(rider)
  }

  assert.ok(carried.includes(old.id), 'never in three hours')
})

test('decisions and kitchen times are forgotten after a season', async () => {
  const vendorId = newId()
  await punctual(vendorId, 1)
  const delivery = await stage.delivery()
  await stage.dispatch()
  const count = async () => {
    const { rows } = await sql<{ decisions: number; times: number }>`
      SELECT (SELECT count(*) FROM delivery.decisions WHERE delivery_id = ${delivery.id})::int AS decisions,
        (SELECT count(*) FROM delivery.kitchen_times WHERE vendor_id = ${vendorId})::int AS times
    `.execute(db)
    return rows[0]
  }
  assert.deepEqual(await count(), { decisions: 1, times: 1 })

  await open((tx) => deleteDecisions(tx, ctx(undefined, 1).at, 100))
  await open((tx) => deleteKitchenTimes(tx, ctx(undefined, 3600).at, 100))

  assert.deepEqual(await count(), { decisions: 0, times: 0 })
})

// Asking riders and what they answer: one winner in every race, nobody asked twice before the others, cash within limits.
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { sql } from '@provender/platform/db'
import type { DomainError } from '@provender/platform/errors'
import { acceptOffer, declineOffer } from './answer-offer.ts'
import { completeDelivery, pickUpDelivery } from './carry-delivery.ts'
import { dispatchDeliveries, dispatchRound, expireOffers } from './dispatch.ts'
import type { FixtureRider } from './fixtures.ts'
import { listOffers } from './list-offers.ts'
import type { OfferRecord } from './offer.ts'
import { setOnline } from './set-online.ts'
import { customer, openStage } from './stage-for-tests.ts'

const stage = await openStage({ riderOfferSeconds: 30, riderCashLimitMinor: 10_000 })
const { db, open, ctx } = stage
beforeEach(() => stage.clear())
const code = (wanted: string) => (error: DomainError) => error.code === wanted

const accept = ({ actor }: FixtureRider, offer: OfferRecord | undefined, seconds = 1) =>
  open((tx) => acceptOffer(tx, ctx(actor, seconds), { offerId: offer?.id ?? assert.fail('nobody was asked') }))
const decline = ({ actor }: FixtureRider, offer: OfferRecord | undefined, seconds = 1) =>
  open((tx) => declineOffer(tx, ctx(actor, seconds), { offerId: offer?.id ?? assert.fail('nobody was asked') }))

test('ten riders and two taps each on one offer: one assignment', async () => {
  const riders = await Promise.all(Array.from({ length: 10 }, (_, index) => stage.rider(100 * (index + 1))))
  const delivery = await stage.delivery()
  await stage.dispatch()
  const [nearest] = riders
  const offer = await stage.offerTo(nearest as FixtureRider)
  await stage.announced()

  const outcomes = await Promise.allSettled([...riders, ...riders].map((rider) => accept(rider, offer)))

  const answers = outcomes.map((each) =>
    each.status === 'fulfilled' ? each.value.riderId : (each.reason as DomainError).code,
  )
  assert.equal(answers.filter((each) => each === nearest?.riderId).length, 2)
  assert.equal(answers.filter((each) => each === 'delivery.offer_unknown').length, 18)
  assert.equal((await stage.look(delivery)).riderId, nearest?.riderId)
  assert.deepEqual(await stage.announced(), ['delivery.offer_closed', 'delivery.rider_assigned'])
})

test('accepting and declining at once: one of the two', async () => {
  const rider = await stage.rider()
  for (let round = 0; round < 5; round++) {
    const delivery = await stage.delivery()
    await stage.dispatch(round * 100)
    const offer = await stage.offerTo(rider, round * 100)

    const outcomes = await Promise.allSettled([
      accept(rider, offer, round * 100 + 1),
      decline(rider, offer, round * 100 + 1),
    ])

    const { state } = await stage.look(delivery)
    assert.equal(outcomes.filter((each) => each.status === 'fulfilled').length, 1)
    assert.equal(state, outcomes[0].status === 'fulfilled' ? 'assigned' : 'waiting')
    if (state === 'assigned') await finish(rider, delivery)
    await stage.clear()
    await open((tx) => setOnline(tx, ctx(rider.actor), { online: true }))
  }
})

const finish = async (rider: FixtureRider, { id, pickupCode }: { id: string; pickupCode: string }) => {
  await pickUpDelivery({ db, open }, ctx(rider.actor), { deliveryId: id, code: pickupCode })
  await completeDelivery({ db, open }, ctx(rider.actor), { deliveryId: id, code: '1234' })
}

test('ten dispatchers at once ask each rider for one delivery and each delivery of one rider', async () => {
  const riders = await Promise.all([100, 200, 300].map((metres) => stage.rider(metres)))
  await Promise.all(Array.from({ length: 6 }, () => stage.delivery({ paymentMethod: 'cash' })))

  await Promise.all(Array.from({ length: 10 }, () => open((tx) => dispatchDeliveries(tx, ctx()))))

  const { rows } = await sql<{ rider: string; delivery: string }>`
    SELECT rider_id AS rider, delivery_id AS delivery FROM delivery.offers WHERE closed_at IS NULL
  `.execute(db)
  assert.deepEqual(new Set(rows.map((row) => row.rider)), new Set(riders.map((rider) => rider.riderId)))
  assert.equal(new Set(rows.map((row) => row.delivery)).size, 3)
})

test('the database itself lets no rider have two deliveries, two questions, nor a delivery ask two riders', async () => {
  const [busy, other] = [await stage.rider(100), await stage.rider(200)]
  const [first, second] = [await stage.delivery(), await stage.delivery()]
  await stage.dispatch()
  const offers = [await stage.offerTo(busy), await stage.offerTo(other)]
  const constraintOf = (work: Promise<unknown>) =>
    work.then(
      () => 'none',
      (error: { constraint?: string }) => error.constraint,
    )
  const ask = (deliveryId: string, riderId: string) =>
    open((tx) =>
      sql`INSERT INTO delivery.offers (id, delivery_id, rider_id, distance_m, explanation, offered_at, expires_at)
          VALUES (gen_random_uuid(), ${deliveryId}, ${riderId}, 0, '', now(), now())`.execute(tx),
    )

  assert.match(
    (await constraintOf(ask(first.id, (await stage.rider(300)).riderId))) ?? '',
    /offers__one_open_per_delivery/,
  )
  await decline(other, offers[1])
  assert.match((await constraintOf(ask(offers[1]?.deliveryId ?? '', busy.riderId))) ?? '', /offers__one_open_per_rider/)
  await accept(busy, offers[0])
  const free = [first, second].find((each) => each.id !== offers[0]?.deliveryId)
  const take = open((tx) =>
    sql`UPDATE delivery.deliveries SET state = 'assigned', rider_id = ${busy.riderId}, assigned_at = now() WHERE id = ${free?.id}`.execute(
      tx,
    ),
  )
  assert.equal(await constraintOf(take), 'deliveries__one_active_per_rider')
})

test('an offer runs out by the clock of whoever reads it, and is closed by the sweep', async () => {
  const rider = await stage.rider()
  const delivery = await stage.delivery()
  await stage.dispatch()
  const offer = await stage.offerTo(rider)
  await stage.announced()

  assert.equal((await listOffers(db, ctx(rider.actor, 29))).items.length, 1)
  assert.deepEqual(await listOffers(db, ctx(rider.actor, 30)), { items: [] })
  await assert.rejects(accept(rider, offer, 30), { code: 'delivery.offer_gone', facts: { state: 'expired' } })
  await open((tx) => expireOffers(tx, ctx(undefined, 30)))

  await assert.rejects(accept(rider, offer, 31), { code: 'delivery.offer_gone', facts: { state: 'expired' } })
  assert.equal((await stage.look(delivery)).state, 'waiting')
  assert.deepEqual(await stage.announced(), ['delivery.offer_closed'])
})

test('accepting in the last moment, while the sweep closes: the two never disagree', async () => {
  const rider = await stage.rider()
  for (let round = 0; round < 5; round++) {
    const delivery = await stage.delivery()
    await stage.dispatch(round * 100)
    const offer = await stage.offerTo(rider, round * 100)

    const [taken] = await Promise.allSettled([
      accept(rider, offer, round * 100 + 29),
      open((tx) => expireOffers(tx, ctx(undefined, round * 100 + 30))),
    ])

    const { state } = await stage.look(delivery)
    assert.equal(state, taken.status === 'fulfilled' ? 'assigned' : 'waiting')
    if (state === 'assigned') await finish(rider, delivery)
    await stage.clear()
    await open((tx) => setOnline(tx, ctx(rider.actor), { online: true }))
  }
})

test('who declines or lets it run out is asked again after all others; meanwhile the delivery waits in sight', async () => {
  const [near, far] = [await stage.rider(100), await stage.rider(900)]
  const delivery = await stage.delivery()

  await stage.dispatch(0)
  await decline(near, await stage.offerTo(near), 1)
  await stage.dispatch(2)
  assert.equal(await stage.offerTo(near, 2), undefined)
  assert.equal((await stage.offerTo(far, 2))?.deliveryId, delivery.id)
  await dispatchRound({ db, open, ctx: ctx(undefined, 40) })
  assert.deepEqual([await stage.offerTo(near, 40), await stage.offerTo(far, 40)], [undefined, undefined])
  assert.equal((await stage.look(delivery)).waitingReason, 'everybody_asked')
  await dispatchRound({ db, open, ctx: ctx(undefined, 62) })

  assert.equal((await stage.offerTo(near, 62))?.deliveryId, delivery.id)
  assert.equal((await stage.look(delivery)).waitingReason, null)
})

test('where nobody is, a delivery waits, says why, and is offered as soon as somebody comes', async () => {
  const delivery = await stage.delivery()

  await stage.dispatch()
  assert.equal((await stage.look(delivery)).waitingReason, 'nobody_free')
  const far = await stage.rider(5100)
  await stage.dispatch()
  assert.equal((await stage.look(delivery)).waitingReason, 'nobody_near')
  const near = await stage.rider(4900)
  await stage.dispatch()

  assert.equal(await stage.offerTo(far), undefined)
  assert.equal((await stage.offerTo(near))?.approachM, 4900)
})

test('cash orders are offered up to the limit of what a rider may hold; paid ones always', async () => {
  const rider = await stage.rider()
  const first = await stage.delivery({ paymentMethod: 'cash' })
  await stage.dispatch()
  await accept(rider, await stage.offerTo(rider))
  await finish(rider, first)

  // He owes 6,000 of at most 10,000 now: another 6,000 would be too much.
  const second = await stage.delivery({ paymentMethod: 'cash' })
  await stage.dispatch(100)
  assert.equal(await stage.offerTo(rider, 100), undefined)
  assert.equal((await stage.look(second)).waitingReason, 'over_cash_limit')

  const small = await stage.delivery({ paymentMethod: 'cash', goodsMinor: 3000 })
  await stage.dispatch(200)
  assert.equal((await stage.offerTo(rider, 200))?.deliveryId, small.id)
})

test('what a rider sees of an offer is enough to decide and too little to find the door', async () => {
  const rider = await stage.rider(700)
  const address = {
    line: '7 Secret Street',
    place: { lat: 3.87654321, lng: 11.51234567 },
    note: 'the key is under the mat',
  }
  await stage.delivery({ address, distanceM: 1234, paymentMethod: 'cash' })
  await stage.dispatch()

  const { items } = await listOffers(db, ctx(rider.actor, 5))

  const [{ id: _id, deliveryId: _deliveryId, orderNumber: _number, ...shown } = assert.fail('nobody was asked')] = items
  assert.deepEqual(shown, {
    state: 'open',
    vendorName: 'Chez Test',
    pickup: stage.market.settings.centre,
    dropoff: { lat: 3.877, lng: 11.512 },
    approachM: 700,
    distanceM: 1234,
    feeMinor: 1000,
    collectMinor: 6000,
    currency: 'XAF',
    readyAt: '2026-06-15T12:00:00.000Z',
    offeredAt: '2026-06-15T12:00:00.000Z',
    expiresAt: '2026-06-15T12:00:30.000Z',
  })
})

test('somebody else can neither accept nor decline, nor tell the offer from one that never was', async () => {
  const [asked, other] = [await stage.rider(100), await stage.rider(200)]
  await stage.delivery()
  await stage.dispatch()
  const offer = await stage.offerTo(asked)

  await assert.rejects(accept(other, offer), code('delivery.offer_unknown'))
  await assert.rejects(decline(other, offer), code('delivery.offer_unknown'))
  await assert.rejects(
    open((tx) => acceptOffer(tx, ctx(other.actor), { offerId: customer.accountId })),
    code('delivery.offer_unknown'),
  )
})

test('going offline takes the question back, and it goes to somebody else', async () => {
  const [near, far] = [await stage.rider(100), await stage.rider(900)]
  const delivery = await stage.delivery()
  await stage.dispatch()
  const offer = await stage.offerTo(near)

  await open((tx) => setOnline(tx, ctx(near.actor, 5), { online: false }))
  await stage.dispatch(6)

  await assert.rejects(accept(near, offer, 7), { code: 'delivery.offer_gone', facts: { state: 'withdrawn' } })
  assert.equal((await stage.offerTo(far, 6))?.deliveryId, delivery.id)
})

test('accepting and going offline at once: never offline with a delivery', async () => {
  const rider = await stage.rider()
  for (let round = 0; round < 5; round++) {
    const delivery = await stage.delivery()
    await stage.dispatch(round * 100)
    const offer = await stage.offerTo(rider, round * 100)

    const [accepted, gone] = await Promise.allSettled([
      accept(rider, offer, round * 100 + 1),
      open((tx) => setOnline(tx, ctx(rider.actor, round * 100 + 1), { online: false })),
    ])

    assert.notEqual(accepted.status, gone.status)
    if (gone.status === 'rejected') {
      assert.equal((gone.reason as DomainError).code, 'delivery.delivery_under_way')
      await finish(rider, delivery)
    }
    await stage.clear()
    await open((tx) => setOnline(tx, ctx(rider.actor), { online: true }))
  }
})

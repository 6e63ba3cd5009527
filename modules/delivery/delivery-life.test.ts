// The life of a delivery with its order, its money and its codes, on a real database.
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { walletOf } from '@provender/ledger/fixtures'
import { anOrder, walkOrder } from '@provender/ordering/fixtures'
import { getOrderForDelivery } from '@provender/ordering'
import { sql } from '@provender/platform/db'
import type { DomainError } from '@provender/platform/errors'
import { acceptOffer } from './answer-offer.ts'
import {
  arriveAtCustomer,
  arriveAtVendor,
  completeDelivery,
  failDelivery,
  pickUpDelivery,
  releaseDelivery,
} from './carry-delivery.ts'
import type { DeliveryRecord } from './delivery.ts'
import { moveDelivery } from './delivery-state.ts'
import { lockDelivery, selectDeliveryOfOrder } from './delivery-store.ts'
import type { FixtureRider } from './fixtures.ts'
import { cancelDelivery, noteFoodReady, noteReturned } from './follow-order.ts'
import { getDeliveryStory } from './get-delivery.ts'
import { requestDelivery } from './request-delivery.ts'
import { admin, customer, openStage } from './stage-for-tests.ts'

const stage = await openStage()
const { db, open, ctx } = stage
beforeEach(() => stage.clear())
const code = (wanted: string) => (error: DomainError) => error.code === wanted

/** Nobody else is online meanwhile, so that the offer is his. */
async function take(delivery: DeliveryRecord, rider: FixtureRider): Promise<void> {
  await stage.dispatch()
  const offer = await stage.offerTo(rider)
  assert.equal(offer?.deliveryId, delivery.id)
  await open((tx) => acceptOffer(tx, ctx(rider.actor), { offerId: offer.id }))
}
const wrongCodeFor = ({ pickupCode }: DeliveryRecord) => (pickupCode === '0000' ? '1111' : '0000')

test('an accepted order waits for a rider once, however often it is announced', async () => {
  const order = await open((tx) => anOrder(tx, ctx(customer)))
  await open((tx) => walkOrder(tx, ctx(), order.id, 'accepted'))
  await stage.announced()

  await open((tx) => requestDelivery(tx, ctx(), order.id))
  await open((tx) => requestDelivery(tx, ctx(), order.id))

  const delivery = await selectDeliveryOfOrder(db, order.id)
  assert.deepEqual(
    { state: delivery?.state, fee: delivery?.feeMinor, collect: delivery?.collectMinor, name: delivery?.customerName },
    { state: 'waiting', fee: 1000, collect: 6000, name: 'Ada' },
  )
  assert.match(delivery?.pickupCode ?? '', /^\d{4}$/)
  assert.deepEqual(await stage.announced(), ['delivery.delivery_requested'])
})

test('an order that is collected, and one that was called off in the meantime, need no rider', async () => {
  const [collected, cancelled] = await open(async (tx) => [
    await anOrder(tx, ctx(customer), { fulfilment: 'pickup' }),
    await anOrder(tx, ctx(customer)),
  ])
  await open((tx) => walkOrder(tx, ctx(), collected.id, 'accepted'))
  await open((tx) => walkOrder(tx, ctx(), cancelled.id, 'accepted', 'cancelled'))

  for (const order of [collected, cancelled]) await open((tx) => requestDelivery(tx, ctx(), order.id))

  assert.equal(await selectDeliveryOfOrder(db, collected.id), undefined)
  assert.equal(await selectDeliveryOfOrder(db, cancelled.id), undefined)
})

test('from vendor to customer: each hand-over against its code, and everybody is paid at the end', async () => {
  const rider = await stage.rider(500)
  const delivery = await stage.delivery()
  await take(delivery, rider)
  const as = ctx(rider.actor, 60)
  const { id: deliveryId, pickupCode } = delivery

  await open((tx) => arriveAtVendor(tx, as, { deliveryId }))
  await pickUpDelivery({ db, open }, as, { deliveryId, code: pickupCode })
  await open((tx) => arriveAtCustomer(tx, as, { deliveryId }))
  await completeDelivery({ db, open }, as, { deliveryId, code: '1234' })

  assert.equal((await getOrderForDelivery(db, as, delivery.orderId)).state, 'delivered')
  assert.equal(await walletOf(db, 'rider', rider.riderId), 1000)
  assert.equal(await walletOf(db, 'vendor', delivery.vendorId), 4250)
  assert.deepEqual(await stage.announced(), [
    'delivery.delivery_requested',
    'delivery.offer_made',
    'delivery.offer_closed',
    'delivery.rider_assigned',
    'delivery.rider_arrived',
    'delivery.picked_up',
    'delivery.rider_arrived',
    'delivery.delivered',
  ])
  const story = await getDeliveryStory(db, ctx(admin), delivery)
  assert.deepEqual(
    story.history.map((step) => `${step.state} by ${step.by}`),
    [
      'waiting by system',
      'assigned by rider',
      'at_vendor by rider',
      'picked_up by rider',
      'at_customer by rider',
      'delivered by rider',
    ],
  )
  assert.deepEqual(
    story.asked.map(({ state, distanceM, riderName }) => ({ state, distanceM, riderName })),
    [{ state: 'accepted', distanceM: 500, riderName: 'Michel Rider' }],
  )
})

test('a tap that is repeated because the answer got lost changes nothing and answers the same', async () => {
  const rider = await stage.rider()
  const delivery = await stage.delivery()
  await take(delivery, rider)
  const as = ctx(rider.actor)
  const { id: deliveryId, pickupCode } = delivery
  await stage.announced()

  for (let tap = 0; tap < 2; tap++) await pickUpDelivery({ db, open }, as, { deliveryId, code: pickupCode })
  for (let tap = 0; tap < 2; tap++) await completeDelivery({ db, open }, as, { deliveryId, code: '1234' })

  assert.deepEqual(await stage.announced(), ['delivery.picked_up', 'delivery.delivered'])
})

test('nothing is delivered before it is picked up: not by the rider, not past the rules, not in the database', async () => {
  const rider = await stage.rider()
  const delivery = await stage.delivery()
  await take(delivery, rider)
  const { id: deliveryId } = delivery

  await assert.rejects(
    completeDelivery({ db, open }, ctx(rider.actor), { deliveryId, code: '1234' }),
    code('delivery.moved_on'),
  )
  await assert.rejects(
    open(async (tx) => moveDelivery(tx, ctx(), await lockDelivery(tx, deliveryId), { to: 'delivered', by: 'rider' })),
    code('delivery.moved_on'),
  )
  await assert.rejects(
    open((tx) =>
      sql`UPDATE delivery.deliveries SET state = 'delivered', picked_up_at = now(), ended_at = now() WHERE id = ${deliveryId}`.execute(
        tx,
      ),
    ),
    { constraint: 'deliveries__next_state' },
  )

  assert.equal((await stage.look(delivery)).state, 'assigned')
  assert.equal((await getOrderForDelivery(db, ctx(), delivery.orderId)).state, 'ready')
})

test('food that is not ready yet cannot be picked up, though the code is right', async () => {
  const rider = await stage.rider()
  const order = await open((tx) => anOrder(tx, ctx(customer), { vendorPlace: stage.market.settings.centre }))
  await open((tx) => walkOrder(tx, ctx(), order.id, 'accepted', 'preparing'))
  await open((tx) => requestDelivery(tx, ctx(), order.id))
  const delivery = (await selectDeliveryOfOrder(db, order.id)) as DeliveryRecord
  await take(delivery, rider)
  const pickUp = () =>
    pickUpDelivery({ db, open }, ctx(rider.actor), { deliveryId: delivery.id, code: delivery.pickupCode })
  await stage.announced()

  await assert.rejects(pickUp(), code('ordering.moved_on'))
  assert.equal((await stage.look(delivery)).state, 'assigned')
  await open((tx) => walkOrder(tx, ctx(), order.id, 'ready'))
  await open((tx) => noteFoodReady(tx, ctx(), { orderId: order.id, readyAt: ctx().at }))
  await pickUp()

  assert.deepEqual(await stage.announced(), ['delivery.food_ready', 'delivery.picked_up'])
})

test('five wrong codes lock the pickup for a quarter of an hour, the right one too', async () => {
  const rider = await stage.rider()
  const delivery = await stage.delivery()
  await take(delivery, rider)
  const tryCode = (digits: string, seconds: number) =>
    pickUpDelivery({ db, open }, ctx(rider.actor, seconds), { deliveryId: delivery.id, code: digits })

  for (const triesLeft of [4, 3, 2, 1, 0]) {
    await assert.rejects(tryCode(wrongCodeFor(delivery), 10), {
      code: 'delivery.pickup_code_wrong',
      facts: { triesLeft },
    })
  }
  await assert.rejects(tryCode(delivery.pickupCode, 20), {
    code: 'delivery.pickup_code_locked',
    kind: 'limited',
    facts: { retryAfterSeconds: 900 },
  })
  await tryCode(delivery.pickupCode, 911)

  assert.equal((await stage.look(delivery)).state, 'picked_up')
})

test('guesses that come at once are all counted: at most five are compared', async () => {
  const rider = await stage.rider()
  const delivery = await stage.delivery()
  await take(delivery, rider)
  const guess = () =>
    pickUpDelivery({ db, open }, ctx(rider.actor), { deliveryId: delivery.id, code: wrongCodeFor(delivery) })

  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, guess))

  const codes = outcomes.map((each) => (each.status === 'rejected' ? (each.reason as DomainError).code : 'taken'))
  assert.equal(codes.filter((each) => each === 'delivery.pickup_code_wrong').length, 5)
  assert.equal(codes.filter((each) => each === 'delivery.pickup_code_locked').length, 15)
})

test("a wrong customer's code delivers nothing, and five of them lock the door", async () => {
  const rider = await stage.rider()
  const delivery = await stage.delivery()
  await take(delivery, rider)
  const { id: deliveryId, pickupCode } = delivery
  await pickUpDelivery({ db, open }, ctx(rider.actor), { deliveryId, code: pickupCode })
  const tryCode = (digits: string) => completeDelivery({ db, open }, ctx(rider.actor), { deliveryId, code: digits })

  for (let tried = 0; tried < 5; tried++) await assert.rejects(tryCode('0000'), code('ordering.code_wrong'))
  await assert.rejects(tryCode('1234'), code('ordering.code_locked'))

  assert.equal((await stage.look(delivery)).state, 'picked_up')
})

test('delivering and giving up at once: one of the two comes true, for delivery, order and money alike', async () => {
  const rider = await stage.rider()
  for (let round = 0; round < 5; round++) {
    const delivery = await stage.delivery()
    await take(delivery, rider)
    const as = ctx(rider.actor)
    const { id: deliveryId, pickupCode } = delivery
    await pickUpDelivery({ db, open }, as, { deliveryId, code: pickupCode })

    const outcomes = await Promise.allSettled([
      completeDelivery({ db, open }, as, { deliveryId, code: '1234' }),
      open((tx) => failDelivery(tx, as, { deliveryId, reason: 'nobody opens', by: 'rider' })),
    ])

    assert.equal(outcomes.filter((each) => each.status === 'fulfilled').length, 1)
    const { state } = await stage.look(delivery)
    const order = await getOrderForDelivery(db, as, delivery.orderId)
    assert.equal(order.state, state === 'delivered' ? 'delivered' : 'failed_delivery')
  }
})

test('food that fails to reach its customer frees its rider and comes back to the vendor', async () => {
  const rider = await stage.rider()
  const delivery = await stage.delivery()
  await take(delivery, rider)
  const { id: deliveryId, orderId, pickupCode } = delivery
  await pickUpDelivery({ db, open }, ctx(rider.actor), { deliveryId, code: pickupCode })

  await open((tx) => failDelivery(tx, ctx(rider.actor), { deliveryId, reason: 'nobody opens', by: 'rider' }))
  await open((tx) => walkOrder(tx, ctx(), orderId, 'returned'))
  await open((tx) => noteReturned(tx, ctx(), { orderId, by: 'vendor' }))

  const { state, endedAt } = await stage.look(delivery)
  assert.deepEqual({ state, endedAt }, { state: 'returned', endedAt: ctx().at })
  const next = await stage.delivery()
  await take(next, rider)
})

test('a rider who gives a delivery back makes it wait again; the next one is paid for it, and the first one forgets it', async () => {
  const first = await stage.rider(100)
  const delivery = await stage.delivery()
  await take(delivery, first)
  const second = await stage.rider(2000)
  const { id: deliveryId, pickupCode } = delivery

  await open((tx) => releaseDelivery(tx, ctx(first.actor, 10), { deliveryId, reason: 'flat tyre', by: 'rider' }))
  await stage.dispatch(11)
  const offer = await stage.offerTo(second, 11)
  assert.equal(await stage.offerTo(first, 11), undefined)
  await open((tx) => acceptOffer(tx, ctx(second.actor, 12), { offerId: offer?.id ?? '' }))
  await assert.rejects(
    pickUpDelivery({ db, open }, ctx(first.actor, 20), { deliveryId, code: pickupCode }),
    code('delivery.delivery_unknown'),
  )
  await pickUpDelivery({ db, open }, ctx(second.actor, 20), { deliveryId, code: pickupCode })
  await completeDelivery({ db, open }, ctx(second.actor, 30), { deliveryId, code: '1234' })

  assert.equal(await walletOf(db, 'rider', first.riderId), 0)
  assert.equal(await walletOf(db, 'rider', second.riderId), 1000)
})

test('once the food is on its way a rider cannot give it back, and an administrator can only end it', async () => {
  const rider = await stage.rider()
  const delivery = await stage.delivery()
  await take(delivery, rider)
  const { id: deliveryId, pickupCode } = delivery
  await pickUpDelivery({ db, open }, ctx(rider.actor), { deliveryId, code: pickupCode })
  const release = (by: 'rider' | 'admin', actor: typeof admin) =>
    open((tx) => releaseDelivery(tx, ctx(actor), { deliveryId, reason: 'tired', by }))

  await assert.rejects(release('rider', rider.actor), code('delivery.moved_on'))
  await assert.rejects(release('admin', admin), code('delivery.moved_on'))
  await open((tx) => failDelivery(tx, ctx(admin), { deliveryId, reason: 'the rider is gone', by: 'admin' }))

  assert.equal((await stage.look(delivery)).state, 'failed')
})

test('an order that is called off takes back the question and calls back the rider', async () => {
  const asked = await stage.rider()
  const waiting = await open(async (tx) => {
    const order = await anOrder(tx, ctx(customer), { vendorPlace: stage.market.settings.centre })
    await walkOrder(tx, ctx(), order.id, 'accepted')
    await requestDelivery(tx, ctx(), order.id)
    return (await selectDeliveryOfOrder(tx, order.id)) as DeliveryRecord
  })
  await stage.dispatch()
  const offer = await stage.offerTo(asked)
  await stage.announced()

  await open((tx) => walkOrder(tx, ctx(), waiting.orderId, 'cancelled'))
  // Between the order's end and its news a rider may still say yes; the answer is no.
  await assert.rejects(
    open((tx) => acceptOffer(tx, ctx(asked.actor), { offerId: offer?.id ?? '' })),
    code('delivery.offer_gone'),
  )
  await open((tx) => cancelDelivery(tx, ctx(), { orderId: waiting.orderId, by: 'customer', reason: 'changed my mind' }))

  assert.equal((await stage.look(waiting)).state, 'cancelled')
  assert.equal(await stage.offerTo(asked), undefined)
  assert.deepEqual(await stage.announced(), ['delivery.offer_closed', 'delivery.delivery_cancelled'])
})

// Taking a rider's list from him: a flat tyre must not keep anybody's dinner.
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { newId } from '@provender/platform/ids'
import { acceptOffer } from './answer-offer.ts'
import { pickUpDelivery } from './carry-delivery.ts'
import type { DeliveryRecord } from './delivery.ts'
import type { FixtureRider } from './fixtures.ts'
import { reassignRider } from './reassign-rider.ts'
import { admin, openStage } from './stage-for-tests.ts'

const stage = await openStage()
const { db, open, ctx } = stage
beforeEach(() => stage.clear())

const reassign = (from: FixtureRider, to?: FixtureRider, seconds = 10) =>
  open((tx) =>
    reassignRider(tx, ctx(admin, seconds), {
      riderId: from.riderId,
      reason: 'Flat tyre',
      ...(to && { toRiderId: to.riderId }),
    }),
  )

/** The delivery is the rider's. */
async function carriedBy(rider: FixtureRider): Promise<DeliveryRecord> {
  const delivery = await stage.delivery()
  await stage.dispatch()
  const offer = (await stage.offerTo(rider)) ?? assert.fail('nobody was asked')
  await open((tx) => acceptOffer(tx, ctx(rider.actor, 1), { offerId: offer.id }))
  await stage.announced()
  return delivery
}

test('somebody else takes over, and everybody hears of it', async () => {
  const tired = await stage.rider(100)
  const delivery = await carriedBy(tired)
  const fresh = await stage.rider(900)

  assert.deepEqual(await reassign(tired, fresh), { orderIds: [delivery.orderId], toRiderId: fresh.riderId })

  const { state, riderId } = await stage.look(delivery)
  assert.deepEqual({ state, riderId }, { state: 'assigned', riderId: fresh.riderId })
  assert.deepEqual(await stage.announced(), ['delivery.delivery_released', 'delivery.rider_assigned'])
})

test('without a name others are asked, whoever is best', async () => {
  const tired = await stage.rider(100)
  const delivery = await carriedBy(tired)
  const fresh = await stage.rider(900)

  assert.deepEqual(await reassign(tired), { orderIds: [delivery.orderId], toRiderId: null })
  await stage.dispatch(11)

  assert.equal((await stage.offerTo(fresh, 11))?.deliveryId, delivery.id)
  assert.equal(await stage.offerTo(tired, 11), undefined)
})

test('nobody gets two at once, and who is at home gets none: nothing changes', async () => {
  const busy = await stage.rider(50)
  await carriedBy(busy)
  const tired = await stage.rider(100)
  const delivery = await carriedBy(tired)
  const home = await stage.rider(900, { online: false })

  await assert.rejects(reassign(tired, busy), { code: 'delivery.rider_busy' })
  await assert.rejects(reassign(tired, home), { code: 'delivery.rider_busy' })
  await assert.rejects(reassign(tired, tired), { code: 'delivery.same_rider' })

  assert.equal((await stage.look(delivery)).riderId, tired.riderId)
})

test('there must be a rider, and something to take from him', async () => {
  const idle = await stage.rider(100)
  await assert.rejects(reassign(idle), { code: 'delivery.nothing_to_reassign' })
  await assert.rejects(reassign({ ...idle, riderId: newId() }), { code: 'delivery.rider_unknown' })
})

test('food that is on the way stays with whoever has it', async () => {
  const rider = await stage.rider(100)
  const delivery = await carriedBy(rider)
  await pickUpDelivery({ db, open }, ctx(rider.actor, 5), { deliveryId: delivery.id, code: delivery.pickupCode })

  await assert.rejects(reassign(rider), { code: 'delivery.nothing_to_reassign' })
})

test('two administrators give one list to two riders: one of them has it', async () => {
  const tired = await stage.rider(100)
  const delivery = await carriedBy(tired)
  const [one, two] = [await stage.rider(300), await stage.rider(400)]

  const outcomes = await Promise.allSettled([reassign(tired, one), reassign(tired, two)])

  assert.equal(outcomes.filter((each) => each.status === 'fulfilled').length, 1)
  const winner = outcomes[0].status === 'fulfilled' ? one : two
  assert.equal((await stage.look(delivery)).riderId, winner.riderId)
})

test('picking up and taking away at once: one of the two', async () => {
  const rider = await stage.rider(100)
  const delivery = await carriedBy(rider)
  const other = await stage.rider(300)

  const [picked, taken] = await Promise.allSettled([
    pickUpDelivery({ db, open }, ctx(rider.actor, 5), { deliveryId: delivery.id, code: delivery.pickupCode }),
    reassign(rider, other),
  ])

  assert.notEqual(picked.status, taken.status)
  const { riderId, state } = await stage.look(delivery)
  assert.deepEqual(
    [riderId, state],
    taken.status === 'fulfilled' ? [other.riderId, 'assigned'] : [rider.riderId, 'picked_up'],
  )
})

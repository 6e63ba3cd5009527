// Who is asked: the nearest, then everybody else, and nobody twice before the others.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type FreeRider, type Observation, type Refusal, type WaitingDelivery, nearestRider } from './dispatcher.ts'

const noon = new Date('2026-06-15T12:00:00Z')
const vendor = { lat: 3.8667, lng: 11.5167 }
const north = (metres: number) => ({ lat: vendor.lat + metres / 111_195, lng: vendor.lng })
const ago = (seconds: number) => new Date(noon.getTime() - seconds * 1000)

const waiting = (overrides: Partial<WaitingDelivery> = {}): WaitingDelivery => ({
  id: 'dinner',
  pickup: vendor,
  dropoff: north(3000),
  requestedAt: noon,
  readyAt: null,
  collectMinor: 0,
  refusals: [],
  ...overrides,
})
const rider = (id: string, metres: number, cashRoomMinor = 50_000): FreeRider => ({
  id,
  place: north(metres),
  vehicle: 'scooter',
  cashRoomMinor,
})
const refused = (riderId: string, secondsAgo: number, times = 1): Refusal => ({
  riderId,
  times,
  lastAt: ago(secondsAgo),
})
const choose = (deliveries: WaitingDelivery[], riders: FreeRider[], overrides: Partial<Observation> = {}) =>
  nearestRider
    .choose({ at: noon, deliveries, riders, searchRadiusM: 5000, ...overrides })
    .map((decision) => (decision.kind === 'offer' ? `${decision.deliveryId} -> ${decision.riderId}` : decision.reason))

test('the nearest free rider is asked, and the explanation says how near', () => {
  const decisions = nearestRider.choose({
    at: noon,
    deliveries: [waiting()],
    riders: [rider('far', 900), rider('near', 400), rider('too far', 5100)],
    searchRadiusM: 5000,
  })

  assert.deepEqual(decisions, [
    {
      kind: 'offer',
      deliveryId: 'dinner',
      riderId: 'near',
      distanceM: 400,
      explanation: 'Nearest of 2 free riders within 5000 m: 400 m.',
    },
  ])
})

test('a delivery that nobody can be asked for says why it waits', () => {
  assert.deepEqual(choose([waiting()], []), ['nobody_free'])
  assert.deepEqual(choose([waiting()], [rider('far', 5001)]), ['nobody_near'])
  assert.deepEqual(choose([waiting({ collectMinor: 6000 })], [rider('rich', 100, 5999)]), ['over_cash_limit'])
  assert.deepEqual(choose([waiting({ refusals: [refused('sulky', 59)] })], [rider('sulky', 100)]), ['everybody_asked'])
})

test('an order to be paid in cash goes to a rider who may still hold that much', () => {
  assert.deepEqual(choose([waiting({ collectMinor: 6000 })], [rider('rich', 100, 5999), rider('poor', 900, 6000)]), [
    'dinner -> poor',
  ])
})

test('who said no is asked again only after all the others were, and not at once', () => {
  const riders = [rider('near', 100), rider('next', 500)]

  assert.deepEqual(choose([waiting({ refusals: [refused('near', 1)] })], riders), ['dinner -> next'])
  assert.deepEqual(choose([waiting({ refusals: [refused('near', 3600)] })], riders), ['dinner -> next'])
  assert.deepEqual(choose([waiting({ refusals: [refused('near', 90), refused('next', 30)] })], riders), [
    'dinner -> near',
  ])
  assert.deepEqual(choose([waiting({ refusals: [refused('near', 90, 2), refused('next', 90)] })], riders), [
    'dinner -> next',
  ])
})

test('the delivery that waits longest chooses first, and no rider is asked for two', () => {
  const late = waiting({ id: 'late', requestedAt: ago(300) })

  assert.deepEqual(choose([waiting(), late], [rider('near', 100), rider('far', 900)]), [
    'late -> near',
    'dinner -> far',
  ])
  assert.deepEqual(choose([waiting(), late], [rider('near', 100)]), ['late -> near', 'nobody_free'])
})

test('whatever is observed: one decision each, no rider twice, nobody outside the radius or over his limit', () => {
  const metres = fc.integer({ min: 0, max: 8000 })
  const deliveries = fc.array(fc.record({ collectMinor: fc.integer({ min: 0, max: 9000 }), metres }), { maxLength: 12 })
  const riders = fc.array(fc.record({ cashRoomMinor: fc.integer({ min: -100, max: 9000 }), metres }), { maxLength: 12 })

  fc.assert(
    fc.property(deliveries, riders, (orders, people) => {
      const observation: Observation = {
        at: noon,
        searchRadiusM: 5000,
        deliveries: orders.map((each, index) =>
          waiting({ id: `d${index}`, pickup: north(each.metres), collectMinor: each.collectMinor }),
        ),
        riders: people.map((each, index) => rider(`r${index}`, each.metres, each.cashRoomMinor)),
      }
      const decisions = nearestRider.choose(observation)
      const offers = decisions.filter((decision) => decision.kind === 'offer')

      assert.deepEqual(
        decisions.map((each) => each.deliveryId).sort(),
        observation.deliveries.map((each) => each.id).sort(),
      )
      assert.equal(new Set(offers.map((offer) => offer.riderId)).size, offers.length)
      for (const offer of offers) {
        const delivery = observation.deliveries.find((each) => each.id === offer.deliveryId) as WaitingDelivery
        const chosen = observation.riders.find((each) => each.id === offer.riderId) as FreeRider
        assert.ok(offer.distanceM <= 5000)
        assert.ok(chosen.cashRoomMinor >= delivery.collectMinor)
      }
    }),
  )
})

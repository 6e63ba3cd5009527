// Delivery as its users meet it: over HTTP, over the socket's command, and driven by the event log and the clock.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMarketDirectory } from '@provender/markets'
import { anOrder, walkOrder } from '@provender/ordering/fixtures'
import { type Actor, systemContext } from '@provender/platform/context'
import { startConsumers } from '@provender/platform/events'
import type { Policy } from '@provender/platform/http'
import { createHttpServer } from '@provender/platform/http-server'
import { createLogger } from '@provender/platform/log'
import { createResponseCache } from '@provender/platform/response-cache'
import { newId } from '@provender/platform/ids'
import { selectDeliveryOfOrder } from './delivery-store.ts'
import { aRider } from './fixtures.ts'
import { customer, openStage } from './stage-for-tests.ts'
import { broadcasts, routes, socketCommands, subscribers, sweeps } from './wiring.ts'

const stage = await openStage()
const { database, market, db, open } = stage
const { pool, operatorPool } = database
const now = () => systemContext(market, 'test')

const people = new Map<string, Actor>()
const app = createHttpServer({
  routes,
  policy: Object.fromEntries(
    routes.map((each) => [each.permission, { may: [audienceOf(each.audience)], whose: '' }]),
  ) as Policy,
  directory: await createMarketDirectory(operatorPool),
  pool,
  operatorPool,
  authenticate: async (token) => people.get(token),
  cache: createResponseCache(),
  logger: createLogger({ level: 'silent' }),
  secureCookies: false,
})

function audienceOf(audience: string): string {
  return audience === 'public' ? 'customer' : audience
}

/** What somebody asks, and what is answered. */
async function call(actor: Actor, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) {
  const token = newId()
  people.set(token, actor)
  const reply = await app.inject({
    method,
    url: `/m/${market.id}/api/v1${path}`,
    headers: { authorization: `Bearer ${token}` },
    ...(payload && { payload }),
  })
  // oxlint-disable-next-line typescript/no-explicit-any -- the test looks into answers of every shape.
  return { status: reply.statusCode, body: reply.json<any>() }
}

/** Follows events until it has come true. Transactions of other tests hold the log's horizon back for moments. */
async function followUntil(comesTrue: () => Promise<boolean>): Promise<void> {
  const consumers = startConsumers({ pool, subscribers, markets: () => [market], pollMs: 20 })
  const deadline = Date.now() + 10_000
  while (!(await comesTrue()) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20))
  await consumers.close()
}

const shopper: Actor = customer
const boss: Actor = { kind: 'account', accountId: newId(), roles: ['admin'], vendorIds: [] }

test('from the vendor’s yes to the customer’s table, driven by events alone', async () => {
  const rider = await open((tx) => aRider(tx, now()))
  const order = await open((tx) => anOrder(tx, { ...now(), actor: shopper }))
  const cook: Actor = { kind: 'account', accountId: newId(), roles: ['vendor'], vendorIds: [order.vendorId] }
  await open((tx) => walkOrder(tx, now(), order.id, 'accepted', 'preparing', 'ready'))
  await followUntil(async () => (await call(rider.actor, 'GET', '/rider/offers')).body.items.length > 0)

  const offers = await call(rider.actor, 'GET', '/rider/offers')
  assert.equal(offers.body.items.length, 1)
  const taken = await call(rider.actor, 'POST', `/rider/offers/${offers.body.items[0].id}/accept`)
  assert.deepEqual([taken.status, taken.body.state], [200, 'assigned'])
  const path = `/rider/deliveries/${taken.body.id}`
  const { body: counter } = await call(cook, 'GET', `/vendor/orders/${order.id}/delivery`)
  assert.equal(counter.rider.firstName, 'Michel')
  assert.equal((await call(rider.actor, 'PUT', `${path}/arrived`)).body.state, 'at_vendor')
  const wrong = counter.pickupCode === '0000' ? '0001' : '0000'
  const refused = await call(rider.actor, 'PUT', `${path}/picked-up`, { code: wrong })
  assert.deepEqual([refused.status, refused.body.code, refused.body.triesLeft], [409, 'delivery.pickup_code_wrong', 4])
  assert.equal(
    (await call(rider.actor, 'PUT', `${path}/picked-up`, { code: counter.pickupCode })).body.state,
    'picked_up',
  )
  const here = { at: new Date().toISOString(), ...stage.north(5) }
  assert.deepEqual((await call(rider.actor, 'POST', '/rider/positions', { positions: [here] })).body, {
    accepted: 1,
    late: 0,
    implausible: 0,
    ahead: 0,
  })
  const { body: seen } = await call(shopper, 'GET', `/orders/${order.id}/tracking`)
  assert.deepEqual([seen.state, seen.position.lat, seen.track.length], ['picked_up', here.lat, 1])
  assert.equal((await call(boss, 'GET', '/admin/deliveries?state=active')).body.items[0].rider.name, 'Michel Rider')
  assert.equal((await call(rider.actor, 'PUT', `${path}/arrived-at-customer`)).body.state, 'at_customer')
  assert.equal((await call(rider.actor, 'PUT', `${path}/delivered`, { code: '1234' })).body.state, 'delivered')

  assert.equal((await call(shopper, 'GET', `/orders/${order.id}/tracking`)).body.orderState, 'delivered')
  assert.equal((await call(boss, 'GET', `/admin/orders/${order.id}/delivery`)).body.history.length, 6)
  assert.equal((await call(rider.actor, 'GET', '/rider/me')).body.cash.inHandMinor, 6000)
  assert.equal((await call(rider.actor, 'PUT', '/rider/online', { online: false })).body.online, false)
})

test('the clock asks riders, too: a delivery that waited is offered when somebody comes', async () => {
  const order = await open((tx) => anOrder(tx, { ...now(), actor: shopper }))
  await open((tx) => walkOrder(tx, now(), order.id, 'accepted'))
  await followUntil(async () => (await selectDeliveryOfOrder(db, order.id)) !== undefined)
  const sweepAll = async () => {
    for (const each of sweeps) await each.handle({ db, open, ctx: systemContext(market, each.name) })
  }

  await sweepAll()
  const { body: waiting } = await call(boss, 'GET', '/admin/deliveries?state=waiting')
  assert.deepEqual(
    waiting.items.map((each: { orderId: string; waitingReason: string }) => [each.orderId, each.waitingReason]),
    [[order.id, 'nobody_free']],
  )
  const rider = await open((tx) => aRider(tx, now()))
  await sweepAll()

  const offers = await call(rider.actor, 'GET', '/rider/offers')
  const declined = await call(rider.actor, 'POST', `/rider/offers/${offers.body.items[0].id}/decline`)
  assert.deepEqual([declined.status, declined.body.state], [200, 'declined'])
  const again = await call(rider.actor, 'POST', `/rider/offers/${offers.body.items[0].id}/accept`)
  assert.deepEqual([again.status, again.body.code, again.body.state], [409, 'delivery.offer_gone', 'declined'])
})

test('what is not yours or was never there looks the same from outside', async () => {
  const rider = await open((tx) => aRider(tx, now()))
  const [offer, delivery, order] = [newId(), newId(), newId()]
  const answers = await Promise.all([
    call(rider.actor, 'POST', `/rider/offers/${offer}/accept`),
    call(rider.actor, 'POST', `/rider/offers/${offer}/decline`),
    call(rider.actor, 'PUT', `/rider/deliveries/${delivery}/arrived`),
    call(rider.actor, 'PUT', `/rider/deliveries/${delivery}/arrived-at-customer`),
    call(rider.actor, 'PUT', `/rider/deliveries/${delivery}/picked-up`, { code: '0000' }),
    call(rider.actor, 'PUT', `/rider/deliveries/${delivery}/delivered`, { code: '0000' }),
    call(rider.actor, 'PUT', `/rider/deliveries/${delivery}/failed`, { reason: 'x' }),
    call(rider.actor, 'PUT', `/rider/deliveries/${delivery}/released`, { reason: 'x' }),
    call(shopper, 'GET', `/orders/${order}/tracking`),
    call(boss, 'GET', `/admin/orders/${order}/delivery`),
    call(boss, 'PUT', `/admin/deliveries/${delivery}/released`, { reason: 'x' }),
    call(boss, 'PUT', `/admin/deliveries/${delivery}/failed`, { reason: 'x' }),
    call(boss, 'PUT', `/admin/riders/${delivery}/approval`, { approval: 'approved' }),
  ])

  assert.deepEqual(
    answers.map((answer) => answer.status),
    answers.map(() => 404),
  )
})

test('a rider says over the socket where he is; nobody else can, and nothing malformed gets in', async () => {
  const [updateLocation] = socketCommands
  const rider = await open((tx) => aRider(tx, { ...now(), at: new Date(Date.now() - 60_000) }))
  const say = (actor: Actor, payload: unknown) =>
    updateLocation?.handle({ db, open, ctx: { ...now(), actor } }, payload) ?? assert.fail('there is no such command')

  assert.deepEqual(await say(rider.actor, { ...stage.north(50), heading: 90, speed: 5 }), {
    accepted: 1,
    late: 0,
    implausible: 0,
    ahead: 0,
  })
  await assert.rejects(say(rider.actor, { lat: 91, lng: 0 }), { code: 'http.invalid' })
  await assert.rejects(say(rider.actor, { ...stage.north(50), orderId: newId() }), { code: 'http.invalid' })
  await assert.rejects(say(shopper, stage.north(50)), { code: 'http.forbidden' })
})

test('every broadcast tells only rooms of those concerned, and positions only the order’s room', () => {
  const fact = {
    ...{ deliveryId: 'd', orderId: 'o', orderNumber: 'n', vendorId: 'v', customerId: 'c', riderId: 'r' },
    ...{ state: 'assigned', at: '', by: 'rider', reason: null, vendorName: 'Chez Test', pickup: stage.north(0) },
    ...{
      rider: { name: 'Michel', vehicle: 'scooter' },
      offerId: 'f',
      name: 'Michel',
      approval: 'approved',
      online: true,
    },
    ...{ lat: 1, lng: 2, heading: null, speedMps: 3 },
  }
  const told = broadcasts.map((each) => `${each.event.name} ${each.name}: ${each.rooms(fact as never, 'm').join(' ')}`)
  const everybody = 'order:o customer:c vendor:v rider:r admin:m'

  assert.deepEqual(told, [
    'delivery.delivery_requested delivery:waiting: admin:m',
    'delivery.offer_made new_order: rider:r',
    'delivery.offer_made delivery:offered: rider:r',
    'delivery.offer_closed delivery:offer_closed: rider:r',
    `delivery.rider_assigned rider_assigned: ${everybody}`,
    `delivery.rider_assigned DeliveryAssigned: ${everybody}`,
    `delivery.rider_arrived delivery:status_updated: ${everybody}`,
    `delivery.picked_up delivery:status_updated: ${everybody}`,
    `delivery.delivered delivery:status_updated: ${everybody}`,
    `delivery.delivery_failed delivery:status_updated: ${everybody}`,
    `delivery.delivery_returned delivery:status_updated: ${everybody}`,
    `delivery.delivery_released delivery:status_updated: ${everybody}`,
    `delivery.delivery_cancelled delivery:status_updated: ${everybody}`,
    `delivery.rider_near delivery:near: ${everybody}`,
    'delivery.rider_moved delivery:location: order:o',
    'delivery.rider_moved rider_location_update: order:o',
    'delivery.food_ready order_ready: rider:r',
    'delivery.delivered order_delivered: rider:r',
    'delivery.delivery_cancelled order_cancelled: rider:r',
    'delivery.rider_applied rider:updated: rider:r admin:m',
    'delivery.rider_decided rider:updated: rider:r admin:m',
    'delivery.rider_availability_changed rider:updated: rider:r admin:m',
  ])
  assert.deepEqual(broadcasts.find((each) => each.name === 'rider_location_update')?.body(fact as never), {
    orderId: 'o',
    at: '',
    lat: 1,
    lng: 2,
    heading: null,
    speed: 3,
  })
})

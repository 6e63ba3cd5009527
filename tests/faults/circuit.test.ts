// A gateway that hangs, dies or comes back: only its own payments feel it, and none of them is charged twice.
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { aPerson } from '@provender/identity/fixtures'
import { aFullWallet } from '@provender/ledger/fixtures'
import { openMarket } from '@provender/markets/fixtures'
import { anOrder } from '@provender/ordering/fixtures'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import { type Errand, checkPayment } from '../../modules/payments/charge-payment.ts'
import { type GuardedGateway, guardGateway } from '../../modules/payments/circuit.ts'
import { payOrder } from '../../modules/payments/collect-payment.ts'
import { createGateways } from '../../modules/payments/gateways.ts'
import { selectPayment } from '../../modules/payments/payment-store.ts'
import { pollPayments } from '../../modules/payments/poll-payments.ts'
import { openStand, stands } from './gateway-stands.ts'

const database = await openTestDatabase()
const market = await openMarket(database, 'testmarket', {
  paymentMethods: ['wallet', 'mobile_money', 'card'],
  payments: { gateways: { card: ['stripe'], mobile_money: ['campay', 'noupay'] } },
})
const { db, open } = database.market(market.id)
const ada = await aPerson(database, market)
const phone = '+237670000001'
const patience = { timeoutMs: 400, openMs: 1500 }

const stand = async (name: string) => openStand(stands.find((each) => each.name === name) ?? assert.fail(name))
const [campay, noupay, stripe] = await Promise.all([stand('campay'), stand('noupay'), stand('stripe')])
after(() => Promise.all([campay, noupay, stripe].map(({ provider }) => provider.close())))

/** A gateway whose server has gone: nobody answers at its address any more. */
async function gone(name: string): Promise<GuardedGateway> {
  const { provider, gateway } = await stand(name)
  await provider.close()
  return guardGateway(gateway, patience)
}

/** Fuses are new in every test. */
let gateways = createGateways([])
let guarded: Record<'campay' | 'noupay' | 'stripe', GuardedGateway>
beforeEach(() => {
  for (const { provider } of [campay, noupay, stripe])
    Object.assign(provider, { mood: 'waiting, answered', delayMs: 0 })
  guarded = {
    campay: guardGateway(campay.gateway, patience),
    noupay: guardGateway(noupay.gateway, patience),
    stripe: guardGateway(stripe.gateway, patience),
  }
  gateways = createGateways(Object.values(guarded))
})

const errand = (seconds = 0): Errand => ({
  db,
  open,
  gateways,
  ctx: testContext(market, ada.actor, { at: new Date(Date.now() + seconds * 1000) }),
})
const order = (paymentMethod: 'mobile_money' | 'card' | 'wallet') =>
  open((tx) => anOrder(tx, errand().ctx, { paymentMethod }))
const pay = async (method: 'mobile_money' | 'card') => payOrder(errand(), { orderId: (await order(method)).id, phone })
const took = async (work: () => Promise<unknown>) => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

test('a gateway that hangs for 30 seconds leaves cards and wallets untouched, and soon its own payers too', async () => {
  await open((tx) => aFullWallet(tx, ada.accountId, { amountMinor: 1_000_000 }))
  const usual = await took(() => pay('card'))
  campay.provider.delayMs = 30_000

  const stuck = Array.from({ length: 24 }, () => pay('mobile_money'))
  const others = await Promise.all(
    Array.from({ length: 10 }, (_, turn) => took(() => (turn % 2 === 0 ? pay('card') : order('wallet')))),
  )

  assert.ok(Math.max(...others) < Math.max(1500, 20 * usual), `paying otherwise took ${Math.max(...others)} ms`)
  const states = (await Promise.all(stuck)).map(({ state, gateway }) => `${gateway} ${state}`)
  assert.ok(states.includes('campay unknown'), 'who was being asked is not told that it has failed')
  assert.ok(states.includes('noupay pending'), 'who had not been asked pays through the next one')
  assert.equal(states.length, states.filter((each) => ['campay unknown', 'noupay pending'].includes(each)).length)

  assert.equal(guarded.campay.circuit.position(), 'open')
  assert.ok((await took(async () => assert.equal((await pay('mobile_money')).gateway, 'noupay'))) < 1500)
})

test('a circuit that is open lets one try through after a while, and closes when that works', async () => {
  campay.provider.mood = 'nothing, 500'
  for (let turn = 0; turn < 3; turn++) await pay('mobile_money')
  assert.equal(guarded.campay.circuit.position(), 'open')

  campay.provider.mood = 'waiting, answered'
  await new Promise((resolve) => setTimeout(resolve, patience.openMs + 100))
  // Ill ones are asked last, so it is a question about an earlier payment that finds it well.
  const evidence = await guarded.campay.status({ marketId: market.id, reference: 'r', transaction: 'nobody' })

  assert.equal(evidence.state, 'never_heard_of')
  assert.equal(guarded.campay.circuit.position(), 'closed')
  assert.equal((await pay('mobile_money')).gateway, 'campay')
})

test('one that is not there hands its payments on; nothing was charged, and only one was', async () => {
  gateways = createGateways([await gone('campay'), guarded.noupay])
  const before = noupay.provider.charges.length

  const payment = await pay('mobile_money')

  assert.equal(payment.gateway, 'noupay')
  assert.equal(payment.state, 'pending')
  assert.equal(noupay.provider.charges.length, before + 1)
  noupay.provider.approve(payment.id)
  assert.equal((await checkPayment(errand(1), payment)).state, 'succeeded')
})

test('when none of them is there the payer is told at once, may try again, and the order is not given up', async () => {
  gateways = createGateways([await gone('campay'), await gone('noupay')])
  const { id } = await order('mobile_money')

  for (let turn = 0; turn < 4; turn++) {
    const payment = await payOrder(errand(), { orderId: id, phone })
    assert.equal(payment.state, 'failed')
    assert.match(payment.failure ?? '', /Nothing was charged/)
  }

  gateways = createGateways([guarded.noupay])
  assert.equal((await payOrder(errand(), { orderId: id, phone })).state, 'pending')
})

test('an answer that never came is never handed on', async () => {
  campay.provider.mood = 'taken, no answer'
  const before = noupay.provider.charges.length

  const payment = await pay('mobile_money')

  assert.equal(payment.state, 'unknown')
  assert.equal(payment.gateway, 'campay')
  assert.equal(noupay.provider.charges.length, before)
  campay.provider.mood = 'waiting, answered'
  for (const seconds of [22, 23, 24, 83, 84, 85]) {
    await pollPayments({ ...errand(seconds), ctx: { ...errand(seconds).ctx, actor: { kind: 'system', name: 'poll' } } })
  }
  assert.equal((await selectPayment(db, payment.id))?.state, 'succeeded')
})

test('what may be repeated is tried again when it failed quickly; what may not, is not', async () => {
  campay.provider.mood = 'nothing, 500'
  noupay.provider.mood = 'nothing, 500'
  const request = {
    marketId: market.id,
    reference: crypto.randomUUID(),
    method: 'mobile_money' as const,
    amountMinor: 500,
    currency: 'XAF',
    description: 'Order 1',
    returnPath: '/',
    phone,
    challenge: false,
  }

  await assert.rejects(guarded.campay.start(request))
  await assert.rejects(guarded.noupay.start(request))

  const tries = (asked: readonly string[]) => asked.filter((reference) => reference === request.reference).length
  assert.deepEqual([tries(campay.provider.asked), tries(noupay.provider.asked)], [2, 1])
})

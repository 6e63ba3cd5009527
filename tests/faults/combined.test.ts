// Part from the wallet, the rest through a gateway: the order has both or neither, whatever the gateway does.
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { aPerson } from '@provender/identity/fixtures'
import { findViolations, getOrderFunds } from '@provender/ledger'
import { aFullWallet, walletOf } from '@provender/ledger/fixtures'
import { openMarket } from '@provender/markets/fixtures'
import { getOrderToPay } from '@provender/ordering'
import { anOrder, walkOrder } from '@provender/ordering/fixtures'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import type { Errand } from '../../modules/payments/charge-payment.ts'
import { guardGateway } from '../../modules/payments/circuit.ts'
import { payOrder } from '../../modules/payments/collect-payment.ts'
import { createGateways } from '../../modules/payments/gateways.ts'
import { pollPayments } from '../../modules/payments/poll-payments.ts'
import { openStand, stands } from './gateway-stands.ts'

const database = await openTestDatabase()
const market = await openMarket(database, 'testmarket', { paymentMethods: ['wallet', 'mobile_money'] })
const { db, open } = database.market(market.id)
const { provider, gateway } = await openStand(stands.find(({ name }) => name === 'sandbox') ?? assert.fail())
after(() => provider.close())
const gateways = createGateways([guardGateway(gateway, { retries: 0, failures: 1000 })])

const errand = (seconds = 0, actor: Errand['ctx']['actor'] = { kind: 'system', name: 'payments.poll' }): Errand => ({
  db,
  open,
  gateways,
  ctx: testContext(market, actor, { at: new Date(Date.now() + seconds * 1000) }),
})
const total = 6000
const part = 2500

beforeEach(() => {
  provider.mood = 'waiting, answered'
})

/** Somebody with so much in the wallet, and an order of 6,000 of which 2,500 are paid from it. */
async function scene(walletMinor = 4000) {
  const ada = await aPerson(database, market)
  await open((tx) => aFullWallet(tx, ada.accountId, { amountMinor: walletMinor }))
  const by = (seconds = 0) => errand(seconds, ada.actor)
  const order = () => open((tx) => anOrder(tx, by().ctx, { paymentMethod: 'mobile_money' }, { fromWalletMinor: part }))
  return {
    order,
    pay: (orderId: string, seconds = 0) => payOrder(by(seconds), { orderId }),
    wallet: () => walletOf(db, 'customer', ada.accountId),
    state: async (orderId: string) => (await getOrderToPay(db, errand().ctx, orderId)).state,
  }
}

test('the gateway collects the rest and no more, and the order is placed when both are there', async () => {
  const ada = await scene()
  const order = await ada.order()
  assert.equal(await ada.wallet(), 4000 - part)
  const payment = await ada.pay(order.id)
  assert.equal(payment.amount_minor, total - part)
  assert.equal(await ada.state(order.id), 'awaiting_payment')

  provider.approve(payment.id)
  await pollPayments(errand(6))

  assert.equal(await ada.state(order.id), 'placed')
  assert.equal((await getOrderFunds(db, errand().ctx, order.id)).capturedMinor, total)
  assert.equal(await ada.wallet(), 4000 - part)
  assert.deepEqual(await findViolations(db, errand().ctx), [])
})

test('refused for good: the wallet has its part back, and nothing was collected', async () => {
  const ada = await scene()
  const order = await ada.order()
  for (let turn = 0; turn < 3; turn++) {
    const payment = await ada.pay(order.id)
    provider.decline(payment.id)
    await pollPayments(errand(6))
  }

  assert.equal(await ada.state(order.id), 'payment_failed')
  assert.equal(await ada.wallet(), 4000)
  assert.deepEqual(await findViolations(db, errand().ctx), [])
})

test('time runs out, and then the gateway collects after all: everything is in the wallet, nothing is lost', async () => {
  const ada = await scene()
  const order = await ada.order()
  provider.mood = 'taken, no answer'
  const payment = await ada.pay(order.id)
  assert.equal(payment.state, 'unknown')
  await open((tx) => walkOrder(tx, errand().ctx, order.id, 'expired'))
  assert.equal(await ada.wallet(), 4000)

  provider.mood = 'waiting, answered'
  await pollPayments(errand(22))

  assert.equal(await ada.wallet(), 4000 + total - part)
  assert.deepEqual(await findViolations(db, errand().ctx), [])
})

test('ten orders at once want the same wallet: it pays for those it can, and the others are not there', async () => {
  const ada = await scene(4 * part)

  const orders = await Promise.allSettled(Array.from({ length: 10 }, () => ada.order()))

  const refused = orders.filter((each) => each.status === 'rejected')
  assert.equal(orders.length - refused.length, 4)
  for (const { reason } of refused) assert.equal((reason as { code: string }).code, 'ledger.insufficient_funds')
  assert.equal(await ada.wallet(), 0)
  assert.deepEqual(await findViolations(db, errand().ctx), [])
})

test('the book of the gateway and ours agree at the end', async () => {
  const collected = provider.book().reduce((sum, line) => sum + Number(line.split(' ')[1]), 0)

  assert.equal(collected, 2 * (total - part))
})

// A gateway that charges and does not say so: nobody pays twice, nobody who paid is told that he did not.
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import pg from 'pg'
import { aPerson } from '@provender/identity/fixtures'
import { findViolations } from '@provender/ledger'
import { walletOf } from '@provender/ledger/fixtures'
import { openMarket } from '@provender/markets/fixtures'
import { getOrderToPay } from '@provender/ordering'
import { anOrder } from '@provender/ordering/fixtures'
import type { Actor, Context } from '@provender/platform/context'
import { sql } from '@provender/platform/db'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import { type Errand, checkPayment, payOrder, topUp } from '../../modules/payments/collect-payment.ts'
import { createGateways } from '../../modules/payments/gateways.ts'
import { hearWebhook } from '../../modules/payments/hear-webhook.ts'
import { type PaymentRow, selectPayment } from '../../modules/payments/payment-store.ts'
import { pollPayments } from '../../modules/payments/poll-payments.ts'
import { sandboxGateway } from '../../modules/payments/sandbox-gateway.ts'
import { signWebhook, signatureHeader } from '../../modules/payments/sandbox/sandbox-signature.ts'
import { eventually } from '../journeys/town.ts'
import { type Mood, startMoodyProvider } from './moody-provider.ts'

const secret = 'known to both of them'
const atOnce = 10

const database = await openTestDatabase()
const market = await openMarket(database, 'testmarket')
const { db, open } = database.market(market.id)
const provider = await startMoodyProvider()
after(() => provider.close())
const gateways = createGateways([
  sandboxGateway({
    apiOrigin: provider.origin,
    publicUrl: 'http://127.0.0.1',
    apiKey: secret,
    webhookSecrets: [secret],
    timeoutMs: 400,
  }),
])
const ada = await aPerson(database, market)
/** The clock runs from the moment of the test, because payments are dated by the database. */
const ctxAfter = (seconds: number, actor: Actor): Context =>
  testContext(market, actor, { at: new Date(Date.now() + seconds * 1000) })
const adaAfter = (seconds: number): Errand => ({ db, open, gateways, ctx: ctxAfter(seconds, ada.actor) })
const workerAfter = (seconds: number): Errand => ({
  db,
  open,
  gateways,
  ctx: ctxAfter(seconds, { kind: 'system', name: 'payments.poll' }),
})
const unpaidOrder = () => open((tx) => anOrder(tx, adaAfter(0).ctx, { paymentMethod: 'mobile_money' }))
const unpaidOrders = () => Promise.all(Array.from({ length: atOnce }, unpaidOrder))
const orderState = async (orderId: string) => (await getOrderToPay(db, workerAfter(0).ctx, orderId)).state
const paymentState = async ({ id }: PaymentRow) => (await selectPayment(db, id))?.state
/** Three workers, as they would on three machines. */
const poll = (seconds: number) => Promise.all([1, 2, 3].map(() => pollPayments(workerAfter(seconds))))

beforeEach(() => {
  provider.mood = 'waiting, answered'
  provider.deaf = false
})

const unheard: Mood[] = ['taken, no answer', 'taken, 500', 'taken, cut']
for (const mood of unheard) {
  test(`${mood}: the payment is unknown, is not charged again, and the poll finds it paid`, async () => {
    const orders = await unpaidOrders()
    provider.mood = mood

    // The customer taps twice, and once more when nothing seems to happen.
    const first = await Promise.all(
      orders.flatMap(({ id }) => [payOrder(adaAfter(0), { orderId: id }), payOrder(adaAfter(0), { orderId: id })]),
    )
    const again = await Promise.all(orders.map(({ id }) => payOrder(adaAfter(1), { orderId: id })))

    assert.equal(new Set(first.map(({ id }) => id)).size, atOnce)
    assert.deepEqual(new Set(again.map(({ state }) => state)), new Set(['unknown']))
    const references = new Set(again.map(({ id }) => id))
    assert.equal(provider.asked.filter((reference) => references.has(reference)).length, atOnce)

    await poll(6)

    for (const payment of again) assert.equal(await paymentState(payment), 'succeeded')
    for (const { id } of orders) assert.equal(await orderState(id), 'placed')
    await assertBooksAgree()
  })
}

test('answered, and its webhook never comes: the poll finds it paid', async () => {
  const orders = await unpaidOrders()
  const payments = await Promise.all(orders.map(({ id }) => payOrder(adaAfter(0), { orderId: id })))
  for (const { id } of payments) provider.approve(id)

  await poll(6)

  for (const payment of payments) assert.equal(await paymentState(payment), 'succeeded')
  for (const { id } of orders) assert.equal(await orderState(id), 'placed')
  await assertBooksAgree()
})

test('a top-up whose answer never came fills the wallet once', async () => {
  provider.mood = 'taken, no answer'
  const before = await walletOfAda()
  const payment = await topUp(adaAfter(0), { amountMinor: 5000, method: 'mobile_money' })
  assert.equal(payment.state, 'unknown')

  await poll(6)
  await poll(30)

  assert.equal(await paymentState(payment), 'succeeded')
  assert.equal(await walletOfAda(), before + 5000)
  await assertBooksAgree()
})

for (const mood of ['nothing, no answer', 'nothing, 500'] as const) {
  test(`${mood}: not failed before it is certain; then the customer may try again and pays once`, async () => {
    const order = await unpaidOrder()
    provider.mood = mood
    const lost = await payOrder(adaAfter(0), { orderId: order.id })

    await poll(6)
    assert.equal(await paymentState(lost), 'unknown')
    assert.equal((await payOrder(adaAfter(7), { orderId: order.id })).id, lost.id)
    await poll(130)
    assert.equal(await paymentState(lost), 'failed')

    provider.mood = 'waiting, answered'
    const second = await payOrder(adaAfter(131), { orderId: order.id })
    assert.notEqual(second.id, lost.id)
    provider.approve(second.id)
    await poll(140)

    assert.equal(await paymentState(second), 'succeeded')
    assert.equal(await orderState(order.id), 'placed')
    await assertBooksAgree()
  })
}

test('a gateway that cannot be asked changes nothing; when it can, the payment arrives', async () => {
  const order = await unpaidOrder()
  provider.mood = 'taken, 500'
  provider.deaf = true
  const payment = await payOrder(adaAfter(0), { orderId: order.id })

  for (const seconds of [6, 30, 130]) await poll(seconds)
  assert.equal(await paymentState(payment), 'unknown')
  assert.equal(await orderState(order.id), 'awaiting_payment')

  provider.deaf = false
  await poll(600)
  assert.equal(await paymentState(payment), 'succeeded')
  assert.equal(await orderState(order.id), 'placed')
  await assertBooksAgree()
})

test('webhooks before the answer, ten at once under two names, with polls and confirmations among them: one capture', async () => {
  const order = await unpaidOrder()
  provider.mood = 'taken, no answer'
  const paying = payOrder(adaAfter(0), { orderId: order.id })
  const reference = await eventually(async () => {
    const last = provider.asked.at(-1)
    return last !== undefined && (await selectPayment(db, last))?.order_id === order.id && last
  }, 'the provider is asked')
  const known = (await selectPayment(db, reference)) ?? assert.fail()

  const heard = await Promise.all(
    Array.from({ length: atOnce }, (_, index) => hear({ id: `${reference} ${index % 2}`, reference })),
  )
  await Promise.all([poll(6), checkPayment(adaAfter(1), known), checkPayment(adaAfter(1), known), paying])

  assert.equal(heard.filter(({ news }) => news).length, 2)
  assert.equal(await paymentState(known), 'succeeded')
  assert.equal(await orderState(order.id), 'placed')
  await assertBooksAgree()
})

for (const first of ['given up', 'open'] as const) {
  test(`an attempt that was given up turns out to be paid, as does another one, first the one ${first}: no money is lost`, async () => {
    const order = await unpaidOrder()
    provider.mood = 'nothing, no answer'
    const given = await payOrder(adaAfter(0), { orderId: order.id })
    await poll(130)
    assert.equal(await paymentState(given), 'failed')
    provider.mood = 'waiting, answered'
    const second = await payOrder(adaAfter(131), { orderId: order.id })
    const before = await walletOfAda()
    const tellOfGiven = async () => {
      provider.chargeLate(given.id)
      // The gateway tells it twice, and only the second time it can also be asked.
      provider.deaf = true
      await assert.rejects(hear({ id: `late ${first}`, reference: given.id }), { code: 'payments.gateway_silent' })
      provider.deaf = false
      await hear({ id: `late ${first}`, reference: given.id })
      assert.equal(await paymentState(given), 'succeeded')
    }
    const tellOfSecond = async () => {
      provider.approve(second.id)
      await poll(140)
      assert.equal(await paymentState(second), 'succeeded')
    }

    for (const tell of first === 'open' ? [tellOfSecond, tellOfGiven] : [tellOfGiven, tellOfSecond]) {
      await tell()
      assert.equal(await orderState(order.id), 'placed')
      await assertBooksAgree()
    }

    assert.equal(await walletOfAda(), before + order.totalMinor, 'what the order did not need is in the wallet')
    assert.equal((await payOrder(adaAfter(150), { orderId: order.id })).state, 'succeeded')
  })
}

const dying = createGateways([
  {
    ...gateways.named('sandbox'),
    start() {
      throw new Error('the process is killed before it calls')
    },
  },
])

test('a crash between writing down and calling: the next tap makes the call under the same reference', async () => {
  const order = await unpaidOrder()
  await assert.rejects(payOrder({ ...adaAfter(0), gateways: dying }, { orderId: order.id }))

  const soon = await payOrder(adaAfter(1), { orderId: order.id })
  assert.equal(soon.state, 'created', 'whoever calls may still be at it')
  const [first, second] = await Promise.all([16, 16].map((at) => payOrder(adaAfter(at), { orderId: order.id })))

  assert.deepEqual([first?.id, second?.id], [soon.id, soon.id])
  assert.equal(provider.asked.filter((reference) => reference === soon.id).length, 1)
  assert.equal(
    (await selectPayment(db, soon.id))?.action_url,
    `http://127.0.0.1/pay/${provider.charges.get(soon.id)?.id}`,
  )
})

test('a crash between writing down and calling, and no further tap: the poll makes the call', async () => {
  const order = await unpaidOrder()
  await assert.rejects(payOrder({ ...adaAfter(0), gateways: dying }, { orderId: order.id }))

  await poll(20)

  const known = await payOrder(adaAfter(21), { orderId: order.id })
  assert.equal(known.state, 'action_needed')
  assert.equal(provider.asked.filter((reference) => reference === known.id).length, 1)
})

test('a top-up asked for ten times under one key is one payment; the key is good for nothing else', async () => {
  const keyed = (key: string): Errand => ({ ...adaAfter(0), ctx: { ...adaAfter(0).ctx, idempotencyKey: key } })
  const wish = { amountMinor: 5000, method: 'mobile_money' } as const

  const made = await Promise.all(Array.from({ length: atOnce }, () => topUp(keyed('once'), wish)))
  const other = await topUp(keyed('another'), wish)

  const [first] = made
  assert.equal(new Set(made.map(({ id }) => id)).size, 1)
  assert.equal(provider.asked.filter((reference) => reference === first?.id).length, 1)
  assert.notEqual(other.id, first?.id)
  await assert.rejects(topUp(keyed('once'), { ...wish, amountMinor: 6000 }), { code: 'http.idempotency_key_reused' })
})

test('no transaction is open while the gateway keeps us waiting', async () => {
  const order = await unpaidOrder()
  const asked = provider.asked.length
  provider.mood = 'nothing, no answer'
  const eye = new pg.Client({ connectionString: database.adminUrl })
  await eye.connect()

  const paying = payOrder(adaAfter(0), { orderId: order.id })
  await eventually(async () => provider.asked.length > asked, 'the gateway is asked')
  const { rows } = await eye.query(
    `SELECT query FROM pg_stat_activity WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()`,
  )
  await eye.end()
  await paying

  assert.deepEqual(rows, [])
})

function hear(message: { id: string; reference: string }) {
  const body = JSON.stringify({ ...message, type: 'charge.succeeded' })
  const headers = { [signatureHeader]: signWebhook(secret, body, new Date()) }
  return hearWebhook(
    { db, open, gateways, ctx: ctxAfter(0, { kind: 'anonymous' }) },
    { gateway: 'sandbox', headers, body: Buffer.from(body) },
  )
}

async function walletOfAda(): Promise<number> {
  return walletOf(db, 'customer', ada.accountId)
}

/** The provider's own book is the oracle: each of its charges is in the ledger once, and nothing else is. */
async function assertBooksAgree(): Promise<void> {
  const { rows } = await sql<{ key: string; amount: number }>`
    SELECT t.key, -sum(e.amount_minor)::bigint AS amount
    FROM ledger.transfers t JOIN ledger.entries e ON e.transfer_id = t.id JOIN ledger.accounts a ON a.id = e.account_id
    WHERE t.key LIKE 'capture:sandbox:%' AND a.kind = 'clearing' GROUP BY t.key
  `.execute(db)
  const ours = rows.map(({ key, amount }) => `${key.replace('capture:sandbox:', '')} ${amount}`)

  assert.deepEqual(ours.toSorted(), provider.book())
  assert.deepEqual(await findViolations(db, workerAfter(0).ctx), [])
}

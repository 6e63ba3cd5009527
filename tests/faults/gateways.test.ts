// One contract for every gateway: it charges and does not say so, says so and did not, tells twice, late, out of order or
// never, and strangers speak in its name. Nobody pays twice, nobody who paid is told otherwise, and its book is ours.
import assert from 'node:assert/strict'
import { after, beforeEach, describe, test } from 'node:test'
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
import { type Errand, checkPayment } from '../../modules/payments/charge-payment.ts'
import { payOrder, topUp } from '../../modules/payments/collect-payment.ts'
import type { Mood } from '../../modules/payments/fakes/fake-provider.ts'
import { createGateways } from '../../modules/payments/gateways.ts'
import { hearWebhook } from '../../modules/payments/hear-webhook.ts'
import { type PaymentRow, selectPayment } from '../../modules/payments/payment-store.ts'
import { pollPayments } from '../../modules/payments/poll-payments.ts'
import { eventually } from '../journeys/town.ts'
import { type Stand, openStand, secrets, stands } from './gateway-stands.ts'

const atOnce = 8
const database = await openTestDatabase()
/** A message as another gateway would send it. */
const strangers = new Map<string, Omit<Parameters<typeof hearWebhook>[1], 'gateway'>>()

for (const scene of await Promise.all(stands.map(prepare))) describe(scene.stand.name, () => contract(scene))

async function prepare(stand: Stand) {
  const market = await openMarket(database, `of-${stand.name}`, {
    currency: stand.currency,
    currencyDecimals: stand.currency === 'XAF' ? 0 : 2,
    paymentMethods: ['wallet', stand.method],
    payments: {
      gateways: { card: [stand.name as 'stripe'], mobile_money: [stand.name as 'campay'] },
      threeDSecureFromMinor: 9000,
    },
  })
  const { provider, gateway } = await openStand(stand)
  after(() => provider.close())

  return { stand, market, provider, gateway, ada: await aPerson(database, market) }
}

function contract({ stand, market, provider, gateway, ada }: Awaited<ReturnType<typeof prepare>>): void {
  const { db, open } = database.market(market.id)
  // What the fuse does is tested with the fuse: here every call counts.
  const unguarded = { ...gateway, circuit: { position: () => 'closed' as const, underWay: () => 0 } }
  const gateways = createGateways([unguarded])
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
  const phone = '+237670000001'
  const pay = (seconds: number, orderId: string) => payOrder(adaAfter(seconds), { orderId, phone })
  const unpaidOrder = (goodsMinor = 5000) =>
    open((tx) => anOrder(tx, adaAfter(0).ctx, { paymentMethod: stand.method, goodsMinor }))
  const unpaidOrders = () => Promise.all(Array.from({ length: atOnce }, () => unpaidOrder()))
  const orderState = async (orderId: string) => (await getOrderToPay(db, workerAfter(0).ctx, orderId)).state
  const paymentState = async ({ id }: PaymentRow) => (await selectPayment(db, id))?.state
  /** Three workers, as they would on three machines. */
  const poll = (seconds: number) => Promise.all([1, 2, 3].map(() => pollPayments(workerAfter(seconds))))
  /** Until every question has been asked again that is asked again while an order waits. */
  const letTimePass = async () => {
    for (const seconds of [6, 22, 83, 400, 1400]) await poll(seconds)
  }
  const tell = (
    reference: string,
    { eventId = `evt_${reference}`, secret = secrets[0] as string, at = new Date() } = {},
  ) => hear(provider.tell({ reference, eventId, secret, at }))
  const hear = (message: Omit<Parameters<typeof hearWebhook>[1], 'gateway'>) =>
    hearWebhook({ ...adaAfter(0), ctx: ctxAfter(0, { kind: 'anonymous' }) }, { ...message, gateway: stand.name })
  const refused = { code: 'payments.webhook_refused' }

  beforeEach(() => {
    provider.mood = 'waiting, answered'
    provider.deaf = false
  })

  const unheard: Mood[] = ['taken, no answer', 'taken, 500', 'taken, cut']
  for (const mood of unheard) {
    test(`${mood}: the payment is unknown, is not charged again, and is found paid`, async () => {
      const orders = await unpaidOrders()
      provider.mood = mood

      // The customer taps twice, and once more when nothing seems to happen.
      const first = await Promise.all(orders.flatMap(({ id }) => [pay(0, id), pay(0, id)]))
      const again = await Promise.all(orders.map(({ id }) => pay(1, id)))

      assert.equal(new Set(first.map(({ id }) => id)).size, atOnce)
      assert.deepEqual(new Set(again.map(({ state }) => state)), new Set(['unknown']))
      const references = new Set(again.map(({ id }) => id))
      assert.equal(provider.asked.filter((reference) => references.has(reference)).length, atOnce)

      provider.mood = 'waiting, answered'
      await letTimePass()
      // Where nobody can be asked without the provider's own name for the charge, its callback brings it.
      if (!gateway.repeatable && !stand.findsByReference) for (const { id } of again) await tell(id)

      for (const payment of again) assert.equal(await paymentState(payment), 'succeeded')
      for (const { id } of orders) assert.equal(await orderState(id), 'placed')
      await assertBooksAgree()
    })
  }

  test('begun, approved, and its webhook never comes: the poll finds it paid', async () => {
    const orders = await unpaidOrders()
    const payments = await Promise.all(orders.map(({ id }) => pay(0, id)))
    for (const { id, state } of payments) {
      assert.equal(state, stand.waits)
      provider.approve(id)
    }

    await poll(6)

    for (const payment of payments) assert.equal(await paymentState(payment), 'succeeded')
    for (const { id } of orders) assert.equal(await orderState(id), 'placed')
    await assertBooksAgree()
  })

  test('declined: nothing is booked, and the order goes on waiting', async () => {
    const order = await unpaidOrder()
    const payment = await pay(0, order.id)
    provider.decline(payment.id)

    await tell(payment.id)

    assert.equal(await paymentState(payment), stand.declineIsFinal ? 'failed' : stand.waits)
    assert.equal(await orderState(order.id), 'awaiting_payment')
    await assertBooksAgree()
  })

  test('a lie: it says that it has charged and has not; nothing is booked on its word', async () => {
    const order = await unpaidOrder()
    provider.mood = 'nothing, lie'
    const payment = await pay(0, order.id)
    await poll(6)

    assert.notEqual(await paymentState(payment), 'succeeded')
    assert.equal(await orderState(order.id), 'awaiting_payment')
    await assertBooksAgree()
  })

  if (gateway.checkout) {
    test('its own form gets what it needs for this payment, whether or not we have heard its name for it', async () => {
      const payment = await pay(0, (await unpaidOrder()).id)
      const handle = { marketId: market.id, reference: payment.id }
      const known = await gateway.checkout?.({ ...handle, transaction: payment.gateway_transaction ?? undefined })

      assert.deepEqual(await gateway.checkout?.({ ...handle, transaction: undefined }), known)
      assert.equal(known?.kind, stand.name)
      assert.ok(known?.token.startsWith(provider.of(payment.id).orderId))
    })
  }

  const { refunds } = gateway
  if (refunds && stand.name !== 'sandbox') {
    test('money back the way it came: once under one reference, found again after a lost answer, never more than was paid', async () => {
      const payment = await pay(0, (await unpaidOrder()).id)
      provider.approve(payment.id)
      await poll(6)
      const { gateway_transaction: transaction } = (await selectPayment(db, payment.id)) ?? assert.fail()
      const handle = { marketId: market.id, transaction: transaction ?? assert.fail() }
      const wish = { ...handle, reference: crypto.randomUUID(), amountMinor: 2500, currency: stand.currency }
      const paid = { state: 'succeeded', amountMinor: 2500, currency: stand.currency, failure: undefined }

      assert.equal((await refunds.status(wish)).state, 'never_heard_of')
      provider.refundMood = 'mute'
      await assert.rejects(refunds.give(wish))
      assert.deepEqual(await refunds.status(wish), paid)
      provider.refundMood = 'paid'
      assert.deepEqual(await refunds.give(wish), paid)
      assert.equal((await refunds.give({ ...wish, reference: crypto.randomUUID(), amountMinor: 3501 })).state, 'failed')
      provider.refundMood = 'slow'
      const slow = { ...wish, reference: crypto.randomUUID(), amountMinor: 3500 }
      assert.equal((await refunds.give(slow)).state, 'pending')
      provider.refundMood = 'paid'

      assert.deepEqual(
        provider.refunds.filter(({ charge }) => charge.reference === payment.id).map(({ amountMinor }) => amountMinor),
        [2500, 3500],
      )
      assert.equal(await paymentState(payment), 'succeeded')
    })
  }

  if (stand.wasChallenged) {
    test('from the threshold on the payer has to be proven, and below it not', async () => {
      const [small, large] = [await unpaidOrder(5000), await unpaidOrder(8000)]
      await pay(0, small.id)
      await pay(0, large.id)

      assert.deepEqual(
        provider.requests.slice(-2).map((request) => stand.wasChallenged?.(request)),
        [false, true],
      )
    })
  }

  test('a top-up whose answer never came fills the wallet once', async () => {
    provider.mood = 'taken, no answer'
    const before = await walletOfAda()
    const payment = await topUp(adaAfter(0), { amountMinor: 5000, method: stand.method, phone })
    assert.equal(payment.state, 'unknown')

    provider.mood = 'waiting, answered'
    await letTimePass()
    await tell(payment.id)
    await tell(payment.id)

    assert.equal(await paymentState(payment), 'succeeded')
    assert.equal(await walletOfAda(), before + 5000)
    await assertBooksAgree()
  })

  for (const mood of ['nothing, no answer', 'nothing, 500'] as const) {
    test(`${mood}: not failed before it is certain; never charged twice`, async () => {
      const order = await unpaidOrder()
      provider.mood = mood
      const lost = await pay(0, order.id)

      await poll(6)
      assert.equal(await paymentState(lost), 'unknown')
      assert.equal((await pay(7, order.id)).id, lost.id)
      await poll(130)
      if (!stand.findsByReference) {
        assert.equal(await paymentState(lost), 'unknown', 'nobody can be sure')
        assert.equal((await pay(131, order.id)).id, lost.id)
        return
      }
      assert.equal(await paymentState(lost), 'failed')

      provider.mood = 'waiting, answered'
      const second = await pay(131, order.id)
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
    const payment = await pay(0, order.id)
    provider.approve(payment.id)
    provider.deaf = true

    for (const seconds of [6, 30, 130]) await poll(seconds)
    await assert.rejects(tell(payment.id), { code: 'payments.gateway_silent' }, 'so that it is told again')
    assert.equal(await paymentState(payment), stand.waits)
    assert.equal(await orderState(order.id), 'awaiting_payment')

    provider.deaf = false
    await poll(600)
    assert.equal(await paymentState(payment), 'succeeded')
    assert.equal(await orderState(order.id), 'placed')
    await assertBooksAgree()
  })

  test('webhooks before the answer, eight at once under two names, with polls and confirmations among them: one capture', async () => {
    const order = await unpaidOrder()
    provider.mood = 'taken, no answer'
    const paying = pay(0, order.id)
    const reference = await eventually(async () => {
      const last = provider.asked.at(-1)
      return last !== undefined && (await selectPayment(db, last))?.order_id === order.id && last
    }, 'the provider is asked')
    const known = (await selectPayment(db, reference)) ?? assert.fail()
    provider.mood = 'waiting, answered'

    const heard = await Promise.all(
      Array.from({ length: atOnce }, (_, index) => tell(reference, { eventId: `evt_${reference}_${index % 2}` })),
    )
    await Promise.all([poll(6), checkPayment(adaAfter(1), known), checkPayment(adaAfter(1), known), paying])

    assert.equal(heard.filter(({ news }) => news).length >= 1, true)
    assert.equal(heard.filter(({ news }) => news).length <= (stand.namesEvents ? 2 : 1), true)
    assert.equal(await paymentState(known), 'succeeded')
    assert.equal(await orderState(order.id), 'placed')
    await assertBooksAgree()
  })

  test('told before it happened, out of order, and a day late: it ends right', async () => {
    const order = await unpaidOrder()
    const payment = await pay(0, order.id)
    await tell(payment.id, { eventId: 'too early' })
    assert.equal(await paymentState(payment), stand.waits)
    provider.approve(payment.id)
    await tell(payment.id, { eventId: 'in time' })
    await tell(payment.id, { eventId: 'too early' })
    await tell(payment.id, { eventId: 'a day late' })

    assert.equal(await paymentState(payment), 'succeeded')
    await assertBooksAgree()
  })

  if (stand.findsByReference) {
    for (const first of ['given up', 'open'] as const) {
      test(`an attempt that was given up turns out to be paid, as does another one, first the one ${first}: no money is lost`, async () => {
        const order = await unpaidOrder()
        provider.mood = 'nothing, no answer'
        const given = await pay(0, order.id)
        await poll(130)
        assert.equal(await paymentState(given), 'failed')
        provider.mood = 'waiting, answered'
        const second = await pay(131, order.id)
        const before = await walletOfAda()
        const tellOfGiven = async () => {
          provider.approve(given.id)
          // The gateway tells it twice, and only the second time it can also be asked.
          provider.deaf = true
          await assert.rejects(tell(given.id, { eventId: `late ${first}` }), { code: 'payments.gateway_silent' })
          provider.deaf = false
          await tell(given.id, { eventId: `late ${first}` })
          assert.equal(await paymentState(given), 'succeeded')
        }
        const tellOfSecond = async () => {
          provider.approve(second.id)
          await poll(140)
          assert.equal(await paymentState(second), 'succeeded')
        }

        for (const happens of first === 'open' ? [tellOfSecond, tellOfGiven] : [tellOfGiven, tellOfSecond]) {
          await happens()
          assert.equal(await orderState(order.id), 'placed')
          await assertBooksAgree()
        }

        assert.equal(await walletOfAda(), before + order.totalMinor, 'what the order did not need is in the wallet')
        assert.equal((await pay(150, order.id)).state, 'succeeded')
      })
    }
  }

  const dying = createGateways([
    {
      ...unguarded,
      start() {
        throw new Error('the process is killed before it calls')
      },
    },
  ])

  if (gateway.repeatable) {
    test('a crash between writing down and calling: the next tap makes the call under the same reference', async () => {
      const order = await unpaidOrder()
      await assert.rejects(payOrder({ ...adaAfter(0), gateways: dying }, { orderId: order.id, phone }))

      const soon = await pay(1, order.id)
      assert.equal(soon.state, 'created', 'whoever calls may still be at it')
      const [first, second] = await Promise.all([16, 16].map((seconds) => pay(seconds, order.id)))

      assert.deepEqual([first?.id, second?.id], [soon.id, soon.id])
      assert.equal(provider.asked.filter((reference) => reference === soon.id).length, 1)
      assert.equal(await paymentState(soon), stand.waits)
    })

    test('a crash between writing down and calling, and no further tap: the poll makes the call', async () => {
      const order = await unpaidOrder()
      await assert.rejects(payOrder({ ...adaAfter(0), gateways: dying }, { orderId: order.id, phone }))

      await poll(20)

      const known = await pay(21, order.id)
      assert.equal(known.state, stand.waits)
      assert.equal(provider.asked.filter((reference) => reference === known.id).length, 1)
    })
  }

  test('a top-up asked for eight times under one key is one payment; the key is good for nothing else', async () => {
    const keyed = (key: string): Errand => ({ ...adaAfter(0), ctx: { ...adaAfter(0).ctx, idempotencyKey: key } })
    const wish = { amountMinor: 5000, method: stand.method, phone }

    const made = await Promise.all(Array.from({ length: atOnce }, () => topUp(keyed('once'), wish)))
    const other = await topUp(keyed('another'), wish)

    const [first] = made
    assert.equal(new Set(made.map(({ id }) => id)).size, 1)
    assert.equal(provider.asked.filter((reference) => reference === first?.id).length, 1)
    assert.notEqual(other.id, first?.id)
    await assert.rejects(topUp(keyed('once'), { ...wish, amountMinor: 6000 }), { code: 'http.idempotency_key_reused' })
  })

  test('strangers are turned away and counted: another secret, another gateway, nonsense', async () => {
    const payment = await pay(0, (await unpaidOrder()).id)
    const before = await refusals()
    await assert.rejects(tell(payment.id, { secret: 'a secret of somebody else' }), refused)
    for (const [name, message] of strangers) if (name !== stand.name) await assert.rejects(hear(message), refused)
    const foreign = [...strangers.keys()].filter((name) => name !== stand.name).length
    const message = provider.tell({ reference: payment.id, eventId: 'e', secret: secrets[0] })
    strangers.set(stand.name, message)
    for (const nonsense of ['', '{', '[]', 'null', '{"id":1}']) {
      await assert.rejects(hear({ headers: {}, query: {}, body: Buffer.from(nonsense) }), refused)
      await assert.rejects(hear({ ...message, body: Buffer.from(nonsense) }), refused)
    }

    assert.equal(await refusals(), before + 11 + foreign)
    assert.equal(await paymentState(payment), stand.waits)
    await assertBooksAgree()
  })

  test('the secret on its way out is still believed', async () => {
    const payment = await pay(0, (await unpaidOrder()).id)
    provider.approve(payment.id)

    await tell(payment.id, { secret: secrets[1] })

    assert.equal(await paymentState(payment), 'succeeded')
    await assertBooksAgree()
  })

  test('tampered with on the way: refused where all of it is signed, and worth nothing elsewhere', async () => {
    const [payment, other] = [await pay(0, (await unpaidOrder()).id), await pay(0, (await unpaidOrder()).id)]
    provider.approve(other.id)
    const message = provider.tell({ reference: payment.id, eventId: 'tampered', secret: secrets[0] })
    const body = Buffer.from(
      message.body
        .toString()
        .replaceAll(payment.id, other.id)
        .replace(/PENDING|waiting|pending/, 'SUCCESSFUL'),
    )
    if (stand.signsBody) await assert.rejects(hear({ ...message, body }), refused)
    else await hear({ ...message, body }).catch(() => undefined)

    assert.equal(await paymentState(payment), stand.waits, 'what was not paid is not paid')
    await poll(6)
    await assertBooksAgree()
  })

  if (stand.datesWebhooks) {
    test('a replay of two days ago and a message from the future are refused', async () => {
      const payment = await pay(0, (await unpaidOrder()).id)
      const days = (count: number) => new Date(Date.now() + count * 86_400_000)

      await assert.rejects(tell(payment.id, { at: days(-2) }), refused)
      await assert.rejects(tell(payment.id, { at: days(2) }), refused)
    })
  }

  test('an answer about another amount or currency books nothing and asks for a person', async () => {
    const payment = await pay(0, (await unpaidOrder()).id)
    provider.approve(payment.id)
    const charge = provider.of(payment.id)
    const { amountMinor } = charge
    Object.assign(charge, { amountMinor: amountMinor - 1 })
    await poll(6)
    assert.equal(await paymentState(payment), 'unknown')
    assert.match((await selectPayment(db, payment.id))?.failure ?? '', /instead of/)

    Object.assign(charge, { amountMinor })
    await poll(100)
    assert.equal(await paymentState(payment), 'succeeded')
    await assertBooksAgree()
  })

  test('no transaction is open while the gateway keeps us waiting', async () => {
    const order = await unpaidOrder()
    const asked = provider.asked.length
    provider.mood = 'nothing, no answer'
    const eye = new pg.Client({ connectionString: database.adminUrl })
    await eye.connect()

    const paying = pay(0, order.id)
    await eventually(async () => provider.asked.length > asked, 'the gateway is asked')
    const { rows } = await eye.query(
      `SELECT query FROM pg_stat_activity WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()`,
    )
    await eye.end()
    await paying

    assert.deepEqual(rows, [])
  })

  test('the guards were seen to fire', async () => {
    const { rows } = await sql<{ repeated: number; unanswered: number; booked: number }>`
      SELECT (SELECT count(*)::int FROM payments.webhook_inbox WHERE tellings > 1) AS repeated,
        (SELECT count(*)::int FROM payments.gateway_calls WHERE answer = 'no_answer') AS unanswered,
        (SELECT count(*)::int FROM payments.payments WHERE state = 'succeeded') AS booked
    `.execute(db)

    assert.ok((rows[0]?.repeated ?? 0) > 0 && (rows[0]?.unanswered ?? 0) > 0 && (rows[0]?.booked ?? 0) > atOnce)
    assert.ok((await refusals()) > 0)
  })

  async function refusals(): Promise<number> {
    const { rows } = await sql<{ refused: number }>`
      SELECT coalesce(sum(refused), 0)::int AS refused FROM payments.refused_webhooks WHERE gateway = ${stand.name}
    `.execute(db)
    return rows[0]?.refused ?? 0
  }

  async function walletOfAda(): Promise<number> {
    return walletOf(db, 'customer', ada.accountId, stand.currency)
  }

  /** The provider's own book is the oracle: each of its charges is in the ledger once, and nothing else is. */
  async function assertBooksAgree(): Promise<void> {
    const prefix = `capture:${stand.name}:`
    const { rows } = await sql<{ key: string; amount: number }>`
      SELECT t.key, -sum(e.amount_minor)::bigint AS amount
      FROM ledger.transfers t JOIN ledger.entries e ON e.transfer_id = t.id JOIN ledger.accounts a ON a.id = e.account_id
      WHERE t.key LIKE ${`${prefix}%`} AND a.kind = 'clearing' GROUP BY t.key
    `.execute(db)
    const ours = rows.map(({ key, amount }) => `${key.replace(prefix, '')} ${amount}`)

    assert.deepEqual(ours.toSorted(), provider.book())
    assert.deepEqual(await findViolations(db, workerAfter(0).ctx), [])
  }
}

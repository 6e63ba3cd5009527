// The life of an order after placing: every step, every "no", what happens to money and stock, and who wins a race.
import { aShelf, lookAtShelf, reservationsOf } from '@provender/inventory/fixtures'
import { reserveStock } from '@provender/inventory'
import { assignRider, captureForOrder, findViolations } from '@provender/ledger'
import { aFullWallet, walletOf } from '@provender/ledger/fixtures'
import { openMarket } from '@provender/markets/fixtures'
import type { Actor, Context } from '@provender/platform/context'
import { type Tx, sql } from '@provender/platform/db'
import { DomainError } from '@provender/platform/errors'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptOrder, declineOrder, reportProgress } from './answer-order.ts'
import { cancelOrder } from './cancel-order.ts'
import { deliverOrder, failDelivery, getOrderForDelivery, pickUpOrder, returnOrder } from './deliver-order.ts'
import { expireOrders } from './expire-orders.ts'
import { anOrder, walkOrder } from './fixtures.ts'
import { getOrder, mayFollowOrder } from './get-order.ts'
import { proveHandover } from './hand-over-order.ts'
import { listAllOrders, listOwnOrders } from './list-orders.ts'
import type { OrderId, OrderState } from './order.ts'
import { failOrderPayment, getOrderToPay, orderPaid } from './order-paid.ts'
import { type OrderDraft, insertOrder, lockOrder, selectWholeOrder } from './order-store.ts'

const database = await openTestDatabase()
const market = await openMarket(database)
const { db, open } = database.market(market.id)

const vendorId = newId()
const riderId = newId()
const account = (
  roles: readonly ('customer' | 'vendor' | 'rider' | 'admin')[],
  more = {},
): Actor & { kind: 'account' } => ({
  kind: 'account',
  accountId: newId(),
  roles,
  vendorIds: [],
  ...more,
})
const noon = new Date('2026-06-15T12:00:00Z')
const as = (actor: Actor, minutes = 0): Context =>
  testContext(market, actor, { at: new Date(noon.getTime() + minutes * 60_000) })
const theVendor = account(['vendor'], { vendorIds: [vendorId] })
const theRider = account(['rider'], { riderId })
const theAdmin = account(['admin'])
const system = (minutes: number) => as({ kind: 'system', name: 'test' }, minutes)

interface Placed {
  readonly id: OrderId
  readonly productId: string
  readonly customer: Actor & { kind: 'account' }
}

/** An order of three portions out of ten, with its own customer, whose wallet held 50,000. */
async function placed(overrides: Partial<OrderDraft> = {}): Promise<Placed> {
  const customer = account(['customer'])
  const productId = newId()
  const order = await open(async (tx) => {
    await aShelf(tx, productId, 10)
    await aFullWallet(tx, customer.accountId)
    const lines = [
      {
        productId,
        name: 'Ndolé',
        choices: [],
        unitPriceMinor: 2000,
        quantity: 3,
        totalMinor: 6000,
        discountMinor: 0,
        note: null,
      },
    ]
    const made = await anOrder(tx, as(customer), {
      vendorId,
      paymentMethod: 'wallet',
      goodsMinor: 6000,
      lines,
      ...overrides,
    })
    const until = made.confirmedAt ? null : made.deadlineAt
    await reserveStock(tx, as(customer), { orderId: made.id, lines, until })
    if (made.fulfilment === 'delivery') await assignRider(tx, as(customer), { orderId: made.id, riderId })
    return made
  })

  return { id: order.id, productId, customer }
}

const step = (ctx: Context, work: (tx: Tx, ctx: Context) => Promise<unknown>) => open((tx) => work(tx, ctx))
const walk = (id: OrderId, ...states: Parameters<typeof walkOrder>[3][]) =>
  step(system(1), (tx, ctx) => walkOrder(tx, ctx, id, ...states))
const stateOf = async (id: OrderId) => (await selectWholeOrder(db, id))?.state
const refusal = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code
/** 'done', or the code of the "no". */
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof DomainError) return error.code
      throw error
    },
  )
const announced = async (id: OrderId) => {
  const { rows } = await sql<{ name: string; payload: Record<string, unknown> }>`
    SELECT name, payload FROM events.log WHERE name LIKE 'ordering.%' AND payload ->> 'orderId' = ${id} ORDER BY position
  `.execute(db)
  return rows
}
const collecting = (code = '1234') => ({ state: 'collected' as const, code })

test('from the kitchen to the door: every step leaves a trace, food leaves the shelf, everybody gets their share', async () => {
  const { id, productId, customer } = await placed()

  await step(as(theVendor, 1), (tx, ctx) => acceptOrder(tx, ctx, { orderId: id, readyInMinutes: 15 }))
  await reportProgress(open, as(theVendor, 2), { orderId: id, state: 'preparing' })
  await reportProgress(open, as(theVendor, 14), { orderId: id, state: 'ready' })
  await step(as(theRider, 16), (tx, ctx) => pickUpOrder(tx, ctx, id))
  const proof = await proveHandover(open, as(theRider, 30), { orderId: id, code: '1234' })
  await step(as(theRider, 30), (tx, ctx) => deliverOrder(tx, ctx, proof))

  const order = await getOrder(db, as(customer, 31), { orderId: id, side: 'customer' })
  assert.deepEqual(
    order.history.map((each) => [each.state, each.by, each.at.slice(11, 16)]),
    [
      ['placed', 'customer', '12:00'],
      ['accepted', 'vendor', '12:01'],
      ['preparing', 'vendor', '12:02'],
      ['ready', 'vendor', '12:14'],
      ['picked_up', 'rider', '12:16'],
      ['delivered', 'rider', '12:30'],
    ],
  )
  assert.equal(order.readyAt, '2026-06-15T12:14:00.000Z')
  assert.deepEqual(order.payment, { method: 'wallet', state: 'paid' })
  assert.deepEqual(await lookAtShelf(db, productId), { onHand: 7, reserved: 0 })
  assert.equal(await walletOf(db, 'customer', customer.accountId), 43_000)
  assert.equal(await walletOf(db, 'vendor', vendorId), 5100)
  assert.equal(await walletOf(db, 'rider', riderId), 1000)
  assert.deepEqual(
    (await announced(id)).map((each) => each.name),
    [
      'ordering.order_accepted',
      'ordering.order_preparing',
      'ordering.order_ready',
      'ordering.order_picked_up',
      'ordering.order_delivered',
    ],
  )
})

test('what was announced of an accepted order tells when, for whom and how much, and names no customer', async () => {
  const { id, customer } = await placed()

  await step(as(theVendor, 1), (tx, ctx) => acceptOrder(tx, ctx, { orderId: id }))

  const [event] = await announced(id)
  const { number, ...payload } = event?.payload ?? {}
  assert.match(String(number), /^[2-9B-DF-HJKMNP-TV-Z]{6}$/)
  assert.deepEqual(payload, {
    orderId: id,
    vendorId,
    vendorName: 'Chez Test',
    vendorPlace: market.settings.centre,
    customerId: customer.accountId,
    state: 'accepted',
    fulfilment: 'delivery',
    paymentMethod: 'wallet',
    goodsMinor: 6000,
    deliveryFeeMinor: 1000,
    totalMinor: 7000,
    currency: 'XAF',
    at: '2026-06-15T12:01:00.000Z',
    by: 'vendor',
    reason: null,
    readyAt: '2026-06-15T12:21:00.000Z',
    vendorKnows: true,
    returnedMinor: 0,
  })
})

test('the customer fetches it with the four digits', async () => {
  const { id, productId } = await placed({ fulfilment: 'pickup', deliveryFeeMinor: 0 })
  await walk(id, 'accepted', 'preparing', 'ready')
  const before = await walletOf(db, 'vendor', vendorId)

  await reportProgress(open, as(theVendor, 20), { orderId: id, ...collecting() })

  assert.equal(await stateOf(id), 'collected')
  assert.deepEqual(await lookAtShelf(db, productId), { onHand: 7, reserved: 0 })
  assert.equal((await walletOf(db, 'vendor', vendorId)) - before, 5100)
})

test('handing over without the digits, or before it is ready, does not happen', async () => {
  const { id } = await placed({ fulfilment: 'pickup', deliveryFeeMinor: 0 })

  await assert.rejects(
    reportProgress(open, as(theVendor), { orderId: id, ...collecting() }),
    refusal('ordering.moved_on'),
  )
  await walk(id, 'accepted', 'preparing', 'ready')
  await assert.rejects(
    reportProgress(open, as(theVendor), { orderId: id, state: 'collected' }),
    refusal('ordering.code_missing'),
  )
  assert.equal(await stateOf(id), 'ready')
})

test('five wrong guesses lock the digits, however parallel; the right ones work again after a quarter of an hour', async () => {
  const { id } = await placed({ fulfilment: 'pickup', deliveryFeeMinor: 0 })
  await walk(id, 'accepted', 'preparing', 'ready')
  const guess = (code: string, minutes: number) =>
    outcome(reportProgress(open, as(theVendor, minutes), { orderId: id, ...collecting(code) }))

  const guesses = await Promise.all(Array.from({ length: 40 }, (_, index) => guess(String(5000 + index), 20)))

  assert.equal(guesses.filter((each) => each === 'ordering.code_wrong').length, 5)
  assert.equal(guesses.filter((each) => each === 'ordering.code_locked').length, 35)
  assert.equal(await guess('1234', 21), 'ordering.code_locked')
  assert.equal(await guess('1234', 36), 'done')
})

test('the vendor declines with a reason: money back at once, food back on sale', async () => {
  const { id, productId, customer } = await placed()

  await step(as(theVendor, 1), (tx, ctx) => declineOrder(tx, ctx, { orderId: id, reason: 'Out of gas' }))

  const order = await getOrder(db, as(customer), { orderId: id, side: 'customer' })
  assert.equal(order.state, 'declined')
  assert.equal(order.history.at(-1)?.reason, 'Out of gas')
  assert.deepEqual(order.payment, { method: 'wallet', state: 'returned' })
  assert.equal(await walletOf(db, 'customer', customer.accountId), 50_000)
  assert.deepEqual(await lookAtShelf(db, productId), { onHand: 10, reserved: 0 })
  assert.equal((await announced(id)).at(-1)?.payload.returnedMinor, 7000)
})

test('a customer cancels within the window, not after it, and not what is in the kitchen', async () => {
  const [early, late, cooking] = await Promise.all([placed(), placed(), placed()])
  await walk(cooking.id, 'accepted', 'preparing')
  const cancel = ({ id, customer }: Placed, minutes: number) =>
    step(as(customer, minutes), (tx, ctx) => cancelOrder(tx, ctx, { orderId: id, side: 'customer' }))

  await cancel(early, 2)

  assert.equal(await stateOf(early.id), 'cancelled')
  assert.equal(await walletOf(db, 'customer', early.customer.accountId), 50_000)
  await assert.rejects(cancel(late, 2.1), refusal('ordering.cancel_too_late'))
  await assert.rejects(cancel(cooking, 1), refusal('ordering.moved_on'))
  await assert.rejects(cancel(early, 1), refusal('ordering.moved_on'))
})

test('an administrator cancels after the window as well, until somebody has left with it', async () => {
  const [accepted, cooking, gone] = await Promise.all([placed(), placed(), placed()])
  await walk(accepted.id, 'accepted')
  await walk(cooking.id, 'accepted', 'preparing', 'ready')
  await walk(gone.id, 'accepted', 'preparing', 'ready', 'picked_up')
  const cancel = (id: OrderId) =>
    step(as(theAdmin, 50), (tx, ctx) => cancelOrder(tx, ctx, { orderId: id, side: 'admin', reason: 'Flood' }))

  await cancel(accepted.id)
  await cancel(cooking.id)

  assert.equal(await stateOf(accepted.id), 'cancelled')
  assert.equal(await stateOf(cooking.id), 'cancelled')
  assert.equal(await walletOf(db, 'customer', cooking.customer.accountId), 50_000)
  await assert.rejects(cancel(gone.id), refusal('ordering.moved_on'))
})

test("somebody else's order looks like one that never was", async () => {
  const { id, customer } = await placed({ fulfilment: 'pickup', deliveryFeeMinor: 0 })
  await walk(id, 'accepted', 'preparing', 'ready')
  const stranger = account(['customer', 'vendor'], { vendorIds: [newId()] })
  const unknown = refusal('ordering.order_unknown')
  const tries: ((ctx: Context, orderId: OrderId) => Promise<unknown>)[] = [
    (ctx, orderId) => getOrder(db, ctx, { orderId, side: 'customer' }),
    (ctx, orderId) => getOrder(db, ctx, { orderId, side: 'vendor' }),
    (ctx, orderId) => getOrder(db, ctx, { orderId, side: 'admin' }),
    (ctx, orderId) => getOrderToPay(db, ctx, orderId),
    (ctx, orderId) => open((tx) => acceptOrder(tx, ctx, { orderId })),
    (ctx, orderId) => open((tx) => declineOrder(tx, ctx, { orderId, reason: 'no' })),
    (ctx, orderId) => open((tx) => cancelOrder(tx, ctx, { orderId, side: 'customer' })),
    (ctx, orderId) => open((tx) => cancelOrder(tx, ctx, { orderId, side: 'admin' })),
    (ctx, orderId) => reportProgress(open, ctx, { orderId, state: 'ready' }),
    (ctx, orderId) => reportProgress(open, ctx, { orderId, ...collecting('0000') }),
  ]

  for (const each of tries) {
    await assert.rejects(each(as(stranger), id), unknown)
    await assert.rejects(each(as(customer), newId()), unknown)
  }
  assert.equal(await mayFollowOrder(db, stranger, id), false)
  assert.equal(await mayFollowOrder(db, customer, id), true)
  assert.equal(await mayFollowOrder(db, theVendor, id), true)
  assert.equal(await mayFollowOrder(db, theVendor, newId()), false)
  const { rows } = await sql<{
    tries: number
  }>`SELECT handover_tries AS tries FROM ordering.orders WHERE id = ${id}`.execute(db)
  assert.equal(rows[0]?.tries, 0)
})

test('another market neither sees nor touches an order', async () => {
  const { id } = await placed()
  const elsewhere = database.market('elsewhere')

  assert.equal(await selectWholeOrder(elsewhere.db, id), undefined)
  await assert.rejects(
    elsewhere.open((tx) => lockOrder(tx, id)),
    refusal('ordering.order_unknown'),
  )
})

test('a failed delivery keeps the money until the food is back, then the customer gets it back; the food stays off sale', async () => {
  const { id, productId, customer } = await placed()
  await walk(id, 'accepted', 'preparing', 'ready', 'picked_up')

  await step(as(theRider, 40), (tx, ctx) => failDelivery(tx, ctx, { orderId: id, reason: 'Nobody at home' }))
  const meanwhile = await walletOf(db, 'customer', customer.accountId)
  await reportProgress(open, as(theVendor, 60), { orderId: id, state: 'returned' })

  assert.equal(meanwhile, 43_000)
  assert.equal(await stateOf(id), 'returned')
  assert.equal(await walletOf(db, 'customer', customer.accountId), 50_000)
  assert.deepEqual(await lookAtShelf(db, productId), { onHand: 7, reserved: 0 })
})

test('an order forgotten in the kitchen is called off after a day, and the money goes back', async () => {
  const { id, customer } = await placed()
  await walk(id, 'accepted', 'preparing')

  await expireOrders({ db, open, ctx: system(24 * 60) })
  const before = await stateOf(id)
  await expireOrders({ db, open, ctx: system(24 * 60 + 2) })

  assert.equal(before, 'preparing')
  assert.equal(await stateOf(id), 'cancelled')
  assert.equal(await walletOf(db, 'customer', customer.accountId), 50_000)
})

test('food that is paid, made and never fetched was bought: its vendor is paid', async () => {
  const { id, customer } = await placed({ fulfilment: 'pickup', deliveryFeeMinor: 0 })
  await walk(id, 'accepted', 'preparing', 'ready')

  await expireOrders({ db, open, ctx: system(24 * 60 + 2) })

  const order = await getOrder(db, as(customer), { orderId: id, side: 'customer' })
  assert.equal(order.state, 'collected')
  assert.equal(order.history.at(-1)?.reason, 'It was not fetched in time.')
  assert.ok((await walletOf(db, 'customer', customer.accountId)) < 50_000)
})

test('a failed delivery that nobody brings back counts as returned after a day', async () => {
  const { id, customer } = await placed()
  await walk(id, 'accepted', 'preparing', 'ready', 'picked_up', 'failed_delivery')

  await expireOrders({ db, open, ctx: system(24 * 60) })
  const before = await stateOf(id)
  await expireOrders({ db, open, ctx: system(24 * 60 + 2) })

  assert.equal(before, 'failed_delivery')
  assert.equal(await stateOf(id), 'returned')
  assert.equal(await walletOf(db, 'customer', customer.accountId), 50_000)
})

test('cash is due at the door and paid there; the rider owes it', async () => {
  const { id, customer } = await placed({ paymentMethod: 'cash', paidAt: null })
  const before = await getOrder(db, as(customer), { orderId: id, side: 'customer' })
  await walk(id, 'accepted', 'preparing', 'ready', 'picked_up', 'delivered')

  const after = await getOrder(db, as(customer), { orderId: id, side: 'customer' })

  assert.equal(before.payment.state, 'due')
  assert.equal(after.payment.state, 'paid')
  assert.equal(await walletOf(db, 'customer', customer.accountId), 50_000)
})

test('an order awaiting its payment is placed when its money is complete, and only then the vendor sees it', async () => {
  const { id, productId, customer } = await placed({ paymentMethod: 'mobile_money' })
  const pay = (amountMinor: number, minutes: number) =>
    step(system(minutes), async (tx, ctx) => {
      await lockOrder(tx, id)
      await captureForOrder(tx, ctx, {
        orderId: id,
        provider: 'test',
        providerTransaction: newId(),
        amountMinor,
        currency: 'XAF',
      })
      return orderPaid(tx, ctx, id)
    })
  const unseen = await listOwnOrders(db, as(theVendor), { side: 'vendor', state: 'active', limit: 100 })

  const half = await pay(3000, 1)
  const whole = await pay(4000, 3)
  const again = await step(system(4), (tx, ctx) => orderPaid(tx, ctx, id))

  assert.ok(!unseen.items.some((each) => each.id === id))
  assert.deepEqual([half, whole, again], ['awaiting_payment', 'placed', 'placed'])
  const order = await getOrder(db, as(theVendor, 4), { orderId: id, side: 'vendor' })
  assert.equal(order.acceptBy, '2026-06-15T12:08:00.000Z')
  assert.equal(
    (await getOrder(db, as(customer), { orderId: id, side: 'customer' })).cancelUntil,
    '2026-06-15T12:05:00.000Z',
  )
  assert.deepEqual(
    (await announced(id)).map((each) => [each.name, each.payload.items]),
    [['ordering.order_placed', [{ productId, name: 'Ndolé', quantity: 3 }]]],
  )
  assert.deepEqual(await reservationsOf(db, id), { [productId]: 'held 3' })
})

test('money that comes after an order expired goes to the wallet, and the order stays expired', async () => {
  const { id, productId, customer } = await placed({ paymentMethod: 'mobile_money' })
  await expireOrders({ db, open, ctx: system(11) })

  const state = await step(system(12), async (tx, ctx) => {
    await captureForOrder(tx, ctx, {
      orderId: id,
      provider: 'test',
      providerTransaction: newId(),
      amountMinor: 7000,
      currency: 'XAF',
    })
    return orderPaid(tx, ctx, id)
  })

  assert.equal(state, 'expired')
  assert.equal(await walletOf(db, 'customer', customer.accountId), 57_000)
  assert.deepEqual(await lookAtShelf(db, productId), { onHand: 10, reserved: 0 })
})

test('an order nobody could expire, whose food was sold meanwhile, is not placed when its money comes', async () => {
  const { id, productId, customer } = await placed({ paymentMethod: 'mobile_money' })
  await open(async (tx) => {
    await sql`UPDATE inventory.reservations SET state = 'released', expires_at = NULL WHERE order_id = ${id}`.execute(
      tx,
    )
    await sql`UPDATE inventory.stock SET reserved = 0 WHERE product_id = ${productId}`.execute(tx)
  })

  const state = await step(system(40), async (tx, ctx) => {
    await captureForOrder(tx, ctx, {
      orderId: id,
      provider: 'test',
      providerTransaction: newId(),
      amountMinor: 7000,
      currency: 'XAF',
    })
    return orderPaid(tx, ctx, id)
  })

  assert.equal(state, 'expired')
  assert.equal(await walletOf(db, 'customer', customer.accountId), 57_000)
})

test('a payment refused for good ends the order, and a partial payment comes back', async () => {
  const { id, productId, customer } = await placed({ paymentMethod: 'mobile_money' })
  await step(system(1), (tx, ctx) =>
    captureForOrder(tx, ctx, {
      orderId: id,
      provider: 'test',
      providerTransaction: newId(),
      amountMinor: 2000,
      currency: 'XAF',
    }),
  )

  const first = await step(system(2), (tx, ctx) => failOrderPayment(tx, ctx, { orderId: id, reason: 'Card refused' }))
  const again = await step(system(3), (tx, ctx) => failOrderPayment(tx, ctx, { orderId: id }))

  assert.deepEqual([first, again], ['payment_failed', 'payment_failed'])
  assert.equal(await walletOf(db, 'customer', customer.accountId), 52_000)
  assert.deepEqual(await lookAtShelf(db, productId), { onHand: 10, reserved: 0 })
})

test('an unanswered order expires when its time is over, not before', async () => {
  const { id, productId, customer } = await placed()

  await expireOrders({ db, open, ctx: system(4.9) })
  const before = await stateOf(id)
  await expireOrders({ db, open, ctx: system(5) })

  assert.equal(before, 'placed')
  const order = await getOrder(db, as(customer), { orderId: id, side: 'customer' })
  assert.equal(order.state, 'expired')
  assert.equal(order.history.at(-1)?.by, 'system')
  assert.equal(await walletOf(db, 'customer', customer.accountId), 50_000)
  assert.deepEqual(await lookAtShelf(db, productId), { onHand: 10, reserved: 0 })
})

test('the vendor of an order that expired unpaid hears nothing of it', async () => {
  const { id } = await placed({ paymentMethod: 'card' })
  await expireOrders({ db, open, ctx: system(11) })

  await assert.rejects(getOrder(db, as(theVendor), { orderId: id, side: 'vendor' }), refusal('ordering.order_unknown'))
  assert.equal((await announced(id)).at(-1)?.payload.vendorKnows, false)
})

test('many workers sweep at once: every order ends once', async () => {
  const orders = await Promise.all(Array.from({ length: 12 }, () => placed()))

  const ended = await Promise.all(Array.from({ length: 4 }, () => expireOrders({ db, open, ctx: system(6) })))

  assert.equal(ended.reduce((sum, each) => sum + each, 0) >= 12, true)
  for (const { id, customer } of orders) {
    assert.equal(await stateOf(id), 'expired')
    assert.equal(await walletOf(db, 'customer', customer.accountId), 50_000)
  }
})

test('one order that cannot be ended does not keep the others', async () => {
  const [broken, sound] = await Promise.all([placed(), placed()])
  await open(async (tx) => {
    await sql`UPDATE ordering.orders SET deadline_at = deadline_at - interval '1 minute' WHERE id = ${broken.id}`.execute(
      tx,
    )
    await sql`INSERT INTO ordering.order_history (order_id, state, at, role, actor) VALUES (${broken.id}, 'expired', now(), 'system', 'test')`.execute(
      tx,
    )
  })

  await assert.rejects(expireOrders({ db, open, ctx: system(6) }), AggregateError)

  assert.equal(await stateOf(sound.id), 'expired')
  assert.equal(await stateOf(broken.id), 'placed')
  await open((tx) => sql`UPDATE ordering.orders SET deadline_at = NULL WHERE id = ${broken.id}`.execute(tx))
})

const rounds = 12
/** Both at once, many times: exactly one wins each time, the other hears that it has moved on. */
async function race(
  prepare: () => Promise<Placed>,
  contenders: readonly ((order: Placed) => Promise<unknown>)[],
): Promise<Placed[]> {
  return Promise.all(
    Array.from({ length: rounds }, async () => {
      const order = await prepare()
      const outcomes = await Promise.all(contenders.map((contend) => outcome(contend(order))))
      assert.deepEqual(outcomes.toSorted(), [
        'done',
        ...Array.from({ length: contenders.length - 1 }, () => 'ordering.moved_on'),
      ])
      return order
    }),
  )
}
const accept = ({ id }: Placed) => step(as(theVendor, 1), (tx, ctx) => acceptOrder(tx, ctx, { orderId: id }))
const decline = ({ id }: Placed) =>
  step(as(theVendor, 1), (tx, ctx) => declineOrder(tx, ctx, { orderId: id, reason: 'no' }))

test('two people press accept at once: one wins, the other hears that it has moved on', async () => {
  const orders = await race(placed, [accept, accept])

  for (const { id } of orders) assert.equal((await announced(id)).length, 1)
})

test('accept and decline at once: one of them', async () => {
  const orders = await race(placed, [accept, decline])

  for (const { id, customer } of orders) {
    const accepted = (await stateOf(id)) === 'accepted'
    assert.equal(await walletOf(db, 'customer', customer.accountId), accepted ? 43_000 : 50_000)
  }
})

test('decline and expire at once: the money comes back once', async () => {
  for (let round = 0; round < rounds; round++) {
    const order = await placed()
    await Promise.all([outcome(decline(order)), expireOrders({ db, open, ctx: system(6) })])

    assert.ok(['declined', 'expired'].includes((await stateOf(order.id)) ?? ''))
    assert.equal(await walletOf(db, 'customer', order.customer.accountId), 50_000)
    assert.deepEqual(await lookAtShelf(db, order.productId), { onHand: 10, reserved: 0 })
  }
})

test('expire and accept at once: either the vendor cooks or the customer has the money back', async () => {
  for (let round = 0; round < rounds; round++) {
    const order = await placed()
    const [answer] = await Promise.all([outcome(accept(order)), expireOrders({ db, open, ctx: system(6) })])

    const state = await stateOf(order.id)
    assert.equal(state, answer === 'done' ? 'accepted' : 'expired')
    assert.equal(await walletOf(db, 'customer', order.customer.accountId), state === 'accepted' ? 43_000 : 50_000)
  }
})

test('paying and cancelling at once: the order is placed, or the money is in the wallet', async () => {
  await Promise.all(
    Array.from({ length: rounds }, async () => {
      const { id, customer, productId } = await placed({ paymentMethod: 'mobile_money' })
      await Promise.all([
        step(system(1), async (tx, ctx) => {
          await lockOrder(tx, id)
          await captureForOrder(tx, ctx, {
            orderId: id,
            provider: 'test',
            providerTransaction: newId(),
            amountMinor: 7000,
            currency: 'XAF',
          })
          await orderPaid(tx, ctx, id)
        }),
        step(as(customer, 1), (tx, ctx) => cancelOrder(tx, ctx, { orderId: id, side: 'customer' })),
      ])

      assert.equal(await stateOf(id), 'cancelled')
      assert.equal(await walletOf(db, 'customer', customer.accountId), 57_000)
      assert.deepEqual(await lookAtShelf(db, productId), { onHand: 10, reserved: 0 })
    }),
  )
})

test('an administrator cancels while the customer does: the money comes back once', async () => {
  const orders = await race(placed, [
    ({ id, customer }) => step(as(customer, 1), (tx, ctx) => cancelOrder(tx, ctx, { orderId: id, side: 'customer' })),
    ({ id }) => step(as(theAdmin, 1), (tx, ctx) => cancelOrder(tx, ctx, { orderId: id, side: 'admin' })),
  ])

  for (const { customer } of orders) assert.equal(await walletOf(db, 'customer', customer.accountId), 50_000)
})

test('cancelling and delivering at once: what is on its way is delivered', async () => {
  const ready = async () => {
    const order = await placed()
    await walk(order.id, 'accepted', 'preparing', 'ready', 'picked_up')
    return order
  }
  const orders = await race(ready, [
    async ({ id }) => {
      const proof = await proveHandover(open, as(theRider, 30), { orderId: id, code: '1234' })
      await step(as(theRider, 30), (tx, ctx) => deliverOrder(tx, ctx, proof))
    },
    ({ id }) => step(as(theAdmin, 30), (tx, ctx) => cancelOrder(tx, ctx, { orderId: id, side: 'admin' })),
  ])

  for (const { id, customer } of orders) {
    assert.equal(await stateOf(id), 'delivered')
    assert.equal(await walletOf(db, 'customer', customer.accountId), 43_000)
  }
})

test('delivered and failed at once: one of them, and the money goes one way', async () => {
  const onItsWay = async () => {
    const order = await placed()
    await walk(order.id, 'accepted', 'preparing', 'ready', 'picked_up')
    return order
  }
  await race(onItsWay, [
    async ({ id }) => {
      const proof = await proveHandover(open, as(theRider, 30), { orderId: id, code: '1234' })
      await step(as(theRider, 30), (tx, ctx) => deliverOrder(tx, ctx, proof))
    },
    ({ id }) => step(as(theRider, 30), (tx, ctx) => failDelivery(tx, ctx, { orderId: id, reason: 'Nobody there' })),
  ])
})

test('the database itself refuses a step that is not in the table', async () => {
  const { id } = await placed()

  await assert.rejects(
    open((tx) => sql`UPDATE ordering.orders SET state = 'delivered', ended_at = now() WHERE id = ${id}`.execute(tx)),
    (error: { constraint?: string }) => error.constraint === 'orders__next_state',
  )
})

test('history and lines cannot be rewritten by the application', async () => {
  for (const statement of [
    sql`UPDATE ordering.order_history SET actor = 'nobody'`,
    sql`DELETE FROM ordering.order_history`,
    sql`UPDATE ordering.order_lines SET quantity = 1`,
    sql`DELETE FROM ordering.orders`,
  ]) {
    await assert.rejects(
      open((tx) => statement.execute(tx)),
      (error: { code?: string }) => error.code === '42501',
    )
  }
})

test('a number that is taken is drawn again, without harm to the transaction', async () => {
  const { id } = await placed()
  const taken = (await selectWholeOrder(db, id))?.number ?? ''
  const draws = [taken, taken, 'ZZZZZ9']

  const number = await open(async (tx) => {
    const draft = await anOrder(tx, as(account(['customer'])))
    return insertOrder(
      tx,
      {
        ...draft,
        id: newId(),
        began: { at: noon, role: 'customer', actor: 'test', reason: null },
        emptiesCartOf: null,
      },
      () => draws.shift() ?? '',
    )
  })

  assert.equal(number, 'ZZZZZ9')
})

test('lists are newest first, page by page, and end', async () => {
  const customer = account(['customer'])
  const ids: OrderId[] = []
  for (let count = 0; count < 5; count++) {
    ids.unshift(await open(async (tx) => (await anOrder(tx, as(customer), { vendorId })).id))
  }
  await walk(ids[4] as OrderId, 'declined')
  const page = (after?: string) =>
    listOwnOrders(db, as(customer), { side: 'customer', limit: 2, ...(after !== undefined && { after }) })

  const first = await page()
  const second = await page(first.next ?? '')
  const third = await page(second.next ?? '')
  const active = await listOwnOrders(db, as(customer), { side: 'customer', state: 'active' })
  const past = await listOwnOrders(db, as(customer), { side: 'customer', state: 'past' })

  assert.deepEqual(
    [first, second, third].flatMap((each) => each.items.map((item) => item.id)),
    ids,
  )
  assert.equal(third.next, null)
  assert.deepEqual(
    active.items.map((item) => item.id),
    ids.slice(0, 4),
  )
  assert.deepEqual(
    past.items.map((item) => item.id),
    ids.slice(4),
  )
})

test('administrators find orders by state, number and vendor', async () => {
  const { id } = await placed()
  const ofVendor = newId()
  const other = await open(async (tx) => anOrder(tx, as(account(['customer'])), { vendorId: ofVendor }))
  const number = (await selectWholeOrder(db, id))?.number ?? ''
  const find = async (query: Parameters<typeof listAllOrders>[2]) =>
    (await listAllOrders(db, as(theAdmin), query)).items.map((item) => item.id)

  assert.deepEqual(await find({ number: number.toLowerCase() }), [id])
  assert.deepEqual(await find({ vendorId: ofVendor }), [other.id])
  assert.deepEqual(await find({ vendorId: ofVendor, state: 'declined' }), [])
  assert.ok((await find({ state: 'placed', underWay: true, limit: 100 })).includes(id))
})

test('a delivery learns what it needs, and not the code', async () => {
  const { id, customer } = await placed()

  const seen = await getOrderForDelivery(db, as(theRider), id)

  assert.equal(seen.customerId, customer.accountId)
  assert.equal(seen.customerFirstName, 'Ada')
  assert.equal(seen.dropoff?.line, '1 Test Street')
  assert.ok(!('handoverCode' in seen))
})

test('after all of this the books are in order', async () => {
  assert.deepEqual(await findViolations(db, system(0)), [])
})

test('a failed delivery is brought back by whom the delivery says', async () => {
  const { id } = await placed()
  await walk(id, 'accepted', 'preparing', 'ready', 'picked_up', 'failed_delivery')

  await step(as(theRider, 50), (tx, ctx) => returnOrder(tx, ctx, { orderId: id, by: 'rider' }))

  const order = await selectWholeOrder(db, id)
  assert.deepEqual(order?.history.at(-1)?.role, 'rider')
  assert.equal(order?.state satisfies OrderState | undefined, 'returned')
})

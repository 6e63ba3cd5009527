// Whatever anybody does in whatever order: no forbidden step happens, and money and stock come back on every exit.
import { reserveStock } from '@provender/inventory'
import { aShelf, lookAtShelf } from '@provender/inventory/fixtures'
import { assignRider, captureForOrder, findViolations } from '@provender/ledger'
import { aFullWallet, walletOf } from '@provender/ledger/fixtures'
import type { Fulfilment, PaymentMethod } from '@provender/markets'
import { openMarket } from '@provender/markets/fixtures'
import type { Actor, Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { DomainError } from '@provender/platform/errors'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptOrder, declineOrder, reportProgress } from './answer-order.ts'
import { cancelOrder } from './cancel-order.ts'
import { deliverOrder, failDelivery, pickUpOrder } from './deliver-order.ts'
import { expireOrders } from './expire-orders.ts'
import { anOrder } from './fixtures.ts'
import { proveHandover } from './hand-over-order.ts'
import { type OrderState, isFinal, mayFollow } from './order.ts'
import { failOrderPayment, orderPaid } from './order-paid.ts'
import { lockOrder, selectWholeOrder } from './order-store.ts'

const database = await openTestDatabase()
const market = await openMarket(database)
const { db, open } = database.market(market.id)
const noon = new Date('2026-06-15T12:00:00Z')
const vendorId = newId()

const account = (
  role: 'customer' | 'vendor' | 'rider' | 'admin',
  vendorIds: string[] = [],
): Actor & { kind: 'account' } => ({
  kind: 'account',
  accountId: newId(),
  roles: [role],
  vendorIds,
})
const theVendor = account('vendor', [vendorId])
const theRider = account('rider')
const theAdmin = account('admin')

/** The model: forty lines of arithmetic about what ought to happen. */
interface Model {
  state: OrderState
  readonly fulfilment: Fulfilment
  readonly method: PaymentMethod
  minutes: number
  deadline: number
  cancelUntil: number
  /** What a provider has taken from the customer beyond the wallet. */
  captured: number
}

interface Real {
  readonly orderId: string
  readonly productId: string
  readonly customer: Actor & { kind: 'account' }
  /** The context of an actor at the model's minute. */
  readonly as: (actor: Actor) => Context
}

interface Deed {
  /** Where it ought to lead from here; undefined when it ought to be refused or change nothing. */
  readonly leadsTo: (model: Model) => OrderState | undefined
  readonly act: (real: Real) => Promise<unknown>
  readonly alsoChanges?: (model: Model) => void
}

/** Where people forget orders; after a day they are called off, or sold if they were paid and nobody came. */
const stalled = new Set<OrderState>(['accepted', 'preparing', 'ready', 'failed_delivery'])
const boughtAnyway = (model: Model) => model.fulfilment === 'pickup' && model.method !== 'cash'

const total = 7000
const price = (fulfilment: Fulfilment) => (fulfilment === 'delivery' ? total : total - 1000)
const when =
  (...states: OrderState[]) =>
  (to: OrderState, also: (model: Model) => boolean = () => true) =>
  (model: Model) =>
    states.includes(model.state) && also(model) ? to : undefined
const write = (work: (tx: Tx) => Promise<unknown>) => open(work)

const deeds: Record<string, Deed> = {
  accept: {
    leadsTo: when('placed')('accepted'),
    act: ({ orderId, as }) => write((tx) => acceptOrder(tx, as(theVendor), { orderId })),
  },
  decline: {
    leadsTo: when('placed')('declined'),
    act: ({ orderId, as }) => write((tx) => declineOrder(tx, as(theVendor), { orderId, reason: 'no' })),
  },
  prepare: {
    leadsTo: when('accepted')('preparing'),
    act: ({ orderId, as }) => reportProgress(open, as(theVendor), { orderId, state: 'preparing' }),
  },
  finish: {
    leadsTo: when('preparing')('ready'),
    act: ({ orderId, as }) => reportProgress(open, as(theVendor), { orderId, state: 'ready' }),
  },
  collect: {
    leadsTo: when('ready')('collected', (model) => model.fulfilment === 'pickup'),
    act: ({ orderId, as }) => reportProgress(open, as(theVendor), { orderId, state: 'collected', code: '1234' }),
  },
  pickUp: {
    leadsTo: when('ready')('picked_up', (model) => model.fulfilment === 'delivery'),
    act: ({ orderId, as }) => write((tx) => pickUpOrder(tx, as(theRider), orderId)),
  },
  deliver: {
    leadsTo: when('picked_up')('delivered'),
    act: async ({ orderId, as }) => {
      const proof = await proveHandover(open, as(theRider), { orderId, code: '1234' })
      await write((tx) => deliverOrder(tx, as(theRider), proof))
    },
  },
  fail: {
    leadsTo: when('picked_up')('failed_delivery'),
    act: ({ orderId, as }) => write((tx) => failDelivery(tx, as(theRider), { orderId, reason: 'nobody there' })),
  },
  bringBack: {
    leadsTo: when('failed_delivery')('returned'),
    act: ({ orderId, as }) => reportProgress(open, as(theVendor), { orderId, state: 'returned' }),
  },
  cancelAsCustomer: {
    leadsTo: (model) =>
      model.state === 'awaiting_payment' ||
      ((model.state === 'placed' || model.state === 'accepted') && model.minutes <= model.cancelUntil)
        ? 'cancelled'
        : undefined,
    act: ({ orderId, customer, as }) => write((tx) => cancelOrder(tx, as(customer), { orderId, side: 'customer' })),
  },
  cancelAsAdmin: {
    leadsTo: when('awaiting_payment', 'placed', 'accepted', 'preparing', 'ready')('cancelled'),
    act: ({ orderId, as }) => write((tx) => cancelOrder(tx, as(theAdmin), { orderId, side: 'admin' })),
  },
  pay: {
    leadsTo: when('awaiting_payment')('placed'),
    act: ({ orderId, as }) =>
      write(async (tx) => {
        const { totalMinor } = await lockOrder(tx, orderId)
        const money = { provider: 'test', providerTransaction: newId(), amountMinor: totalMinor, currency: 'XAF' }
        await captureForOrder(tx, as(theAdmin), { orderId, ...money })
        await orderPaid(tx, as(theAdmin), orderId)
      }),
    alsoChanges(model) {
      model.captured += price(model.fulfilment)
    },
  },
  refusePayment: {
    leadsTo: when('awaiting_payment')('payment_failed'),
    act: ({ orderId, as }) => write((tx) => failOrderPayment(tx, as(theAdmin), { orderId })),
  },
  sweep: {
    leadsTo: (model) => {
      if (model.minutes < model.deadline) return undefined
      if (model.state === 'failed_delivery') return 'returned'
      if (stalled.has(model.state)) return model.state === 'ready' && boughtAnyway(model) ? 'collected' : 'cancelled'
      return model.state === 'awaiting_payment' || model.state === 'placed' ? 'expired' : undefined
    },
    act: ({ as }) => expireOrders({ db, open, ctx: as({ kind: 'system', name: 'sweep' }) }),
  },
}

const doing = (name: string): fc.AsyncCommand<Model, Real> => ({
  check: () => true,
  toString: () => name,
  async run(model, real) {
    const deed = deeds[name] as Deed
    const expected = deed.leadsTo(model)
    await deed.act(real).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error
      assert.equal(expected, undefined, `${name} was refused with ${error.code} in ${model.state}`)
    })
    deed.alsoChanges?.(model)
    if (expected !== undefined) enter(model, expected)

    const order = await selectWholeOrder(db, real.orderId)
    assert.equal(order?.state, model.state, `after ${name}`)
  },
})

const waiting = (minutes: number): fc.AsyncCommand<Model, Real> => ({
  check: () => true,
  toString: () => `wait ${minutes} minutes`,
  async run(model) {
    model.minutes += minutes
  },
})

function enter(model: Model, state: OrderState): void {
  assert.ok(mayFollow(model.state, state, model.fulfilment))
  model.state = state
  model.deadline = Number.POSITIVE_INFINITY
  if (state === 'placed') {
    model.deadline = model.minutes + market.settings.acceptWithinSeconds / 60
    model.cancelUntil = model.minutes + market.settings.cancellationWindowSeconds / 60
  }
  if (stalled.has(state)) model.deadline = model.minutes + 24 * 60
}

async function begin(fulfilment: Fulfilment, method: PaymentMethod): Promise<{ model: Model; real: Real }> {
  const waits = method === 'card' || method === 'mobile_money'
  const model: Model = {
    state: waits ? 'awaiting_payment' : 'placed',
    fulfilment,
    method,
    minutes: 0,
    deadline: (waits ? market.settings.paymentWithinSeconds : market.settings.acceptWithinSeconds) / 60,
    cancelUntil: waits ? 0 : market.settings.cancellationWindowSeconds / 60,
    captured: 0,
  }
  const customer = account('customer')
  const productId = newId()
  const as = (actor: Actor) => testContext(market, actor, { at: new Date(noon.getTime() + model.minutes * 60_000) })
  const orderId = await open(async (tx) => {
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
    const order = await anOrder(tx, as(customer), {
      vendorId,
      fulfilment,
      paymentMethod: method,
      goodsMinor: 6000,
      lines,
    })
    await reserveStock(tx, as(customer), {
      orderId: order.id,
      lines,
      until: order.confirmedAt ? null : order.deadlineAt,
    })
    if (fulfilment === 'delivery') await assignRider(tx, as(customer), { orderId: order.id, riderId: newId() })
    return order.id
  })

  return { model, real: { orderId, productId, customer, as } }
}

/** Where the customer's money and the vendor's food ought to be by now. */
async function checkBooks(model: Model, { orderId, productId, customer }: Real): Promise<void> {
  const order = await selectWholeOrder(db, orderId)
  const path = order?.history.map((step) => step.state) ?? []
  path.forEach((state, index) => {
    if (index > 0) assert.ok(mayFollow(path[index - 1] as OrderState, state, model.fulfilment), path.join(' > '))
  })

  const { fulfilment, state, method } = model
  const served = state === 'delivered' || state === 'collected'
  const undone = isFinal(state) && !served
  const leftTheShelf = ['picked_up', 'collected', 'delivered', 'failed_delivery', 'returned'].includes(state)
  const spent = undone || method === 'cash' || state === 'awaiting_payment' ? 0 : price(fulfilment)
  assert.equal(
    await walletOf(db, 'customer', customer.accountId),
    50_000 + model.captured - spent,
    `wallet in ${state}`,
  )
  assert.deepEqual(
    await lookAtShelf(db, productId),
    leftTheShelf ? { onHand: 7, reserved: 0 } : { onHand: 10, reserved: undone ? 0 : 3 },
    `shelf in ${state}`,
  )
}

const anyDeed = fc.constantFrom(...Object.keys(deeds)).map(doing)
const aWhile = fc.constantFrom(1, 3, 6, 11, 1500).map(waiting)
/** The way a good order goes, so that chance also reaches the far end of the table. */
const aGoodWay = ['pay', 'accept', 'prepare', 'finish', 'pickUp', 'collect', 'deliver', 'fail', 'bringBack'].map(
  (name) => fc.constant(doing(name)),
)

test('no sequence of deeds takes a forbidden path, and money and stock are where they belong after each', async (t) => {
  const seen = new Set<OrderState>()
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Fulfilment>('delivery', 'pickup'),
      fc.constantFrom<PaymentMethod>('wallet', 'cash', 'mobile_money'),
      fc.commands([anyDeed, ...aGoodWay, ...aGoodWay, aWhile], { maxCommands: 40, size: 'max' }),
      async (fulfilment, method, commands) => {
        const { model, real } = await begin(fulfilment, method)
        await fc.asyncModelRun(() => ({ model, real }), commands)
        await checkBooks(model, real)
        seen.add(model.state)
      },
    ),
    { numRuns: 100 },
  )

  assert.deepEqual(await findViolations(db, testContext(market, theAdmin)), [])
  t.diagnostic(`ended in: ${[...seen].toSorted().join(', ')}`)
  assert.ok(seen.size >= 6, 'a property that sees few states proves little')
})

test('the same deeds at the same time: one path, and money and stock are where they belong', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<Fulfilment>('delivery', 'pickup'),
      fc.constantFrom<PaymentMethod>('wallet', 'cash', 'mobile_money'),
      fc.array(fc.array(fc.constantFrom(...Object.keys(deeds)), { minLength: 2, maxLength: 5 }), { maxLength: 6 }),
      async (fulfilment, method, volleys) => {
        const { model, real } = await begin(fulfilment, method)
        for (const volley of volleys) {
          await Promise.all(
            volley.map(async (name) => {
              const deed = deeds[name] as Deed
              await deed.act(real).catch((error: unknown) => {
                if (!(error instanceof DomainError)) throw error
              })
              deed.alsoChanges?.(model)
            }),
          )
          model.minutes += 1
        }
        const state = (await selectWholeOrder(db, real.orderId))?.state as OrderState
        await checkBooks({ ...model, state }, real)
      },
    ),
    { numRuns: 60 },
  )

  assert.deepEqual(await findViolations(db, testContext(market, theAdmin)), [])
})

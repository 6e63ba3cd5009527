// Money back: who may, who pays, never more than was paid, never twice, and back the way it came.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  assignRider,
  captureForOrder,
  findViolations,
  getBalance,
  getOrderLedger,
  listOrderRefunds,
} from '@provender/ledger'
import { aFullWallet, walletOf } from '@provender/ledger/fixtures'
import { aMarket } from '@provender/markets/fixtures'
import { anOrder, walkOrder } from '@provender/ordering/fixtures'
import { type Gateway, type Gateways, OutcomeUnknown, type RefundEvidence } from '@provender/payments'
import type { Context } from '@provender/platform/context'
import { sql } from '@provender/platform/db'
import { DomainError } from '@provender/platform/errors'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import { askRefund } from './ask-refund.ts'
import { approveRefund, rejectRefund } from './decide-refund.ts'
import { listRefunds, listRefundsOfOrder } from './list-refunds.ts'
import type { GiveRefund, Reason, Side } from './refund.ts'
import { pollRefunds, sendRefund } from './send-refund.ts'

const database = await openTestDatabase()
const { db, open } = database.market('reeyo')
const market = aMarket('reeyo', { money: { vendorRefundLimitMinor: 4000, adminRefundLimitMinor: 5000 } })
const vendorId = newId()

const as = (role: 'customer' | 'vendor' | 'admin', accountId: string = newId(), vendorIds: string[] = []): Context =>
  testContext(market, { kind: 'account', accountId, roles: [role], vendorIds })
const ada = as('customer')
const odile = as('vendor', newId(), [vendorId])
const rival = as('vendor', newId(), [newId()])
const boss = as('admin')
const chief = as('admin')
const idOf = ({ actor }: Context) => (actor.kind === 'account' ? actor.accountId : '')

const lines = [
  {
    productId: newId(),
    name: 'Ndolé',
    unitPriceMinor: 1500,
    quantity: 2,
    totalMinor: 3000,
    discountMinor: 0,
    choices: [],
    note: null,
  },
  {
    productId: newId(),
    name: 'Miondo',
    unitPriceMinor: 500,
    quantity: 4,
    totalMinor: 2000,
    discountMinor: 0,
    choices: [],
    note: null,
  },
]

/** An order of 5,000 for goods and 1,000 for its delivery, delivered; 15 % commission. */
async function delivered({
  method = 'wallet',
  own = vendorId,
}: { method?: 'wallet' | 'card' | 'cash'; own?: string } = {}) {
  const riderId = newId()
  const { id } = await open(async (tx) => {
    if (method === 'wallet') await aFullWallet(tx, idOf(ada), { amountMinor: 6000 })
    const order = await anOrder(tx, ada, { vendorId: own, lines, paymentMethod: method })
    if (method === 'card') {
      const money = {
        provider: 'pretend',
        providerTransaction: `charge-${order.id}`,
        amountMinor: 6000,
        currency: 'XAF',
      }
      await captureForOrder(tx, ada, { orderId: order.id, ...money })
      await walkOrder(tx, ada, order.id, 'placed')
    }
    await assignRider(tx, ada, { orderId: order.id, riderId })
    await walkOrder(tx, ada, order.id, 'accepted', 'preparing', 'ready', 'picked_up', 'delivered')
    return order
  })

  return { orderId: id, riderId }
}

const ask = (who: Context, side: Side, orderId: string, wish: Partial<GiveRefund> & { reason: Reason }) =>
  open((tx) => askRefund(tx, who, { to: 'wallet', orderId, side, ...wish }))
const refused = (code: string) => (error: unknown) => {
  assert.ok(error instanceof DomainError, String(error))
  assert.equal(error.code, code)
  return true
}
const healthy = async () => assert.deepEqual(await findViolations(db, boss), [])

/** A provider with a book of its own, told how to behave. */
function pretend(how: 'pays' | 'refuses' | 'pays and says nothing' | 'is slow' | 'loses the call') {
  const book = new Map<string, number>()
  let calls = 0
  const answer = (state: RefundEvidence['state'], amountMinor = 0): RefundEvidence => ({
    state,
    amountMinor,
    currency: 'XAF',
    failure: state === 'failed' ? 'No.' : undefined,
  })
  const gateway = {
    name: 'pretend',
    refunds: {
      async give({ reference, amountMinor }) {
        calls += 1
        if (how === 'refuses') return answer('failed', amountMinor)
        if (how === 'loses the call' && calls === 1) throw new OutcomeUnknown('lost')
        book.set(reference, amountMinor)
        if (how === 'pays and says nothing') throw new OutcomeUnknown('silence')
        return answer(how === 'is slow' ? 'pending' : 'succeeded', amountMinor)
      },
      async status({ reference }) {
        const amount = book.get(reference)
        return amount === undefined ? answer('never_heard_of') : answer('succeeded', amount)
      },
    },
  } satisfies Pick<Gateway, 'name' | 'refunds'> as unknown as Gateway
  const gateways: Gateways = { all: [], named: () => gateway, taking: () => [] }

  return { book, gateways, calls: () => calls }
}
const errand = (at = boss.at) => ({ db, open, ctx: { ...boss, at } })
const later = (minutes: number) => new Date(boss.at.getTime() + minutes * 60_000)

test('a missing line: the vendor pays it back without its commission, and the customer has it in the wallet', async () => {
  const { orderId } = await delivered()
  const before = await walletOf(db, 'vendor', vendorId)

  const refund = await ask(odile, 'vendor', orderId, { reason: 'missing_item', lines: [{ line: 1, quantity: 1 }] })

  assert.deepEqual([refund.state, refund.amountMinor, refund.goodsBy], ['refunded', 1500, 'vendor'])
  assert.equal(await walletOf(db, 'customer', idOf(ada)), 1500)
  assert.equal(before - (await walletOf(db, 'vendor', vendorId)), 1500 - 225)
  const [booked] = await listOrderRefunds(db, boss, orderId)
  assert.equal(booked?.commissionMinor, 225)
  await healthy()
})

test('everything, part by part: the parts of all refunds come to exactly what was paid, and then nothing is left', async () => {
  const { orderId } = await delivered()
  await ask(odile, 'vendor', orderId, { reason: 'wrong_item', lines: [{ line: 2, quantity: 3 }] })
  await ask(boss, 'admin', orderId, { reason: 'late', deliveryMinor: 400 })

  const rest = await ask(boss, 'admin', orderId, { reason: 'our_mistake', everything: true })

  assert.equal(rest.amountMinor, 6000 - 1500 - 400)
  const { funds } = await getOrderLedger(db, boss, orderId)
  assert.equal(funds.refundedMinor, 6000)
  await assert.rejects(
    ask(boss, 'admin', orderId, { reason: 'our_mistake', everything: true }),
    refused('refunds.nothing_left'),
  )
  await assert.rejects(
    ask(boss, 'admin', orderId, { reason: 'goodwill', goodwillMinor: 1 }),
    refused('ledger.more_than_refundable'),
  )
  await healthy()
})

test('who pays follows from the reason: the rider for a late delivery, promotions for goodwill', async () => {
  const { orderId, riderId } = await delivered()

  await ask(boss, 'admin', orderId, { reason: 'late', deliveryMinor: 600 })
  await ask(boss, 'admin', orderId, { reason: 'goodwill', goodwillMinor: 300 })

  assert.equal(await walletOf(db, 'rider', riderId), 400)
  const { accounts, entries } = await getOrderLedger(db, boss, orderId)
  const promotions = accounts.find(({ kind }) => kind === 'promotions')
  assert.equal(
    entries.filter(({ accountId }) => accountId === promotions?.id).reduce((sum, each) => sum + each.amountMinor, 0),
    -300,
  )
  await healthy()
})

test('a vendor without money owes it, and his next order pays the debt first', async () => {
  const own = newId()
  const owner = as('vendor', newId(), [own])
  const first = await delivered({ own })
  await ask(owner, 'vendor', first.orderId, { reason: 'poor_quality', lines: [{ line: 1, quantity: 2 }] })
  assert.equal(await walletOf(db, 'vendor', own), 4250 - 2550)
  const pickup = { ownerKind: 'vendor', ownerId: own, kind: 'receivable', currency: 'XAF' } as const
  const second = await open(async (tx) => {
    await sql`SELECT ledger.reserve_payout(${newId()}, 'vendor', ${own}, 1700, 'XAF', 'test')`.execute(tx)
    return first.orderId
  })

  await ask(boss, 'admin', second, { reason: 'poor_quality', lines: [{ line: 2, quantity: 4 }] })
  assert.equal(await getBalance(db, boss, pickup), -1700)
  assert.equal(await walletOf(db, 'vendor', own), 0)
  await delivered({ own })

  assert.equal(await getBalance(db, boss, pickup), 0)
  assert.equal(await walletOf(db, 'vendor', own), 4250 - 1700)
  await healthy()
})

test('an order paid in cash is given back into the wallet, whatever was wished', async () => {
  const { orderId } = await delivered({ method: 'cash' })
  const before = await walletOf(db, 'customer', idOf(ada))

  const refund = await ask(boss, 'admin', orderId, {
    reason: 'never_arrived',
    everything: false,
    lines: [{ line: 1, quantity: 2 }],
    to: 'source',
  })

  assert.deepEqual([refund.state, refund.toSourceMinor], ['refunded', 0])
  assert.equal((await walletOf(db, 'customer', idOf(ada))) - before, 3000)
  await healthy()
})

test('before delivery there is nothing to refund: cancelling is the way', async () => {
  const { id } = await open(async (tx) => {
    await aFullWallet(tx, idOf(ada), { amountMinor: 6000 })
    return anOrder(tx, ada, { vendorId, lines, paymentMethod: 'wallet' })
  })

  await assert.rejects(
    ask(boss, 'admin', id, { reason: 'our_mistake', everything: true }),
    refused('refunds.order_not_over'),
  )
})

test('a line that was not ordered, or more of it than was, is refused', async () => {
  const { orderId } = await delivered()
  const wish = (line: number, quantity: number) =>
    ask(boss, 'admin', orderId, { reason: 'missing_item', lines: [{ line, quantity }] })

  await assert.rejects(wish(3, 1), refused('refunds.line_unknown'))
  await assert.rejects(wish(1, 3), refused('refunds.nothing_left'))
  await assert.rejects(
    ask(boss, 'admin', orderId, { reason: 'late', deliveryMinor: 1001 }),
    refused('refunds.nothing_left'),
  )
  await assert.rejects(ask(boss, 'admin', orderId, { reason: 'late' }), refused('refunds.nothing_left'))
})

test('a customer asks and waits; the vendor agrees or says why not; asking twice is one question', async () => {
  const { orderId } = await delivered()
  const asked = await ask(ada, 'customer', orderId, { reason: 'missing_item', lines: [{ line: 2, quantity: 1 }] })
  assert.deepEqual([asked.state, asked.goodsBy], ['waiting', null])
  await assert.rejects(
    ask(ada, 'customer', orderId, { reason: 'late', deliveryMinor: 1 }),
    refused('refunds.already_asked'),
  )
  const before = await walletOf(db, 'customer', idOf(ada))

  const agreed = await open((tx) => approveRefund(tx, odile, { refundId: asked.id, side: 'vendor', note: 'Sorry!' }))

  assert.deepEqual([agreed.state, agreed.decisionNote], ['refunded', 'Sorry!'])
  assert.equal((await walletOf(db, 'customer', idOf(ada))) - before, 500)
  await assert.rejects(
    open((tx) => rejectRefund(tx, boss, { refundId: asked.id, side: 'admin' })),
    refused('refunds.already_decided'),
  )
  const again = await ask(ada, 'customer', orderId, { reason: 'poor_quality', lines: [{ line: 1, quantity: 1 }] })
  const no = await open((tx) => rejectRefund(tx, odile, { refundId: again.id, side: 'vendor', note: 'It was fine.' }))
  assert.equal(no.state, 'rejected')
  assert.deepEqual(
    (await listRefundsOfOrder(db, ada, { orderId, side: 'customer' })).items.map(({ state }) => state),
    ['refunded', 'rejected'],
  )
})

test('a week after the end it is too late to ask', async () => {
  const { orderId } = await delivered()
  const late = { ...ada, at: new Date(ada.at.getTime() + 8 * 86_400_000) }

  await assert.rejects(
    ask(late, 'customer', orderId, { reason: 'missing_item', lines: [{ line: 1, quantity: 1 }] }),
    refused('refunds.asked_too_late'),
  )
})

test('a vendor stays within his own goods, reasons and limit; another vendor sees nothing at all', async () => {
  const { orderId } = await delivered()
  const wish = { lines: [{ line: 1, quantity: 2 }] }

  await assert.rejects(ask(odile, 'vendor', orderId, { ...wish, reason: 'goodwill' }), refused('refunds.not_yours'))
  await assert.rejects(
    ask(odile, 'vendor', orderId, { reason: 'missing_item', deliveryMinor: 5 }),
    refused('refunds.not_yours'),
  )
  await assert.rejects(
    ask(rival, 'vendor', orderId, { ...wish, reason: 'missing_item' }),
    refused('ordering.order_unknown'),
  )
  assert.equal((await ask(odile, 'vendor', orderId, { ...wish, reason: 'missing_item' })).state, 'refunded')
  const beyond = await ask(odile, 'vendor', orderId, { reason: 'missing_item', lines: [{ line: 2, quantity: 4 }] })
  assert.equal(beyond.state, 'waiting', '3,000 and 2,000 are more than 4,000')
  await assert.rejects(
    open((tx) => approveRefund(tx, odile, { refundId: beyond.id, side: 'vendor' })),
    refused('refunds.beyond_limit'),
  )
  await assert.rejects(
    open((tx) => approveRefund(tx, rival, { refundId: beyond.id, side: 'vendor' })),
    refused('refunds.refund_unknown'),
  )
  assert.deepEqual((await listRefunds(db, rival, { side: 'vendor' })).items, [])
  assert.ok((await listRefunds(db, boss, { side: 'admin', state: 'waiting' })).items.some(({ id }) => id === beyond.id))
  assert.equal((await open((tx) => approveRefund(tx, boss, { refundId: beyond.id, side: 'admin' }))).state, 'refunded')
})

test('above the limit of one administrator a second one decides, whoever asked', async () => {
  const { orderId } = await delivered()
  const own = await ask(boss, 'admin', orderId, { reason: 'our_mistake', everything: true })
  assert.equal(own.state, 'waiting')
  await assert.rejects(
    open((tx) => approveRefund(tx, boss, { refundId: own.id, side: 'admin' })),
    refused('refunds.second_person_needed'),
  )
  assert.equal((await open((tx) => approveRefund(tx, chief, { refundId: own.id, side: 'admin' }))).state, 'refunded')

  const other = await delivered()
  const asked = await ask(ada, 'customer', other.orderId, { reason: 'never_arrived', everything: true })
  const first = await open((tx) => approveRefund(tx, boss, { refundId: asked.id, side: 'admin' }))
  assert.deepEqual([first.state, first.needsSecond], ['waiting', true])
  await assert.rejects(
    open((tx) => approveRefund(tx, boss, { refundId: asked.id, side: 'admin' })),
    refused('refunds.second_person_needed'),
  )
  assert.equal((await open((tx) => approveRefund(tx, chief, { refundId: asked.id, side: 'admin' }))).state, 'refunded')
  await healthy()
})

test('fifty at the same moment, each for the whole order: one is paid', async () => {
  const { orderId } = await delivered()
  const before = await walletOf(db, 'customer', idOf(ada))
  const admins = Array.from({ length: 50 }, () => as('admin'))

  const results = await Promise.allSettled(
    admins.map((each, index) =>
      ask(
        each,
        'admin',
        orderId,
        index % 2
          ? {
              reason: 'our_mistake',
              lines: [
                { line: 1, quantity: 2 },
                { line: 2, quantity: 4 },
              ],
            }
          : {
              reason: 'damaged',
              lines: [
                { line: 2, quantity: 4 },
                { line: 1, quantity: 2 },
              ],
            },
      ),
    ),
  )

  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const result of results) if (result.status === 'rejected') refused('refunds.nothing_left')(result.reason)
  assert.equal((await walletOf(db, 'customer', idOf(ada))) - before, 5000)
  await healthy()
})

test('two administrators approve and one rejects the same refund at once, fifty times over: one decision', async () => {
  const { orderId } = await delivered()
  const asked = await ask(ada, 'customer', orderId, { reason: 'missing_item', lines: [{ line: 1, quantity: 1 }] })
  const before = await walletOf(db, 'customer', idOf(ada))

  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) =>
      open((tx) => (index % 3 ? approveRefund : rejectRefund)(tx, as('admin'), { refundId: asked.id, side: 'admin' })),
    ),
  )

  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
  const [{ state } = { state: '' }] = (await listRefundsOfOrder(db, ada, { orderId, side: 'customer' })).items
  assert.equal((await walletOf(db, 'customer', idOf(ada))) - before, state === 'refunded' ? 1500 : 0)
})

test('refunds race with the delivery itself: refused before, paid after, and escrow ends at nothing', async () => {
  const riderId = newId()
  const { id: orderId } = await open(async (tx) => {
    await aFullWallet(tx, idOf(ada), { amountMinor: 6000 })
    const order = await anOrder(tx, ada, { vendorId, lines, paymentMethod: 'wallet' })
    await assignRider(tx, ada, { orderId: order.id, riderId })
    await walkOrder(tx, ada, order.id, 'accepted', 'preparing', 'ready', 'picked_up')
    return order
  })

  const [, ...results] = await Promise.allSettled([
    open((tx) => walkOrder(tx, ada, orderId, 'delivered')),
    ...Array.from({ length: 50 }, () =>
      ask(as('admin'), 'admin', orderId, { reason: 'wrong_item', lines: [{ line: 2, quantity: 4 }] }),
    ),
  ])

  const paid = results.filter(({ status }) => status === 'fulfilled').length
  assert.ok(paid <= 1, String(paid))
  for (const result of results) {
    if (result.status === 'rejected') assert.match(result.reason.code, /order_not_over|nothing_left/)
  }
  await healthy()
})

test('back to the card: set aside, paid by the provider, gone from its clearing account', async () => {
  const { orderId } = await delivered({ method: 'card' })
  const { book, gateways } = pretend('pays')
  const before = await walletOf(db, 'customer', idOf(ada))

  const refund = await ask(boss, 'admin', orderId, {
    reason: 'missing_item',
    lines: [{ line: 1, quantity: 2 }],
    to: 'source',
  })
  assert.deepEqual([refund.state, refund.toSourceMinor], ['sending', 3000])
  await sendRefund(errand(), gateways, refund.id)
  await sendRefund(errand(), gateways, refund.id)

  assert.deepEqual([...book], [[refund.id, 3000]])
  assert.equal((await listRefundsOfOrder(db, boss, { orderId, side: 'admin' })).items[0]?.state, 'refunded')
  assert.equal(await walletOf(db, 'customer', idOf(ada)), before)
  const { accounts } = await getOrderLedger(db, boss, orderId)
  assert.equal(accounts.find(({ kind }) => kind === 'transit')?.balanceMinor, 0)
  await healthy()
})

for (const how of ['pays and says nothing', 'is slow', 'loses the call'] as const) {
  test(`a provider that ${how}: the poll finds out, and nothing is paid twice`, async () => {
    const { orderId } = await delivered({ method: 'card' })
    const { book, gateways } = pretend(how)
    const refund = await ask(boss, 'admin', orderId, {
      reason: 'missing_item',
      lines: [{ line: 2, quantity: 2 }],
      to: 'source',
    })

    await sendRefund(errand(), gateways, refund.id)
    const state = async () => (await listRefundsOfOrder(db, boss, { orderId, side: 'admin' })).items[0]?.state
    assert.equal(await state(), 'sending')
    await Promise.all([pollRefunds(errand(later(1)), gateways), pollRefunds(errand(later(1)), gateways)])

    assert.equal(await state(), 'refunded')
    assert.deepEqual([...book.values()], [1000])
    await healthy()
  })
}

test('a provider that refuses: the wallet gets it instead', async () => {
  const { orderId } = await delivered({ method: 'card' })
  const { book, gateways } = pretend('refuses')
  const before = await walletOf(db, 'customer', idOf(ada))
  const refund = await ask(boss, 'admin', orderId, {
    reason: 'wrong_item',
    lines: [{ line: 2, quantity: 2 }],
    to: 'source',
  })

  await sendRefund(errand(), gateways, refund.id)

  assert.equal((await listRefundsOfOrder(db, boss, { orderId, side: 'admin' })).items[0]?.state, 'credited')
  assert.equal((await walletOf(db, 'customer', idOf(ada))) - before, 1000)
  assert.equal(book.size, 0)
  await healthy()
})

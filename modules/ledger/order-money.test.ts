// An order's money from wallet to wallet: the story of the house, its endings, and every "no" on the way.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aMarket } from '@provender/markets/fixtures'
import { type Db, type Tx, sql } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import pg from 'pg'
import { assignRider } from './assign-rider.ts'
import { cancelFunds } from './cancel-funds.ts'
import { captureForOrder } from './capture-for-order.ts'
import {
  cashLimitReached,
  fundsDiffer,
  fundsMovedOn,
  fundsUnknown,
  insufficientFunds,
  moreThanOwed,
  riderMissing,
  transferDiffers,
  walletFrozen,
} from './errors.ts'
import { findViolations } from './find-violations.ts'
import { aFullWallet, fundsTerms, walletOf } from './fixtures.ts'
import { foldHotAccounts } from './fold-hot-accounts.ts'
import { getBalance } from './get-balance.ts'
import { getOrderFunds, getOrderLedger } from './get-order-ledger.ts'
import { listStatement } from './list-statement.ts'
import { openAndPay, openOrder } from './open-order.ts'
import { payFromWallet } from './pay-from-wallet.ts'
import { settleFunds } from './settle-funds.ts'
import { topUpWallet } from './top-up-wallet.ts'

const database = await openTestDatabase()
const { db, open } = database.market('reeyo')
const ctx = testContext(aMarket('reeyo'), { kind: 'system', name: 'test' })

const balanceOf = async (kind: string, of: Db = db): Promise<number> => {
  const { rows } = await sql<{ balance: number }>`
    SELECT coalesce(sum(ledger.balance_of(id)), 0)::bigint AS balance FROM ledger.accounts WHERE kind = ${kind}::ledger.account_kind
  `.execute(of)
  return rows[0]?.balance ?? 0
}
const rejectsAs = (work: Promise<unknown>, error: { code: string }) => assert.rejects(work, { code: error.code })
const entriesOf = async (orderId: string) => {
  const { accounts, entries } = await getOrderLedger(db, ctx, orderId)
  const nameOf = (id: number) => {
    const account = accounts.find((each) => each.id === id)
    return `${account?.ownerKind} ${account?.kind}`
  }
  return entries.map((entry) => [entry.kind, nameOf(entry.accountId), entry.amountMinor])
}
const noViolations = async () => assert.deepEqual(await findViolations(db, ctx), [])

test('a delivered order pays vendor, rider and platform out of what the customer paid', async () => {
  const terms = fundsTerms()
  const riderId = newId()
  const commissionBefore = await balanceOf('commission')
  await open((tx) => aFullWallet(tx, terms.customerId))

  const paid = await open((tx) => openAndPay(tx, ctx, terms))
  await open((tx) => assignRider(tx, ctx, { orderId: terms.orderId, riderId }))
  const shares = await open((tx) => settleFunds(tx, ctx, terms.orderId))

  assert.deepEqual(paid, { state: 'paid' })
  assert.deepEqual(shares, { vendorMinor: 12_750, riderMinor: 2_000, platformMinor: 2_250 })
  assert.equal(await walletOf(db, 'customer', terms.customerId), 50_000 - 17_000)
  assert.equal(await walletOf(db, 'vendor', terms.vendorId), 12_750)
  assert.equal(await walletOf(db, 'rider', riderId), 2_000)
  assert.equal((await balanceOf('commission')) - commissionBefore, 2_250)
  assert.deepEqual(await entriesOf(terms.orderId), [
    ['wallet_payment', 'customer wallet', -17_000],
    ['wallet_payment', 'order escrow', 17_000],
    ['settlement', 'order escrow', -17_000],
    ['settlement', 'vendor wallet', 12_750],
    ['settlement', 'rider wallet', 2_000],
    ['settlement', 'platform commission', 2_250],
  ])
  const { accounts, entries } = await getOrderLedger(db, ctx, terms.orderId)
  assert.equal(accounts.find((account) => account.kind === 'escrow')?.balanceMinor, 0)
  assert.equal(
    entries.reduce((sum, entry) => sum + entry.amountMinor, 0),
    0,
  )
  assert.deepEqual(await getOrderFunds(db, ctx, terms.orderId), {
    orderId: terms.orderId,
    state: 'delivered',
    payment: 'prepaid',
    currency: 'XAF',
    goodsMinor: 15_000,
    deliveryMinor: 2_000,
    feesMinor: 0,
    taxMinor: 0,
    discountMinor: 0,
    commissionMinor: 2_250,
    totalMinor: 17_000,
    capturedMinor: 17_000,
    refundedMinor: 0,
  })
  await noViolations()
})

test('every transfer is announced once, in the transaction that made it', async () => {
  const terms = fundsTerms()
  await open((tx) => aFullWallet(tx, terms.customerId))

  await open((tx) => openAndPay(tx, ctx, terms))
  await open((tx) => openAndPay(tx, ctx, terms))

  const { rows } = await sql<{ name: string; version: number; payload: Record<string, unknown> }>`
    SELECT name, version, payload FROM events.log WHERE payload ->> 'orderId' = ${terms.orderId}
  `.execute(db)
  const transferId = rows[0]?.payload.transferId
  assert.equal(typeof transferId, 'number')
  const payload = { transferId, kind: 'wallet_payment', orderId: terms.orderId, currency: 'XAF', amountMinor: 17_000 }
  assert.deepEqual(rows, [{ name: 'ledger.transfer_posted', version: 1, payload }])
})

test('each call may be repeated: it answers the same and moves nothing more', async () => {
  const terms = fundsTerms()
  const { orderId, customerId, vendorId } = terms
  const riderId = newId()
  await open((tx) => aFullWallet(tx, customerId))
  const twice = async <T>(work: (tx: Tx) => Promise<T>) => {
    const first = await open(work)
    assert.deepEqual(await open(work), first)
  }

  await twice((tx) => openAndPay(tx, ctx, terms))
  await twice((tx) => assignRider(tx, ctx, { orderId, riderId }))
  await twice((tx) => settleFunds(tx, ctx, orderId))

  assert.equal(await walletOf(db, 'customer', customerId), 33_000)
  assert.equal(await walletOf(db, 'vendor', vendorId), 12_750)
  assert.equal(await walletOf(db, 'rider', riderId), 2_000)
  await noViolations()
})

test('a cancelled order gives everything back, however it was paid', async () => {
  const terms = fundsTerms()
  const { orderId, customerId } = terms
  await open((tx) => aFullWallet(tx, customerId, { amountMinor: 7_000 }))
  await open((tx) => openAndPay(tx, ctx, { ...terms, fromWalletMinor: 5_000 }))
  await open((tx) =>
    captureForOrder(tx, ctx, {
      orderId,
      provider: 'mtn',
      providerTransaction: newId(),
      amountMinor: 12_000,
      currency: 'XAF',
    }),
  )

  const cancelled = await open((tx) => cancelFunds(tx, ctx, orderId))
  const again = await open((tx) => cancelFunds(tx, ctx, orderId))

  assert.deepEqual([cancelled, again], [{ returnedMinor: 17_000 }, { returnedMinor: 17_000 }])
  assert.equal(await walletOf(db, 'customer', customerId), 7_000 - 5_000 + 17_000)
  const { state, refundedMinor } = await getOrderFunds(db, ctx, orderId)
  assert.deepEqual([state, refundedMinor], ['cancelled', 17_000])
  await rejectsAs(
    open((tx) => settleFunds(tx, ctx, orderId)),
    fundsMovedOn,
  )
  await noViolations()
})

test('an order that received nothing is cancelled without moving money', async () => {
  const terms = fundsTerms()
  await open((tx) => openOrder(tx, ctx, { ...terms, payment: 'prepaid' }))

  const cancelled = await open((tx) => cancelFunds(tx, ctx, terms.orderId))

  assert.deepEqual(cancelled, { returnedMinor: 0 })
  assert.deepEqual(await entriesOf(terms.orderId), [])
  await noViolations()
})

test('a capture pays the order; what is late or too much goes to the wallet; a repetition changes nothing', async () => {
  const terms = fundsTerms()
  const { orderId, customerId } = terms
  const capture = (providerTransaction: string, amountMinor: number) =>
    open((tx) =>
      captureForOrder(tx, ctx, { orderId, provider: 'mtn', providerTransaction, amountMinor, currency: 'XAF' }),
    )
  await open((tx) => openOrder(tx, ctx, { ...terms, payment: 'prepaid' }))
  const [first, second, third] = [newId(), newId(), newId()]

  const partial = await capture(first, 10_000)
  const excess = await capture(second, 10_000)
  const repeated = await capture(second, 10_000)
  await open((tx) => cancelFunds(tx, ctx, orderId))
  const late = await capture(third, 4_000)

  assert.deepEqual(partial, { state: 'pending', toOrderMinor: 10_000, toWalletMinor: 0, toSuspenseMinor: 0 })
  assert.deepEqual(excess, { state: 'paid', toOrderMinor: 7_000, toWalletMinor: 3_000, toSuspenseMinor: 0 })
  assert.deepEqual(repeated, excess)
  assert.deepEqual(late, { state: 'cancelled', toOrderMinor: 0, toWalletMinor: 4_000, toSuspenseMinor: 0 })
  assert.equal(await walletOf(db, 'customer', customerId), 24_000)
  await rejectsAs(capture(first, 9_999), transferDiffers)
  await noViolations()
})

test('a capture in another currency, or for a cash order, is kept for the customer', async () => {
  const terms = fundsTerms()
  const { orderId, customerId } = terms
  await open((tx) => openOrder(tx, ctx, { ...terms, payment: 'cash' }))

  const euros = await open((tx) =>
    captureForOrder(tx, ctx, {
      orderId,
      provider: 'card',
      providerTransaction: newId(),
      amountMinor: 2_600,
      currency: 'EUR',
    }),
  )
  const francs = await open((tx) =>
    captureForOrder(tx, ctx, {
      orderId,
      provider: 'mtn',
      providerTransaction: newId(),
      amountMinor: 17_000,
      currency: 'XAF',
    }),
  )

  assert.deepEqual(euros, { state: 'pending', toOrderMinor: 0, toWalletMinor: 2_600, toSuspenseMinor: 0 })
  assert.deepEqual(francs, { state: 'pending', toOrderMinor: 0, toWalletMinor: 17_000, toSuspenseMinor: 0 })
  assert.equal(await walletOf(db, 'customer', customerId, 'EUR'), 2_600)
  assert.equal(await walletOf(db, 'customer', customerId), 17_000)
  await noViolations()
})

test('money that names no order of ours waits in suspense, and is booked once', async () => {
  const before = await balanceOf('suspense')
  const nameless = { orderId: null, provider: 'mtn', providerTransaction: newId(), amountMinor: 800, currency: 'XAF' }
  const unknown = { ...nameless, orderId: newId(), providerTransaction: newId() }

  const first = await open((tx) => captureForOrder(tx, ctx, nameless))
  const again = await open((tx) => captureForOrder(tx, ctx, nameless))
  await open((tx) => captureForOrder(tx, ctx, unknown))

  assert.deepEqual(first, { state: null, toOrderMinor: 0, toWalletMinor: 0, toSuspenseMinor: 800 })
  assert.deepEqual(again, first)
  assert.equal((await balanceOf('suspense')) - before, 1_600)
  await noViolations()
})

test("one provider transaction is a top-up or a capture, of one amount and one person's, once", async () => {
  const terms = fundsTerms()
  const { orderId, customerId } = terms
  const money = { provider: 'mtn', providerTransaction: newId(), amountMinor: 6_000, currency: 'XAF' }
  const topUp = (ownerId: string, amountMinor = money.amountMinor) =>
    open((tx) => topUpWallet(tx, ctx, { ...money, amountMinor, ownerKind: 'customer', ownerId }))
  await open((tx) => openOrder(tx, ctx, { ...terms, payment: 'prepaid' }))

  const first = await topUp(customerId)
  const again = await topUp(customerId)

  assert.deepEqual([first, again], [{ balanceMinor: 6_000 }, { balanceMinor: 6_000 }])
  await rejectsAs(topUp(customerId, 6_001), transferDiffers)
  await rejectsAs(topUp(newId()), transferDiffers)
  await rejectsAs(
    open((tx) => captureForOrder(tx, ctx, { ...money, orderId })),
    transferDiffers,
  )
  await noViolations()
})

test('a wallet pays part by part, never more than the order needs, each key once', async () => {
  const terms = fundsTerms()
  const { orderId, customerId } = terms
  await open((tx) => aFullWallet(tx, customerId))
  await open((tx) => openOrder(tx, ctx, { ...terms, payment: 'prepaid' }))
  const pay = (amountMinor: number, key: string) => open((tx) => payFromWallet(tx, ctx, { orderId, amountMinor, key }))

  assert.deepEqual(await pay(7_000, 'first'), { state: 'pending' })
  assert.deepEqual(await pay(7_000, 'first'), { state: 'pending' })
  await rejectsAs(pay(6_999, 'first'), transferDiffers)
  await rejectsAs(pay(10_001, 'second'), moreThanOwed)
  await rejectsAs(pay(0, 'second'), moreThanOwed)
  assert.deepEqual(await pay(10_000, 'second'), { state: 'paid' })
  await rejectsAs(pay(1, 'third'), fundsMovedOn)

  assert.equal(await walletOf(db, 'customer', customerId), 33_000)
  await noViolations()
})

test('a wallet without the money refuses, and the order is not opened', async () => {
  const terms = fundsTerms()
  await open((tx) => aFullWallet(tx, terms.customerId, { amountMinor: 16_999 }))

  await rejectsAs(
    open((tx) => openAndPay(tx, ctx, terms)),
    insufficientFunds,
  )
  await rejectsAs(
    open((tx) => openAndPay(tx, ctx, fundsTerms())),
    insufficientFunds,
  )

  assert.equal(await walletOf(db, 'customer', terms.customerId), 16_999)
  await rejectsAs(getOrderFunds(db, ctx, terms.orderId), fundsUnknown)
})

test('terms that changed, or do not add up, are refused', async () => {
  const terms = { ...fundsTerms(), payment: 'prepaid' } as const
  await open((tx) => openOrder(tx, ctx, terms))

  await rejectsAs(
    open((tx) => openOrder(tx, ctx, { ...terms, goodsMinor: 15_001 })),
    fundsDiffer,
  )
  await rejectsAs(
    open((tx) => openOrder(tx, ctx, { ...terms, vendorId: newId() })),
    fundsDiffer,
  )
  await rejectsAs(
    open((tx) => openAndPay(tx, ctx, terms)),
    fundsDiffer,
  )
  await rejectsAs(
    open((tx) => openOrder(tx, ctx, { ...terms, orderId: newId(), feesMinor: -1 })),
    fundsDiffer,
  )
  await rejectsAs(
    open((tx) => openOrder(tx, ctx, { ...terms, orderId: newId(), commissionBp: 10_001 })),
    fundsDiffer,
  )
  await rejectsAs(
    open((tx) => openOrder(tx, ctx, { ...terms, orderId: newId(), discountMinor: 17_001 })),
    moreThanOwed,
  )
})

test('a frozen wallet pays nothing and still receives', async () => {
  const terms = fundsTerms()
  const { orderId, customerId } = terms
  await open((tx) => aFullWallet(tx, customerId))
  await asAdministrator(`UPDATE ledger.accounts SET state = 'frozen' WHERE owner_id = '${customerId}'`)

  await rejectsAs(
    open((tx) => openAndPay(tx, ctx, terms)),
    walletFrozen,
  )
  await open((tx) => openOrder(tx, ctx, { ...terms, payment: 'prepaid' }))
  await rejectsAs(
    open((tx) => payFromWallet(tx, ctx, { orderId, amountMinor: 1, key: 'a' })),
    walletFrozen,
  )
  await open((tx) => aFullWallet(tx, customerId, { amountMinor: 1_000 }))

  assert.equal(await walletOf(db, 'customer', customerId), 51_000)
})

test('a delivery without a rider is not settled; a pickup needs none', async () => {
  const delivery = fundsTerms()
  const pickup = fundsTerms({ customerId: delivery.customerId, deliveryMinor: 0 })
  await open((tx) => aFullWallet(tx, delivery.customerId))
  await open((tx) => openAndPay(tx, ctx, delivery))
  await open((tx) => openAndPay(tx, ctx, pickup))

  await rejectsAs(
    open((tx) => settleFunds(tx, ctx, delivery.orderId)),
    riderMissing,
  )
  const shares = await open((tx) => settleFunds(tx, ctx, pickup.orderId))

  assert.deepEqual(shares, { vendorMinor: 12_750, riderMinor: 0, platformMinor: 2_250 })
  assert.equal(await walletOf(db, 'vendor', pickup.vendorId), 12_750)
  await noViolations()
})

test('an order that is not paid is not settled, and one that is delivered is not cancelled', async () => {
  const unpaid = fundsTerms({ deliveryMinor: 0 })
  const delivered = fundsTerms({ deliveryMinor: 0 })
  await open((tx) => openOrder(tx, ctx, { ...unpaid, payment: 'prepaid' }))
  await open((tx) => aFullWallet(tx, delivered.customerId))
  await open((tx) => openAndPay(tx, ctx, delivered))
  await open((tx) => settleFunds(tx, ctx, delivered.orderId))

  await rejectsAs(
    open((tx) => settleFunds(tx, ctx, unpaid.orderId)),
    fundsMovedOn,
  )
  await rejectsAs(
    open((tx) => cancelFunds(tx, ctx, delivered.orderId)),
    fundsMovedOn,
  )
  await rejectsAs(
    open((tx) => assignRider(tx, ctx, { orderId: delivered.orderId, riderId: newId() })),
    fundsMovedOn,
  )
  await rejectsAs(
    open((tx) => settleFunds(tx, ctx, newId())),
    fundsUnknown,
  )
})

test('fees, tax on top and a discount of ours reach those they belong to', async () => {
  const terms = fundsTerms({ feesMinor: 500, taxMinor: 1_238, discountMinor: 3_000 })
  const before = { fees: await balanceOf('fees'), promotions: await balanceOf('promotions') }
  await open((tx) => aFullWallet(tx, terms.customerId))
  await open((tx) => openAndPay(tx, ctx, terms))
  await open((tx) => assignRider(tx, ctx, { orderId: terms.orderId, riderId: newId() }))

  const shares = await open((tx) => settleFunds(tx, ctx, terms.orderId))

  assert.deepEqual(shares, { vendorMinor: 12_750 + 1_238, riderMinor: 2_000, platformMinor: 2_250 + 500 - 3_000 })
  assert.equal(await walletOf(db, 'customer', terms.customerId), 50_000 - 15_738)
  assert.equal((await balanceOf('fees')) - before.fees, 500)
  assert.equal((await balanceOf('promotions')) - before.promotions, -3_000)
  await noViolations()
})

test('an order that costs nothing is paid when it is opened, and settles without a transfer', async () => {
  const nothing = fundsTerms({ goodsMinor: 0, deliveryMinor: 0 })
  const given = fundsTerms({ deliveryMinor: 0, discountMinor: 15_000 })

  const opened = await open((tx) => openAndPay(tx, ctx, nothing))
  await open((tx) => openAndPay(tx, ctx, given))
  await open((tx) => settleFunds(tx, ctx, nothing.orderId))
  await open((tx) => settleFunds(tx, ctx, given.orderId))

  assert.deepEqual(opened, { state: 'paid' })
  assert.deepEqual(await entriesOf(nothing.orderId), [])
  assert.equal(await walletOf(db, 'vendor', given.vendorId), 12_750)
  await noViolations()
})

test('a rider owes the cash he collected, and hands it in', async () => {
  const terms = fundsTerms()
  const { orderId, vendorId } = terms
  const riderId = newId()
  const cash = { ownerKind: 'rider', ownerId: riderId, kind: 'cash_in_hand', currency: 'XAF' } as const
  await open((tx) => openOrder(tx, ctx, { ...terms, payment: 'cash' }))
  await open((tx) => assignRider(tx, ctx, { orderId, riderId }))

  await open((tx) => settleFunds(tx, ctx, orderId))
  const owed = await getBalance(db, ctx, cash)
  await open((tx) =>
    topUpWallet(tx, ctx, { ...cash, provider: 'desk', providerTransaction: newId(), amountMinor: 20_000 }),
  )

  assert.equal(owed, -17_000)
  assert.equal(await walletOf(db, 'vendor', vendorId), 12_750)
  assert.equal(await getBalance(db, ctx, cash), 0)
  assert.equal(await walletOf(db, 'rider', riderId), 2_000 + 3_000)
  await rejectsAs(
    open((tx) => cancelFunds(tx, ctx, orderId)),
    fundsMovedOn,
  )
  await noViolations()
})

test('a rider at his cash limit gets no more cash orders, counting what he is still carrying', async () => {
  const riderId = newId()
  const [first, second, third] = [fundsTerms(), fundsTerms(), fundsTerms()]
  for (const terms of [first, second, third]) await open((tx) => openOrder(tx, ctx, { ...terms, payment: 'cash' }))
  const assign = (orderId: string, market = ctx) => open((tx) => assignRider(tx, market, { orderId, riderId }))

  await assign(first.orderId)
  await open((tx) => settleFunds(tx, ctx, first.orderId))
  await assign(second.orderId)
  await rejectsAs(assign(third.orderId), cashLimitReached)
  await open((tx) => cancelFunds(tx, ctx, second.orderId))
  await assign(third.orderId)
  await open((tx) => settleFunds(tx, ctx, third.orderId))

  const stricter = testContext(aMarket('reeyo', { riderCashLimitMinor: 40_000 }), ctx.actor)
  const fourth = fundsTerms({ goodsMinor: 1_000, deliveryMinor: 0 })
  await open((tx) => openOrder(tx, ctx, { ...fourth, payment: 'cash' }))
  await assign(fourth.orderId, stricter)
  await noViolations()
})

test('cash that would pass the limit after all is refused at the door', async () => {
  const terms = fundsTerms()
  const riderId = newId()
  await open((tx) => openOrder(tx, ctx, { ...terms, payment: 'cash' }))
  await open((tx) => assignRider(tx, ctx, { orderId: terms.orderId, riderId }))
  await asAdministrator(
    `UPDATE ledger.accounts SET floor_minor = -16999 WHERE owner_id = '${riderId}' AND kind = 'cash_in_hand'`,
  )

  await rejectsAs(
    open((tx) => settleFunds(tx, ctx, terms.orderId)),
    cashLimitReached,
  )

  assert.equal(
    await getBalance(db, ctx, { ownerKind: 'rider', ownerId: riderId, kind: 'cash_in_hand', currency: 'XAF' }),
    0,
  )
  await noViolations()
})

test('a vendor who took the cash at his counter owes commission and fees', async () => {
  const terms = fundsTerms({ deliveryMinor: 0, feesMinor: 100 })
  const receivable = { ownerKind: 'vendor', ownerId: terms.vendorId, kind: 'receivable', currency: 'XAF' } as const
  await open((tx) => openOrder(tx, ctx, { ...terms, payment: 'cash' }))

  const shares = await open((tx) => settleFunds(tx, ctx, terms.orderId))
  const owed = await getBalance(db, ctx, receivable)
  await open((tx) =>
    topUpWallet(tx, ctx, { ...receivable, provider: 'desk', providerTransaction: newId(), amountMinor: 2_350 }),
  )

  assert.deepEqual(shares, { vendorMinor: 12_750, riderMinor: 0, platformMinor: 2_350 })
  assert.equal(owed, -2_350)
  assert.equal(await walletOf(db, 'vendor', terms.vendorId), 0)
  assert.equal(await getBalance(db, ctx, receivable), 0)
  await noViolations()
})

test('a vendor who took less cash because of our discount gets the difference', async () => {
  const terms = fundsTerms({ deliveryMinor: 0, discountMinor: 5_000 })
  await open((tx) => openOrder(tx, ctx, { ...terms, payment: 'cash' }))

  await open((tx) => settleFunds(tx, ctx, terms.orderId))

  assert.equal(await walletOf(db, 'vendor', terms.vendorId), 5_000 - 2_250)
  await noViolations()
})

test('another rider may take over, and only the last one is paid', async () => {
  const terms = fundsTerms()
  const [first, last] = [newId(), newId()]
  await open((tx) => openOrder(tx, ctx, { ...terms, payment: 'cash' }))

  for (const riderId of [first, last]) await open((tx) => assignRider(tx, ctx, { orderId: terms.orderId, riderId }))
  await open((tx) => settleFunds(tx, ctx, terms.orderId))

  assert.equal(await walletOf(db, 'rider', first), 0)
  assert.equal(await walletOf(db, 'rider', last), 2_000)
  assert.equal(
    await getBalance(db, ctx, { ownerKind: 'rider', ownerId: last, kind: 'cash_in_hand', currency: 'XAF' }),
    -17_000,
  )
})

test('a statement lists what went in and out, newest first, page by page', async () => {
  const terms = fundsTerms()
  const account = { ownerKind: 'customer', ownerId: terms.customerId, kind: 'wallet', currency: 'XAF' } as const
  await open((tx) => aFullWallet(tx, terms.customerId))
  await open((tx) => openAndPay(tx, ctx, terms))
  await open((tx) => cancelFunds(tx, ctx, terms.orderId))

  const first = await listStatement(db, ctx, { account, limit: 2 })
  const last = await listStatement(db, ctx, { account, limit: 2, after: first.next ?? 0 })

  const told = (page: typeof first) =>
    page.items.map((line) => [line.number, line.kind, line.orderId, line.amountMinor, line.balanceAfterMinor])
  assert.deepEqual(told(first), [
    [3, 'cancellation', terms.orderId, 17_000, 50_000],
    [2, 'wallet_payment', terms.orderId, -17_000, 33_000],
  ])
  assert.equal(first.next, 2)
  assert.deepEqual([told(last), last.next], [[[1, 'top_up', null, 50_000, 50_000]], null])
})

test('folding hot accounts changes no balance and leaves nothing waiting', async () => {
  const before = [await balanceOf('clearing'), await balanceOf('commission')]
  const waiting = async () =>
    (await sql<{ n: number }>`SELECT count(*) AS n FROM ledger.hot_deltas`.execute(db)).rows[0]?.n
  assert.notEqual(await waiting(), 0)

  await foldHotAccounts({ db, open, ctx })

  assert.equal(await waiting(), 0)
  assert.deepEqual([await balanceOf('clearing'), await balanceOf('commission')], before)
  await noViolations()
})

/** What no flow does yet: a person at the database's console. */
async function asAdministrator(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  await client.query(statement)
  await client.end()
}

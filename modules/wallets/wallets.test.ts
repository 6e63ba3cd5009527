// Giving within limits, tipping the rider, and cash that is counted.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aPerson } from '@provender/identity/fixtures'
import { assignRider, findViolations, getStanding, openOrder, settleFunds } from '@provender/ledger'
import { aFullWallet, fundsTerms, walletOf } from '@provender/ledger/fixtures'
import { openMarket } from '@provender/markets/fixtures'
import { anOrder, walkOrder } from '@provender/ordering/fixtures'
import type { Context } from '@provender/platform/context'
import { DomainError } from '@provender/platform/errors'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import fc from 'fast-check'
import { depositCash, listDeposits } from './deposit-cash.ts'
import { getLimits, giveMoney, setTier } from './give-money.ts'
import { giveTip } from './give-tip.ts'
import { limitsOf, roomLeft } from './wallet.ts'

const database = await openTestDatabase()
const market = await openMarket(database)
const { db, open } = database.market(market.id)
const noon = new Date('2026-06-15T12:00:00Z')
const as = (person: { actor: Context['actor'] }, hours = 0) =>
  testContext(market, person.actor, { at: new Date(noon.getTime() + hours * 3_600_000) })
const ada = await aPerson(database, market, { name: 'Ada Lovelace' })
const bob = await aPerson(database, market, { name: 'Bob Bobson', phone: '+237670123456' })
const boss = await aPerson(database, market, { roles: ['admin'] })
await open((tx) => aFullWallet(tx, ada.accountId, { amountMinor: 1_000_000 }))

const give = (amountMinor: number, to = bob.email, hours = 0) =>
  open((tx) => giveMoney(tx, as(ada, hours), { to, amountMinor }))
const refused = (code: string) => (error: unknown) => {
  assert.ok(error instanceof DomainError, String(error))
  assert.equal(error.code, code)
  return true
}
const healthy = async () => assert.deepEqual(await findViolations(db, as(boss)), [])

test('money goes to another customer, found by e-mail address or phone number', async () => {
  const given = await give(1_000)
  await give(500, '+237 670 12 34 56')

  assert.equal(given.to, 'Bob')
  assert.equal(await walletOf(db, 'customer', bob.accountId), 1_500)
  await healthy()
})

test('nobody, oneself, and whoever is no customer cannot be given to', async () => {
  await assert.rejects(give(1, 'nobody@example.com'), refused('wallets.recipient_unknown'))
  await assert.rejects(give(1, boss.email), refused('wallets.recipient_unknown'))
  await assert.rejects(give(1, ada.email), refused('wallets.not_to_yourself'))
})

test('more than is in the wallet is refused, and nothing is written down', async () => {
  const poor = await aPerson(database, market)

  await assert.rejects(
    open((tx) => giveMoney(tx, as(poor), { to: bob.email, amountMinor: 5 })),
    refused('ledger.insufficient_funds'),
  )
  assert.equal((await getLimits(db, as(poor))).leftMinor, 50_000)
})

test('the limits of a day and of thirty days follow the tier', async () => {
  const day = 24
  await assert.rejects(give(50_001, bob.email, 2 * day), refused('wallets.over_limit'))
  await give(50_000, bob.email, 2 * day)
  await assert.rejects(give(1, bob.email, 2 * day + 23), refused('wallets.over_limit'))
  for (const on of [3, 4, 5]) await give(49_000, bob.email, on * day + 1)
  assert.equal((await getLimits(db, as(ada, 6 * day + 2))).leftMinor, 200_000 - 1_500 - 50_000 - 3 * 49_000)
  await open((tx) => setTier(tx, as(boss), { accountId: ada.accountId, tier: 'verified' }))

  await give(300_000, bob.email, 6 * day + 2)

  await assert.rejects(
    open((tx) => setTier(tx, as(boss), { accountId: newId(), tier: 'verified' })),
    refused('wallets.customer_unknown'),
  )
  await healthy()
})

test('fifty at the same moment stay within the limit like one', async () => {
  const eve = await aPerson(database, market)
  await open((tx) => aFullWallet(tx, eve.accountId, { amountMinor: 1_000_000 }))

  const results = await Promise.allSettled(
    Array.from({ length: 50 }, () => open((tx) => giveMoney(tx, as(eve), { to: bob.email, amountMinor: 12_000 }))),
  )

  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 4)
  for (const result of results) if (result.status === 'rejected') refused('wallets.over_limit')(result.reason)
  assert.equal(await walletOf(db, 'customer', eve.accountId), 1_000_000 - 48_000)
  await healthy()
})

test('the room that is left is never below zero, and never more than either limit', () => {
  const amount = fc.integer({ min: 0, max: 10_000_000 })
  fc.assert(
    fc.property(fc.constantFrom('basic', 'verified', 'trusted'), amount, amount, (tier, dayMinor, monthMinor) => {
      const limits = limitsOf(tier, 5_000)
      const left = roomLeft(limits, { dayMinor, monthMinor })

      assert.ok(left >= 0 && left <= limits.dayMinor && left <= limits.monthMinor)
      assert.equal(left, Math.max(0, Math.min(limits.dayMinor - dayMinor, limits.monthMinor - monthMinor)))
    }),
  )
})

async function delivered() {
  const riderId = newId()
  const order = await open(async (tx) => {
    await aFullWallet(tx, ada.accountId, { amountMinor: 6_000 })
    const made = await anOrder(tx, as(ada), { paymentMethod: 'wallet' })
    await assignRider(tx, as(ada), { orderId: made.id, riderId })
    await walkOrder(tx, as(ada), made.id, 'accepted', 'preparing', 'ready', 'picked_up', 'delivered')
    return made
  })
  return { orderId: order.id, riderId }
}

test('a tip goes straight to the rider, all of it', async () => {
  const { orderId, riderId } = await delivered()
  const before = await walletOf(db, 'customer', ada.accountId)

  await open((tx) => giveTip(tx, as(ada), { orderId, amountMinor: 700 }))

  assert.equal(await walletOf(db, 'rider', riderId), 1_700)
  assert.equal(before - (await walletOf(db, 'customer', ada.accountId)), 700)
  await healthy()
})

test('no tip before delivery, for somebody else’s order, or beyond what the order cost', async () => {
  const { orderId } = await delivered()
  const early = await open((tx) => anOrder(tx, as(ada)))

  await assert.rejects(
    open((tx) => giveTip(tx, as(ada), { orderId: early.id, amountMinor: 5 })),
    refused('wallets.tip_not_possible'),
  )
  await assert.rejects(
    open((tx) => giveTip(tx, as(bob), { orderId, amountMinor: 5 })),
    refused('ordering.order_unknown'),
  )
  await assert.rejects(
    open((tx) => giveTip(tx, as(ada), { orderId, amountMinor: 6_001 })),
    refused('wallets.tip_too_large'),
  )
})

/** A rider with 17,000 francs of a cash order in his pocket and 2,000 in his wallet. */
async function withCash() {
  const riderId = newId()
  const terms = fundsTerms()
  await open(async (tx) => {
    await openOrder(tx, as(boss), { ...terms, payment: 'cash' })
    await assignRider(tx, as(boss), { orderId: terms.orderId, riderId })
    await settleFunds(tx, as(boss), terms.orderId)
  })
  return riderId
}
const standingOf = async (ownerId: string) =>
  (await getStanding(db, as(boss), { ownerKind: 'rider', ownerId, currency: 'XAF' }))[0]
const deposit = (
  riderId: string,
  declaredMinor: number,
  countedMinor = declaredMinor,
  missingBorneBy?: 'rider' | 'platform',
) =>
  open((tx) =>
    depositCash(tx, as(boss), { riderId, declaredMinor, countedMinor, ...(missingBorneBy && { missingBorneBy }) }),
  )

test('cash that is handed in lowers what the rider holds; receipts count without gaps, also when one fails', async () => {
  const riderId = await withCash()

  const first = await deposit(riderId, 10_000)
  await assert.rejects(deposit(riderId, 7_001), refused('wallets.nothing_in_hand'))
  const second = await deposit(riderId, 7_000)

  assert.equal(second.receipt, first.receipt + 1)
  assert.deepEqual([(await standingOf(riderId))?.cashInHandMinor, (await standingOf(riderId))?.freeMinor], [0, 2_000])
  assert.deepEqual(
    (await listDeposits(db, as(boss), { riderId })).items.map((each) => each.countedMinor),
    [7_000, 10_000],
  )
  await healthy()
})

test('what is missing is borne by the rider, now and from later earnings, or by the platform', async () => {
  const [careless, robbed] = [await withCash(), await withCash()]

  await assert.rejects(deposit(careless, 17_000, 12_000), refused('http.invalid'))
  await deposit(careless, 17_000, 12_000, 'rider')
  await deposit(robbed, 17_000, 12_000, 'platform')

  const standing = await standingOf(careless)
  assert.deepEqual([standing?.balanceMinor, standing?.owedMinor, standing?.cashInHandMinor], [0, 3_000, 0])
  assert.equal((await standingOf(robbed))?.balanceMinor, 2_000)
  await healthy()
})

test('the same cash cannot be handed in twice at the same moment', async () => {
  const riderId = await withCash()

  const results = await Promise.allSettled(Array.from({ length: 12 }, () => deposit(riderId, 17_000)))

  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const result of results) if (result.status === 'rejected') refused('wallets.nothing_in_hand')(result.reason)
  await healthy()
})

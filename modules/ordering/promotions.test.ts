// Promotions from the quote to the books: who pays, fifty at once, what a cancelled order gives back, and farming.
import { quoteBasket } from '@provender/catalog'
import { aProduct, aVendor } from '@provender/catalog/fixtures'
import { aPerson } from '@provender/identity/fixtures'
import { assignRider, findViolations, getOrderLedger } from '@provender/ledger'
import { aFullWallet, walletOf } from '@provender/ledger/fixtures'
import { openMarket } from '@provender/markets/fixtures'
import { sql } from '@provender/platform/db'
import { DomainError } from '@provender/platform/errors'
import { newId } from '@provender/platform/ids'
import { openTestDatabase, testContext } from '@provender/platform/testing'
import { type PromotionDraft, importPromotions } from '@provender/promotions'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { walkOrder } from './fixtures.ts'
import { type PlaceOrder, placeOrder } from './place-order.ts'
import { previewPromotion } from './preview-promotion.ts'

const database = await openTestDatabase()
const market = await openMarket(database, 'testmarket', { paymentMethods: ['wallet', 'cash', 'mobile_money'] })
const { db, open } = database.market(market.id)
const odile = await open((tx) => aVendor(tx, { place: { lat: 3.8905, lng: 11.5121 } }))
const fish = await open((tx) => aProduct(tx, odile.id, { priceMinor: 5000 }))
const address = { line: 'Rue 1.234, Bastos', place: { lat: 3.8955, lng: 11.5121 } }

async function somebody(amountMinor = 500_000) {
  const person = await aPerson(database, market)
  await open((tx) => aFullWallet(tx, person.accountId, { amountMinor }))
  return testContext(market, person.actor)
}
const draft = (overrides: Partial<PromotionDraft>): PromotionDraft => ({
  name: { en: 'Offer' },
  code: `C${newId().slice(-8).toUpperCase().replaceAll('-', '')}`,
  listed: false,
  kind: 'fixed',
  terms: { amountMinor: 1000 },
  productIds: null,
  audience: 'everyone',
  lapsedDays: null,
  nearM: null,
  groupId: null,
  minimumMinor: 0,
  stacks: false,
  vendorShareBp: 0,
  hours: null,
  startsAt: '2026-06-01T00:00:00Z',
  endsAt: null,
  paused: false,
  budgetMinor: null,
  mostUses: null,
  perCustomer: null,
  perDevice: null,
  perAddress: null,
  ...overrides,
})
const ctx = testContext(market, { kind: 'system', name: 'test' })
async function aCoupon(overrides: Partial<PromotionDraft>, vendorId: string | null = null): Promise<string> {
  const made = draft(overrides)
  await open((tx) => importPromotions(tx, ctx, [{ vendorId, draft: made }]))
  return made.code as string
}
/** Two fishes, 10,000, taken away. */
const order = (coupon: string, agreedTotalMinor: number, more: Partial<PlaceOrder> = {}): PlaceOrder => ({
  vendorId: odile.id,
  lines: [{ productId: fish, quantity: 2 }],
  fulfilment: 'pickup',
  paymentMethod: 'wallet',
  coupons: [coupon],
  agreedTotalMinor,
  ...more,
})
const place = (who: Awaited<ReturnType<typeof somebody>>, input: PlaceOrder) => open((tx) => placeOrder(tx, who, input))
const codeOf = (error: unknown) => (error instanceof DomainError ? error.code : String(error))
const usedOf = async (code: string) => {
  const { rows } = await sql<{ used: number; spent: number }>`
    SELECT used, spent_minor AS spent FROM promotions.promotions WHERE code = ${code}
  `.execute(db)
  return rows[0]
}

test('a coupon is taken off, written into the order, and taking it out restores the price', async () => {
  const ada = await somebody()
  const code = await aCoupon({})
  const wanted = { vendorId: odile.id, lines: [{ productId: fish, quantity: 2 }], fulfilment: 'pickup' as const }

  const { quote: without } = await quoteBasket(db, ada, wanted)
  const { quote } = await quoteBasket(db, ada, { ...wanted, coupons: [code.toLowerCase()] })
  const { quote: again } = await quoteBasket(db, ada, wanted)
  const placed = await place(ada, order(code, 9000))

  assert.equal(quote.totalMinor, 9000)
  assert.deepEqual(quote.parts[1], { code: 'discount', amountMinor: -1000, facts: { label: 'Offer', coupon: code } })
  assert.deepEqual(again, without)
  assert.equal(without.totalMinor, 10_000)
  assert.deepEqual([placed.discountMinor, placed.totalMinor, placed.lines[0]?.discountMinor], [1000, 9000, 1000])
})

test('a code that does nothing is refused with its reason, whatever total was agreed', async () => {
  const code = await aCoupon({ minimumMinor: 20_000 })

  await assert.rejects(place(await somebody(), order(code, 10_000)), (error: DomainError) => {
    assert.equal(error.code, 'promotions.coupon_refused')
    assert.deepEqual([error.facts.reason, error.facts.minimumMinor], ['below_minimum', 20_000])
    return true
  })
})

for (const [whose, vendorShareBp, vendorMinor, platformMinor] of [
  ['the platform', 0, 8500, -2000],
  ['the vendor', 10_000, 8000 - 1200, 0],
  ['both by halves', 5000, 9000 - 1350, -1000],
] as const) {
  for (const paymentMethod of ['wallet', 'cash'] as const) {
    test(`${whose} pay for a discount at settlement of an order paid by ${paymentMethod}, and the books sum to zero`, async () => {
      const [ada, riderId] = [await somebody(), newId()]
      const code = await aCoupon({ terms: { amountMinor: 2000 }, vendorShareBp })
      const before = await walletOf(db, 'vendor', odile.id)
      const delivered = { fulfilment: 'delivery' as const, address, paymentMethod }

      const { id } = await place(ada, order(code, 10_000 + 900 - 2000, delivered))
      await open((tx) => assignRider(tx, ada, { orderId: id, riderId }))
      await open((tx) => walkOrder(tx, ada, id, 'accepted', 'preparing', 'ready', 'picked_up', 'delivered'))

      assert.equal((await walletOf(db, 'vendor', odile.id)) - before, vendorMinor)
      assert.equal(await walletOf(db, 'rider', riderId), 900)
      const { accounts, entries } = await getOrderLedger(db, ada, id)
      const funding = accounts.find(({ kind }) => kind === 'promotions')?.id
      const paid = entries
        .filter(({ accountId }) => accountId === funding)
        .reduce((sum, entry) => sum + entry.amountMinor, 0)
      assert.equal(paid, platformMinor)
      assert.deepEqual(await findViolations(db, ada), [])
    })
  }
}

test('a basket that costs nothing is placed, delivered and settled all the same', async () => {
  const ada = await somebody(1)
  const code = await aCoupon({ kind: 'percentage', terms: { bp: 10_000 } })

  const { id, totalMinor } = await place(ada, order(code, 0, { paymentMethod: 'mobile_money' }))
  await open((tx) => walkOrder(tx, ada, id, 'accepted', 'preparing', 'ready', 'collected'))

  assert.equal(totalMinor, 0)
  assert.deepEqual(await findViolations(db, ada), [])
})

test('of fifty who use a coupon for seven at once, seven get it', async () => {
  const people = await Promise.all(Array.from({ length: 50 }, () => somebody()))
  const code = await aCoupon({ mostUses: 7 })

  const outcomes = await Promise.allSettled(people.map((person) => place(person, order(code, 9000))))

  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 7)
  const noes = outcomes.flatMap((each) => (each.status === 'rejected' ? [codeOf(each.reason)] : []))
  // Those who came late enough for their quote to know are told so; the others lose the race.
  assert.ok(
    noes.every((no) => no === 'promotions.exhausted' || no === 'promotions.coupon_refused'),
    noes.join(),
  )
  assert.deepEqual(await usedOf(code), { used: 7, spent: 7000 })
})

test('of fifty who spend a budget at once, nobody spends what is not there', async () => {
  const people = await Promise.all(Array.from({ length: 50 }, () => somebody()))
  const code = await aCoupon({ budgetMinor: 5500 })

  const outcomes = await Promise.allSettled(people.map((person) => place(person, order(code, 9000))))

  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 5)
  assert.equal((await usedOf(code))?.spent, 5000)
})

test('one customer pressing fifty times uses a coupon once', async () => {
  const ada = await somebody(5_000_000)
  const code = await aCoupon({ perCustomer: 1 })

  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => place(ada, order(code, 9000))))

  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
})

test('new accounts on one device, or for one address however it is written, do not farm a welcome', async () => {
  const device = await aCoupon({ audience: 'new', perDevice: 1 })
  const door = await aCoupon({ audience: 'new', perAddress: 1 })
  const delivered = (line: string) => ({ fulfilment: 'delivery' as const, address: { ...address, line } })

  await place(await somebody(), order(device, 9000, { device: 'device-one' }))
  await place(await somebody(), order(door, 9900, delivered('12, Rue Joss')))

  await assert.rejects(place(await somebody(), order(device, 9000, { device: 'device-one' })), {
    code: 'promotions.used_before',
  })
  await assert.rejects(place(await somebody(), order(door, 9900, delivered('12 rue JOSS.'))), {
    code: 'promotions.used_before',
  })
  await place(await somebody(), order(device, 9000, { device: 'device-two' }))
})

test('an order that comes to nothing gives its use back, once', async () => {
  const ada = await somebody()
  const code = await aCoupon({ mostUses: 1, perCustomer: 1 })
  const { id } = await place(ada, order(code, 9000))
  await assert.rejects(place(await somebody(), order(code, 9000)), { code: 'promotions.coupon_refused' })

  await open((tx) => walkOrder(tx, ada, id, 'declined'))

  assert.deepEqual(await usedOf(code), { used: 0, spent: 0 })
  await place(ada, order(code, 9000))
  assert.deepEqual(await usedOf(code), { used: 1, spent: 1000 })
})

test('an order that waits for its payment holds its use until it expires', async () => {
  const ada = await somebody()
  const code = await aCoupon({ mostUses: 1 })

  const { id, state } = await place(ada, order(code, 9000, { paymentMethod: 'mobile_money' }))
  assert.equal(state, 'awaiting_payment')
  await assert.rejects(place(await somebody(), order(code, 9000)), { code: 'promotions.coupon_refused' })
  await open((tx) => walkOrder(tx, ada, id, 'expired'))

  await place(await somebody(), order(code, 9000))
})

test("a vendor's coupon is unknown at another vendor", async () => {
  const other = await open((tx) => aVendor(tx, { name: 'Chez Paul' }))
  const code = await aCoupon({}, other.id)

  const refusal = await place(await somebody(), order(code, 9000)).catch((error: unknown) => error)

  assert.ok(refusal instanceof DomainError)
  assert.equal(refusal.facts.reason, 'unknown')
})

test('a preview counts what last month would have cost, limits considered, and writes nothing', async () => {
  const elsewhere = await openMarket(database, 'previewed')
  const there = database.market(elsewhere.id)
  const vendor = await there.open((tx) => aVendor(tx))
  const dish = await there.open((tx) => aProduct(tx, vendor.id, { priceMinor: 5000 }))
  const person = await aPerson(database, elsewhere)
  await there.open((tx) => aFullWallet(tx, person.accountId, { amountMinor: 100_000 }))
  const buyer = testContext(elsewhere, person.actor)
  for (let count = 0; count < 3; count++) {
    await there.open((tx) =>
      placeOrder(tx, buyer, {
        vendorId: vendor.id,
        lines: [{ productId: dish, quantity: 2 }],
        fulfilment: 'pickup',
        paymentMethod: 'wallet',
        agreedTotalMinor: 10_000,
      }),
    )
  }
  const preview = (overrides: Partial<PromotionDraft>) =>
    previewPromotion(
      there.db,
      { ...buyer, at: new Date('2026-06-20T12:00:00Z') },
      { draft: draft(overrides), vendorIds: null },
    )

  const { fromAt: _, ...all } = await preview({ vendorShareBp: 5000 })

  assert.deepEqual(all, {
    orders: 3,
    fitting: 3,
    discountMinor: 3000,
    vendorMinor: 1500,
    platformMinor: 1500,
    goodsMinor: 30_000,
    whole: true,
  })
  assert.equal((await preview({ perCustomer: 1 })).fitting, 1)
  assert.equal((await preview({ mostUses: 2 })).fitting, 2)
  assert.equal((await preview({ productIds: [newId()] })).fitting, 0)
})

// What promotions take off: worked examples, every reason why a code does nothing, and the laws that hold for any of them.
import { wallClock } from '@provender/markets'
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type OfferedPromotion, type Priced, type Shopper, cutOf, discountsFor } from './discount.ts'

const at = new Date('2026-06-19T11:00:00Z')
const moment = { at, clock: () => wallClock('Africa/Douala', at) }
const ada: Shopper = { signedIn: true, orders: 3, lastOrderAt: '2026-05-01T12:00:00Z', groupIds: ['canteens'] }

function anOffer(overrides: Partial<OfferedPromotion> = {}): OfferedPromotion {
  return {
    id: 'p1',
    name: { en: 'Offer' },
    code: null,
    kind: 'percentage',
    terms: { bp: 1000 },
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
    exhausted: false,
    mine: 0,
    ...overrides,
  }
}

function priced(lines: readonly (readonly [productId: string, unitPriceMinor: number, quantity: number])[]): Priced {
  const all = lines.map(([productId, unitPriceMinor, quantity]) => ({
    productId,
    unitPriceMinor,
    quantity,
    totalMinor: unitPriceMinor * quantity,
  }))
  return { lines: all, goodsMinor: sum(all.map((line) => line.totalMinor)), deliveryFeeMinor: 1000, distanceM: 2000 }
}
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
const basket = priced([
  ['fish', 3500, 2],
  ['rice', 500, 3],
])
const given = (offers: readonly OfferedPromotion[], codes: readonly string[] = [], shopper = ada, of = basket) =>
  discountsFor(offers, codes, { shopper, priced: of, moment })
const worth = (offers: readonly OfferedPromotion[]) =>
  sum(given(offers).discounts.map(({ lineMinor, deliveryMinor }) => sum(lineMinor) + deliveryMinor))

test('a percentage is split along the lines without losing a franc, and capped', () => {
  assert.deepEqual(cutOf(anOffer({ terms: { bp: 333 } }), basket).lines, [233, 50])
  assert.deepEqual(cutOf(anOffer({ terms: { bp: 5000, mostMinor: 1000 } }), basket).lines, [824, 176])
  assert.deepEqual(cutOf(anOffer({ productIds: ['rice'] }), basket).lines, [0, 150])
})

test('a fixed amount never exceeds what it is taken off', () => {
  assert.equal(sum(cutOf(anOffer({ kind: 'fixed', terms: { amountMinor: 99_999 } }), basket).lines), 8500)
})

test('free delivery takes the fee off and nothing else, up to its most', () => {
  assert.deepEqual(cutOf(anOffer({ kind: 'free_delivery', terms: { mostMinor: 800 } }), basket), {
    lines: [0, 0],
    deliveryMinor: 800,
  })
})

test('of three for two the cheapest is given, wherever it stands', () => {
  const threeForTwo = anOffer({ kind: 'buy_x_get_y', terms: { buy: 2, get: 1 } })
  const mixed = priced([
    ['fish', 3500, 2],
    ['rice', 500, 1],
    ['yam', 900, 3],
  ])

  assert.deepEqual(cutOf(threeForTwo, mixed).lines, [0, 500, 900])
  assert.deepEqual(cutOf(threeForTwo, priced([['fish', 3500, 2]])).lines, [0])
})

test('a bundle costs its price as often as the basket holds it whole', () => {
  const menu = anOffer({ kind: 'bundle', terms: { priceMinor: 3600 }, productIds: ['fish', 'rice'] })

  // Two whole sets: 8,000 for 7,200; the third rice stays at its price.
  assert.equal(sum(cutOf(menu, basket).lines), 800)
  assert.equal(sum(cutOf(menu, priced([['fish', 3500, 2]])).lines), 0)
})

test('every reason why a code does nothing', () => {
  const code = 'HELLO'
  const reason = (offer: Partial<OfferedPromotion>, shopper = ada, of = basket) =>
    given([anOffer({ code, ...offer })], [code], shopper, of).refused[0]
  const guest = { ...ada, signedIn: false, orders: 0, lastOrderAt: null, groupIds: [] }

  assert.equal(given([], [code]).refused[0]?.reason, 'unknown')
  assert.equal(reason({ paused: true })?.reason, 'ended')
  assert.equal(reason({ endsAt: '2026-06-19T11:00:00Z' })?.reason, 'ended')
  assert.equal(reason({ startsAt: '2026-06-20T00:00:00Z' })?.reason, 'not_yet')
  assert.equal(reason({ exhausted: true })?.reason, 'exhausted')
  assert.equal(reason({ audience: 'new' }, guest)?.reason, 'sign_in')
  assert.equal(reason({ perCustomer: 2, mine: 2 })?.reason, 'used_before')
  assert.equal(reason({ audience: 'new' })?.reason, 'not_for_you')
  assert.equal(reason({ audience: 'lapsed', lapsedDays: 60 })?.reason, 'not_for_you')
  assert.equal(reason({ audience: 'lapsed', lapsedDays: 40 }), undefined)
  assert.equal(reason({ audience: 'near', nearM: 1999 })?.reason, 'not_for_you')
  assert.equal(reason({ audience: 'group', groupId: 'schools' })?.reason, 'not_for_you')
  assert.equal(reason({ audience: 'group', groupId: 'canteens' }), undefined)
  assert.equal(reason({ hours: { from: '18:00', until: '20:00' } })?.reason, 'not_now')
  assert.deepEqual(reason({ minimumMinor: 9000 }), { code, reason: 'below_minimum', minimumMinor: 9000 })
  assert.equal(reason({ kind: 'free_delivery' }, ada, { ...basket, deliveryFeeMinor: 0 })?.reason, 'no_delivery')
  assert.equal(reason({ productIds: ['tea'] })?.reason, 'nothing_fits')
  assert.equal(
    given([anOffer({ id: 'p0', terms: { bp: 5000 } }), anOffer({ code })], [code]).refused[0]?.reason,
    'not_combined',
  )
})

test('what stacks goes together, what does not stands alone, and the customer gets whichever is more', () => {
  const [five, three] = [500, 300].map((bp) => anOffer({ id: `s${bp}`, terms: { bp }, stacks: true }))
  const ten = anOffer({ id: 'ten', terms: { bp: 1000 } })
  const seven = anOffer({ id: 'seven', terms: { bp: 700 } })
  assert.ok(five && three)

  assert.equal(worth([five, three]), 425 + 255)
  assert.equal(worth([five, three, seven]), 680)
  assert.equal(worth([five, three, ten]), 850)
})

const anyOffer = fc
  .record({
    id: fc.uuid(),
    kind: fc.constantFrom('percentage', 'fixed', 'free_delivery', 'buy_x_get_y', 'bundle'),
    bp: fc.integer({ min: 1, max: 10_000 }),
    amountMinor: fc.nat(50_000),
    buy: fc.integer({ min: 1, max: 4 }),
    get: fc.integer({ min: 1, max: 4 }),
    some: fc.boolean(),
    stacks: fc.boolean(),
    vendorShareBp: fc.constantFrom(0, 3333, 5000, 10_000),
  })
  .map(({ id, kind, bp, amountMinor, buy, get, some, stacks, vendorShareBp }) =>
    anOffer({
      id,
      kind: kind as OfferedPromotion['kind'],
      terms: { bp, amountMinor, buy, get, priceMinor: amountMinor },
      productIds: some || kind === 'bundle' ? ['a', 'b'] : null,
      stacks,
      vendorShareBp,
    }),
  )
const anyPriced = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(20_000), fc.integer({ min: 1, max: 20 })), {
      minLength: 1,
      maxLength: 6,
    }),
    fc.nat(3000),
  )
  .map(([lines, deliveryFeeMinor]) => ({ ...priced(lines), deliveryFeeMinor }))

test('no promotion makes a line, the delivery or what a vendor earns negative, and the parts sum to the whole', () => {
  fc.assert(
    fc.property(fc.array(anyOffer, { maxLength: 6 }), anyPriced, (offers, of) => {
      const { discounts } = given(offers, [], ada, of)
      const off = of.lines.map((_, index) => sum(discounts.map(({ lineMinor }) => lineMinor[index] ?? 0)))
      const vendorOff = sum(discounts.map((each) => sum(each.vendorLineMinor) + each.vendorDeliveryMinor))

      assert.ok(of.lines.every(({ totalMinor }, index) => (off[index] ?? 0) >= 0 && (off[index] ?? 0) <= totalMinor))
      assert.ok(sum(discounts.map((each) => each.deliveryMinor)) <= of.deliveryFeeMinor)
      assert.ok(vendorOff <= of.goodsMinor)
      for (const each of discounts) {
        assert.ok(each.vendorLineMinor.every((part, index) => part >= 0 && part <= (each.lineMinor[index] ?? 0)))
        assert.ok(each.vendorDeliveryMinor >= 0 && each.vendorDeliveryMinor <= each.deliveryMinor)
      }
    }),
  )
})

test('neither the order of promotions nor of codes changes what is taken off', () => {
  fc.assert(
    fc.property(fc.array(anyOffer, { maxLength: 6 }), anyPriced, (offers, of) => {
      const codes = offers.map((_, index) => `C${index}`)
      const coded = offers.map((offer, index) => ({ ...offer, code: index % 2 ? `C${index}` : null }))

      assert.deepEqual(
        given(coded, codes, ada, of).discounts,
        given(coded.toReversed(), codes.toReversed(), ada, of).discounts,
      )
    }),
  )
})

test('one more promotion never makes a basket dearer', () => {
  fc.assert(
    fc.property(fc.array(anyOffer, { maxLength: 4 }), anyOffer, anyPriced, (offers, another, of) => {
      const off = (some: readonly OfferedPromotion[]) =>
        sum(given(some, [], ada, of).discounts.map((each) => sum(each.lineMinor) + each.deliveryMinor))
      fc.pre(offers.every(({ vendorShareBp }) => vendorShareBp === 0) && another.vendorShareBp === 0)

      assert.ok(off([...offers, another]) >= off(offers))
    }),
  )
})

// Quotes: worked examples, every "no" in its order, and the laws that hold for any basket.
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aBasket } from './fixtures.ts'
import { type Basket, priceBasket, whyNotSell } from './quote.ts'

const market = (overrides: Partial<Basket['settings']>): Basket['settings'] => ({ ...aBasket().settings, ...overrides })

test('a delivered basket in francs, tax inside', () => {
  const quote = priceBasket(aBasket())

  assert.deepEqual(quote, {
    lines: [
      { productId: 'fish', name: 'Grilled mackerel', unitPriceMinor: 3500, quantity: 2, totalMinor: 7000 },
      { productId: 'plantain', name: 'Fried plantain', unitPriceMinor: 500, quantity: 1, totalMinor: 500 },
    ],
    goodsMinor: 7500,
    deliveryFeeMinor: 1200,
    smallBasketFeeMinor: 0,
    // 7000 → 1129.98, 500 → 80.71, 1200 → 193.71: each line is rounded, then summed.
    taxMinor: 1130 + 81 + 194,
    taxIncluded: true,
    totalMinor: 8700,
    currency: 'XAF',
    distanceM: 2000,
    explanations: [
      { label: 'Goods', amountMinor: 7500 },
      { label: 'Delivery (2 km)', amountMinor: 1200 },
      { label: 'VAT, included', amountMinor: 1405 },
    ],
  })
})

test('a small basket in Houston pays its fee, and sales tax on top', () => {
  const quote = priceBasket(
    aBasket({
      settings: market({
        currency: 'USD',
        deliveryFee: {
          baseMinor: 299,
          freeDistanceM: 1600,
          perKmMinor: 60,
          maximumDistanceM: 20_000,
          smallBasket: { belowMinor: 1500, feeMinor: 199 },
          roundToMinor: 1,
        },
        tax: { included: false, goodsBp: 825, deliveryBp: 825, label: { en: 'Sales tax' } },
      }),
      products: new Map([['pie', { name: 'Sweet potato pie', priceMinor: 650 }]]),
      lines: [{ productId: 'pie', quantity: 2 }],
      distanceM: 3600,
    }),
  )

  assert.equal(quote.goodsMinor, 1300)
  assert.equal(quote.deliveryFeeMinor, 299 + 120)
  assert.equal(quote.smallBasketFeeMinor, 199)
  // 1300 → 107.25, 618 → 50.985
  assert.equal(quote.taxMinor, 107 + 51)
  assert.equal(quote.totalMinor, 1300 + 419 + 199 + 158)
  assert.deepEqual(quote.explanations, [
    { label: 'Goods', amountMinor: 1300 },
    { label: 'Delivery (3.6 km)', amountMinor: 419 },
    { label: 'Small basket', amountMinor: 199 },
    { label: 'Sales tax', amountMinor: 158 },
  ])
})

test('who collects pays for no trip, however far away', () => {
  const quote = priceBasket(aBasket({ fulfilment: 'pickup', distanceM: 90_000 }))

  assert.equal(quote.deliveryFeeMinor, 0)
  assert.equal(quote.distanceM, null)
  assert.equal(quote.totalMinor, 7500)
})

test('the receipt speaks French to who does', () => {
  const { explanations } = priceBasket(aBasket({ language: 'fr', distanceM: 2400 }))

  assert.deepEqual(
    explanations.map((each) => each.label),
    ['Articles', 'Livraison (2,4 km)', 'TVA, comprise'],
  )
})

test('tax is rounded half up on each line, not on the sum', () => {
  // 5 % on top of 10 is 0.5, which is 1 on each of three lines; on their sum it would be 1.5, which is 2.
  const quote = priceBasket(
    aBasket({
      settings: market({ tax: { included: false, goodsBp: 500, deliveryBp: 0, label: { en: 'Tax' } } }),
      products: new Map(['a', 'b', 'c'].map((id) => [id, { name: id, priceMinor: 10 }])),
      lines: ['a', 'b', 'c'].map((productId) => ({ productId, quantity: 1 })),
      fulfilment: 'pickup',
    }),
  )

  assert.equal(quote.taxMinor, 3)
})

test('every reason not to sell, the first one first', () => {
  const wrong = {
    vendor: { openNow: false, opensAt: '2026-06-15T17:00:00.000Z', deliveryRadiusM: 1000, minimumBasketMinor: 99_999 },
    settings: market({ fulfilment: ['pickup'] }),
    distanceM: null,
    lines: [{ productId: 'gone', quantity: 1 }],
  }
  const noes = [
    whyNotSell(aBasket(wrong)),
    whyNotSell(aBasket({ ...wrong, vendor: { ...wrong.vendor, openNow: true } })),
    whyNotSell(aBasket({ lines: wrong.lines, distanceM: null })),
    whyNotSell(aBasket({ lines: [...wrong.lines, ...wrong.lines] })),
    whyNotSell(aBasket({ vendor: { ...wrong.vendor, openNow: true } })),
    whyNotSell(aBasket({ distanceM: 16_000, vendor: { ...aBasket().vendor, deliveryRadiusM: 50_000 } })),
    whyNotSell(aBasket({ vendor: { ...aBasket().vendor, minimumBasketMinor: 7501 } })),
    whyNotSell(aBasket({ vendor: { ...aBasket().vendor, minimumBasketMinor: 7500 } })),
  ]

  assert.deepEqual(
    noes.map((no) => no && [no.code, no.facts]),
    [
      ['pricing.vendor_closed', { opensAt: '2026-06-15T17:00:00.000Z' }],
      ['pricing.fulfilment_not_offered', { offered: ['pickup'] }],
      ['pricing.place_missing', {}],
      ['pricing.product_gone', { productIds: ['gone'] }],
      ['pricing.out_of_reach', { distanceM: 2000, reachM: 1000 }],
      ['pricing.out_of_reach', { distanceM: 16_000, reachM: 15_000 }],
      ['pricing.below_minimum', { goodsMinor: 7500, minimumMinor: 7501 }],
      undefined,
    ],
  )
})

test('a price nobody can name is not named', () => {
  assert.throws(() => priceBasket(aBasket({ lines: [{ productId: 'gone', quantity: 1 }] })), {
    code: 'pricing.product_gone',
  })
  assert.throws(() => priceBasket(aBasket({ distanceM: 15_001 })), { code: 'pricing.out_of_reach' })
})

const anyBasket = fc
  .record({
    prices: fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 8 }),
    picks: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 99 })), { minLength: 1, maxLength: 60 }),
    included: fc.boolean(),
    goodsBp: fc.integer({ min: 0, max: 10_000 }),
    deliveryBp: fc.integer({ min: 0, max: 10_000 }),
    baseMinor: fc.nat({ max: 100_000 }),
    perKmMinor: fc.nat({ max: 10_000 }),
    roundToMinor: fc.integer({ min: 1, max: 500 }),
    smallBasket: fc.option(fc.record({ belowMinor: fc.nat(), feeMinor: fc.nat({ max: 10_000 }) }), { nil: undefined }),
    fulfilment: fc.constantFrom('delivery' as const, 'pickup' as const),
    distanceM: fc.integer({ min: 0, max: 15_000 }),
  })
  .map((any): Basket =>
    aBasket({
      settings: {
        currency: 'XAF',
        fulfilment: ['delivery', 'pickup'],
        deliveryFee: {
          baseMinor: any.baseMinor,
          perKmMinor: any.perKmMinor,
          maximumDistanceM: 15_000,
          roundToMinor: any.roundToMinor,
          ...(any.smallBasket && { smallBasket: any.smallBasket }),
        },
        tax: { included: any.included, goodsBp: any.goodsBp, deliveryBp: any.deliveryBp, label: { en: 'Tax' } },
      },
      products: new Map(any.prices.map((priceMinor, index) => [`p${index}`, { name: `p${index}`, priceMinor }])),
      lines: any.picks.map(([pick, quantity]) => ({ productId: `p${pick % any.prices.length}`, quantity })),
      fulfilment: any.fulfilment,
      distanceM: any.distanceM,
    }),
  )

test('the same basket costs the same twice', () => {
  fc.assert(fc.property(anyBasket, (basket) => assert.deepEqual(priceBasket(basket), priceBasket(basket))))
})

test('every quote adds up, in whole units, never below zero', () => {
  fc.assert(
    fc.property(anyBasket, (basket) => {
      const quote = priceBasket(basket)
      const { goodsMinor, deliveryFeeMinor, smallBasketFeeMinor, taxMinor, totalMinor } = quote

      assert.equal(
        goodsMinor,
        quote.lines.reduce((total, line) => total + line.totalMinor, 0),
      )
      assert.ok(quote.lines.every((line) => line.totalMinor === line.unitPriceMinor * line.quantity))
      const added = quote.taxIncluded ? 0 : taxMinor
      assert.equal(totalMinor, goodsMinor + deliveryFeeMinor + smallBasketFeeMinor + added)
      for (const each of [goodsMinor, deliveryFeeMinor, smallBasketFeeMinor, taxMinor, totalMinor]) {
        assert.ok(Number.isSafeInteger(each) && each >= 0)
      }
    }),
  )
})

test('tax is the nearest whole unit on every line, and never more than it is taken from', () => {
  fc.assert(
    fc.property(anyBasket, (basket) => {
      const { tax } = basket.settings
      const quote = priceBasket(basket)
      const feesMinor = quote.deliveryFeeMinor + quote.smallBasketFeeMinor
      const exact = [
        ...quote.lines.map((line) => [line.totalMinor, tax.goodsBp] as const),
        [feesMinor, tax.deliveryBp] as const,
      ]
        .map(
          ([amountMinor, basisPoints]) => (amountMinor * basisPoints) / (tax.included ? 10_000 + basisPoints : 10_000),
        )
        .reduce((total, each) => total + each, 0)

      // Half a unit for each line and one for the fees, and a little for the floating point of this check.
      assert.ok(Math.abs(quote.taxMinor - exact) <= (quote.lines.length + 1) / 2 + 0.01)
      assert.ok(!tax.included || quote.taxMinor <= quote.totalMinor)
    }),
  )
})

test('another line never makes a basket cheaper, a small-basket fee aside', () => {
  fc.assert(
    fc.property(anyBasket, fc.nat(), (basket, pick) => {
      const more = {
        ...basket,
        lines: [...basket.lines, { productId: `p${pick % basket.products.size}`, quantity: 1 }],
      }
      const feesOf = (quote: ReturnType<typeof priceBasket>) => quote.smallBasketFeeMinor
      const [less, all] = [priceBasket(basket), priceBasket(more)]

      assert.ok(all.goodsMinor >= less.goodsMinor)
      assert.ok(all.deliveryFeeMinor === less.deliveryFeeMinor && feesOf(all) <= feesOf(less))
    }),
  )
})

// Quotes: worked examples, every "no" in its order, and the laws that hold for any basket.
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aBasket } from './fixtures.ts'
import { type PriceTerms, noTerms } from './price-rule.ts'
import { type Basket, priceBasket, whyNotSell } from './quote.ts'

const market = (overrides: Partial<Basket['settings']>): Basket['settings'] => ({ ...aBasket().settings, ...overrides })

test('a delivered basket in francs, tax inside', () => {
  const quote = priceBasket(aBasket())

  assert.deepEqual(quote, {
    lines: [
      {
        productId: 'fish',
        name: 'Grilled mackerel',
        choices: [],
        listPriceMinor: 3500,
        unitPriceMinor: 3500,
        quantity: 2,
        totalMinor: 7000,
        discountMinor: 0,
        reasons: [],
      },
      {
        productId: 'plantain',
        name: 'Fried plantain',
        choices: [],
        listPriceMinor: 500,
        unitPriceMinor: 500,
        quantity: 1,
        totalMinor: 500,
        discountMinor: 0,
        reasons: [],
      },
    ],
    goodsMinor: 7500,
    deliveryFeeMinor: 1200,
    smallBasketFeeMinor: 0,
    serviceFeeMinor: 0,
    // 7000 → 1129.98, 500 → 80.71, 1200 → 193.71: each line is rounded, then summed.
    taxMinor: 1130 + 81 + 194,
    taxAddedMinor: 0,
    taxIncluded: true,
    tipMinor: 0,
    discountMinor: 0,
    vendorDiscountMinor: 0,
    refusedCoupons: [],
    totalMinor: 8700,
    currency: 'XAF',
    distanceM: 2000,
    parts: [
      { code: 'goods', amountMinor: 7500, facts: {} },
      { code: 'delivery', amountMinor: 1200, facts: { distanceM: 2000 } },
      { code: 'tax', amountMinor: 1405, facts: { bp: 1925, included: true, label: 'VAT' } },
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
  assert.deepEqual(quote.parts, [
    { code: 'goods', amountMinor: 1300, facts: {} },
    { code: 'delivery', amountMinor: 419, facts: { distanceM: 3600 } },
    { code: 'small_basket', amountMinor: 199, facts: { belowMinor: 1500 } },
    { code: 'tax', amountMinor: 158, facts: { bp: 825, included: false, label: 'Sales tax' } },
  ])
})

test('who collects pays for no trip, however far away', () => {
  const quote = priceBasket(aBasket({ fulfilment: 'pickup', distanceM: 90_000 }))

  assert.equal(quote.deliveryFeeMinor, 0)
  assert.equal(quote.distanceM, null)
  assert.equal(quote.totalMinor, 7500)
})

test('names on the receipt are French to who speaks it', () => {
  const { parts } = priceBasket(aBasket({ language: 'fr' }))

  assert.equal(parts.at(-1)?.facts.label, 'TVA')
})

test('near, farther, far: a band names its fee, and beyond the last one the kilometres count on', () => {
  const deliveryFee = {
    ...market({}).deliveryFee,
    perKmMinor: 100,
    roundToMinor: 1,
    bands: [
      { upToM: 2000, feeMinor: 500 },
      { upToM: 5000, feeMinor: 900 },
    ],
  }
  const fee = (distanceM: number) => priceBasket(aBasket({ settings: market({ deliveryFee }), distanceM })).parts[1]

  assert.deepEqual(fee(2000), { code: 'delivery', amountMinor: 500, facts: { distanceM: 2000, upToM: 2000 } })
  assert.deepEqual(fee(2001), { code: 'delivery', amountMinor: 900, facts: { distanceM: 2001, upToM: 5000 } })
  assert.deepEqual(fee(7000), { code: 'delivery', amountMinor: 1100, facts: { distanceM: 7000 } })
})

test('Friday night costs more until Saturday morning, on the clock of the market', () => {
  const times = [{ days: ['friday' as const], from: '22:00', until: '02:00', addMinor: 300 }]
  const settings = market({ deliveryFee: { ...market({}).deliveryFee, times } })
  const feeAt = (at: string) => priceBasket(aBasket({ settings, at: new Date(at) })).deliveryFeeMinor

  // Douala is an hour ahead of UTC; the 19th of June 2026 is a Friday.
  assert.equal(feeAt('2026-06-19T20:59:00Z'), 1200)
  assert.equal(feeAt('2026-06-19T21:00:00Z'), 1500)
  assert.equal(feeAt('2026-06-20T00:59:00Z'), 1500)
  assert.equal(feeAt('2026-06-20T01:00:00Z'), 1200)
  assert.equal(feeAt('2026-06-20T21:00:00Z'), 1200)
})

test('rain and a rush add up, never beyond the cap, and the receipt says that it was capped', () => {
  const surge = {
    steps: [
      { condition: 'rain' as const, addBp: 2500 },
      { condition: 'busy' as const, addBp: 5000 },
    ],
    mostBp: 6000,
    mostMinor: 800,
  }
  const settings = market({ deliveryFee: { ...market({}).deliveryFee, surge } })
  const now = (...conditions: PriceTerms['conditions']) => ({ terms: { ...noTerms, conditions } })
  const surgeOf = (basket: Partial<Basket>) => priceBasket(aBasket({ settings, ...basket })).parts[2]

  assert.equal(surgeOf(now('heat'))?.code, 'tax')
  assert.deepEqual(surgeOf(now('rain')), {
    code: 'delivery_surge',
    amountMinor: 300,
    facts: { conditions: ['rain'], capped: false },
  })
  assert.deepEqual(surgeOf(now('rain', 'busy')), {
    code: 'delivery_surge',
    amountMinor: 720,
    facts: { conditions: ['rain', 'busy'], capped: true },
  })
  assert.equal(surgeOf({ ...now('rain', 'busy'), distanceM: 8000 })?.amountMinor, 800)
})

test('the service fee is a share of the goods between its least and its most', () => {
  const settings = market({ serviceFee: { bp: 500, leastMinor: 100, mostMinor: 400 } })
  const feeFor = (priceMinor: number) =>
    priceBasket(
      aBasket({
        settings,
        products: new Map([['fish', { name: 'Fish', priceMinor }]]),
        lines: [{ productId: 'fish', quantity: 1 }],
      }),
    ).serviceFeeMinor

  assert.deepEqual([feeFor(0), feeFor(500), feeFor(5000), feeFor(50_000)], [0, 100, 250, 400])
})

test('bread is taxed unlike wine, and what is taxed on top is the only tax that is added', () => {
  const tax = {
    included: true,
    goodsBp: 1350,
    deliveryBp: 2300,
    label: { en: 'VAT' },
    classes: [
      { id: 'zero', bp: 0 },
      { id: 'alcohol', bp: 2300, included: false },
    ],
  }
  const quote = priceBasket(
    aBasket({
      settings: market({ tax }),
      products: new Map([
        ['bread', { name: 'Bread', priceMinor: 400, taxClass: 'zero' }],
        ['stew', { name: 'Stew', priceMinor: 1135, taxClass: null }],
        ['wine', { name: 'Wine', priceMinor: 1000, taxClass: 'alcohol' }],
      ]),
      lines: ['bread', 'stew', 'wine'].map((productId) => ({ productId, quantity: 1 })),
      fulfilment: 'pickup',
    }),
  )

  assert.deepEqual(
    quote.parts.slice(1).map(({ amountMinor, facts }) => [amountMinor, facts.bp, facts.included]),
    [
      [135, 1350, true],
      [230, 2300, false],
    ],
  )
  assert.equal(quote.taxMinor, 365)
  assert.equal(quote.taxAddedMinor, 230)
  assert.equal(quote.totalMinor, 400 + 1135 + 1000 + 230)
})

test('a tip is added whole, untaxed, and only where somebody rides', () => {
  const settings = market({ tips: { suggestedMinor: [200], mostMinor: 5000 } })
  const tipped = aBasket({ settings, tipMinor: 500 })
  const [quote, plain] = [priceBasket(tipped), priceBasket(aBasket({ settings }))]

  assert.equal(quote.totalMinor, plain.totalMinor + 500)
  assert.equal(quote.taxMinor, plain.taxMinor)
  assert.deepEqual(quote.parts.at(-1), { code: 'tip', amountMinor: 500, facts: {} })
  assert.equal(whyNotSell(tipped), undefined)
  assert.equal(whyNotSell({ ...tipped, fulfilment: 'pickup' })?.code, 'pricing.tip_not_taken')
  assert.equal(whyNotSell(aBasket({ tipMinor: 500 }))?.code, 'pricing.tip_not_taken')
  assert.equal(whyNotSell({ ...tipped, tipMinor: 5001 })?.code, 'pricing.tip_too_large')
})

test("the market's minimum holds where the vendor asks for less", () => {
  const settings = market({ minimumBasketMinor: 7501 })

  assert.deepEqual(whyNotSell(aBasket({ settings }))?.facts, { goodsMinor: 7500, minimumMinor: 7501 })
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
        timeZone: 'Africa/Douala',
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
      assert.equal(quote.taxAddedMinor, quote.taxIncluded ? 0 : taxMinor)
      assert.equal(totalMinor, goodsMinor + deliveryFeeMinor + smallBasketFeeMinor + quote.taxAddedMinor)
      const added = quote.parts.filter(({ facts }) => !facts.included).map(({ amountMinor }) => amountMinor)
      assert.equal(
        totalMinor,
        added.reduce((total, amount) => total + amount, 0),
        'the parts of a receipt sum up to its total',
      )
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

// A quote: what a basket costs and why, to the last minor unit. The same basket always costs the same.
import {
  type Fulfilment,
  type Language,
  type MarketSettings,
  serviceFeeFor,
  smallBasketFeeFor,
  textIn,
  tripParts,
  wallClock,
} from '@provender/markets'
import type { DomainError } from '@provender/platform/errors'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { Choice, type Chooseable, choicesOf, unitPriceOf, whyNotChoose } from './choices.ts'
import {
  belowMinimum,
  fulfilmentNotOffered,
  notServed,
  notNow,
  outOfReach,
  placeMissing,
  productGone,
  tipNotTaken,
  tipTooLarge,
  vendorClosed,
} from './errors.ts'
import type { Discount } from './discount.ts'
import { LineMeasure, boundOf, priceOfAmount, whyNotAmount } from './measure.ts'
import { PricePart } from './part.ts'
import { type PriceTerms, RuleKind, noTerms, unitPrice } from './price-rule.ts'
import { type Taxed, feeRate, goodsRate, taxParts } from './tax.ts'

const minor = (description: string) => Type.Integer({ minimum: 0, description })

const LineReason = Type.Object(
  {
    code: RuleKind,
    name: Type.String({ description: 'What the rule is called, in the language of the caller.' }),
    fromMinor: minor('The price of one before.'),
    toMinor: minor('The price of one after.'),
    bounded: Type.Boolean({ description: 'It would have gone further, and is not allowed to.' }),
  },
  { title: 'PriceReason' },
)

const QuoteLine = Type.Object(
  {
    productId: IdOf<'product'>('Product'),
    name: Type.String(),
    choices: Type.Array(Choice, { description: 'What was chosen with it, each with its price.' }),
    listPriceMinor: minor('What its label says, choices included.'),
    unitPriceMinor: minor('What one of it costs, choices included.'),
    quantity: Type.Integer({ minimum: 1, description: 'Pieces, or base units of the measure.' }),
    measure: Type.Optional(LineMeasure),
    mostQuantity: Type.Optional(
      Type.Integer({ description: 'Where the weight is known only when packed: the most that may be, which is held.' }),
    ),
    expectedMinor: Type.Optional(minor('What it costs if it weighs what was ordered.')),
    totalMinor: minor('What it costs at most.'),
    discountMinor: minor('What promotions take off all of them.'),
    reasons: Type.Array(LineReason, { description: 'Why it does not cost what its label says, step by step.' }),
  },
  { title: 'QuoteLine' },
)

export const Quote = Type.Object(
  {
    lines: Type.Array(QuoteLine),
    goodsMinor: minor('The sum of the lines.'),
    deliveryFeeMinor: minor('What the trip costs; 0 for pickup.'),
    smallBasketFeeMinor: minor('What a basket too small for a trip pays on top.'),
    serviceFeeMinor: minor('What the platform charges for its service.'),
    taxMinor: minor('All tax on goods and fees, inside the prices or on top of them.'),
    taxAddedMinor: minor('What of the tax is on top of the prices.'),
    taxIncluded: Type.Boolean({ description: 'Whether prices here usually contain their tax.' }),
    tipMinor: minor('For the rider.'),
    discountMinor: minor('What promotions take off.'),
    vendorDiscountMinor: minor('What of that the vendor pays.'),
    refusedCoupons: Type.Array(
      Type.Object({
        code: Type.String(),
        reason: Type.String({
          description: 'unknown, ended, not_yet, exhausted, sign_in, used_before, not_for_you, …',
        }),
        minimumMinor: Type.Optional(Type.Integer({ description: 'below_minimum: goods worth this much would do.' })),
      }),
      { description: 'Codes that do nothing here, and why.' },
    ),
    totalMinor: minor('What the customer pays.'),
    currency: Type.String({ description: 'ISO 4217.' }),
    distanceM: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
      description: 'How far the delivery goes, in metres; null for pickup, or while nobody said where to.',
    }),
    parts: Type.Array(PricePart, { description: 'Each part of the total and its reason, as a receipt lists them.' }),
  },
  { title: 'Quote' },
)
export type Quote = Static<typeof Quote>

export interface BasketLine {
  readonly productId: string
  readonly quantity: number
  /** Ids of the chosen options. */
  readonly choices?: readonly string[]
}

/** What the vendor offers of one product, as far as its price goes. */
export interface PricedProduct extends Chooseable {
  readonly name: string
  /** The class its category is taxed in; none: as the market usually does. */
  readonly taxClass?: string | null
  /** As far as days and hours go; sold unless said. */
  readonly soldNow?: boolean
  /** When it is sold again, RFC 3339. */
  readonly soldFrom?: string | null
}

/** All that a price depends on. Catalog's offer fits `vendor` and `products`. */
export interface Basket {
  readonly settings: Pick<
    MarketSettings,
    'currency' | 'timeZone' | 'deliveryFee' | 'serviceFee' | 'minimumBasketMinor' | 'tips' | 'fulfilment' | 'tax'
  >
  readonly vendor: {
    readonly openNow: boolean
    /** When it opens next, RFC 3339, for the caller to wait for. */
    readonly opensAt: string | null
    readonly deliveryRadiusM: number
    readonly minimumBasketMinor: number
  }
  /** What the vendor offers now, by id. */
  readonly products: ReadonlyMap<string, PricedProduct>
  readonly lines: readonly BasketLine[]
  readonly fulfilment: Fulfilment
  /** From vendor to customer along the streets; null for pickup, or while nobody said where to. */
  readonly distanceM: number | null
  /** Whether anybody goes there, and what its zone says about the fee; as everywhere when nothing is drawn. */
  readonly coverage?: {
    readonly isServed: boolean
    readonly isDrawn: boolean
    readonly zone: { readonly name: string; readonly feeMinor: number | null; readonly extraMinor: number } | null
  } | null
  /** Some hours cost more than others. */
  readonly at: Date
  /** Price rules and what they depend on; none by default. */
  readonly terms?: PriceTerms
  /** What promotions take off; nothing by default. */
  readonly discounts?: readonly Discount[]
  /** Codes that do nothing. */
  readonly refusedCoupons?: Quote['refusedCoupons']
  /** For the rider; nothing by default. */
  readonly tipMinor?: number
  /** Of names in the parts; English by default. */
  readonly language?: Language
}

/** Why this basket cannot be sold, the first reason in the order a customer would want to hear them. */
export function whyNotSell(basket: Basket): DomainError | undefined {
  const { settings, vendor, products, lines, fulfilment } = basket
  if (!vendor.openNow) return vendorClosed({ opensAt: vendor.opensAt })
  if (!settings.fulfilment.includes(fulfilment)) return fulfilmentNotOffered({ offered: settings.fulfilment })
  if (fulfilment === 'delivery' && basket.distanceM === null) return placeMissing()

  const gone = lines.filter((line) => !products.has(line.productId))
  if (gone.length > 0) return productGone({ productIds: [...new Set(gone.map((line) => line.productId))] })

  const away = lines.filter((line) => productOf(basket, line).soldNow === false)
  if (away.length > 0) {
    const soldFrom = away.map((line) => [line.productId, productOf(basket, line).soldFrom ?? null])
    return notNow({
      productIds: [...new Set(away.map((line) => line.productId))],
      soldFrom: Object.fromEntries(soldFrom),
    })
  }

  const unfit = firstOf(lines, (line) => {
    const product = productOf(basket, line)
    return (
      whyNotAmount(line.productId, product.measure, line.quantity) ??
      whyNotChoose(line.productId, product, line.choices)
    )
  })
  if (unfit) return unfit

  if (fulfilment === 'delivery' && basket.coverage?.isServed === false) return notServed()
  const reachM = reachOf(basket)
  if (fulfilment === 'delivery' && basket.distanceM !== null && basket.distanceM > reachM) {
    return outOfReach({ distanceM: basket.distanceM, reachM })
  }

  const goodsMinor = sum(lines.map((line) => priceLine(basket, line).totalMinor))
  const minimumMinor = minimumOf(basket)
  if (goodsMinor < minimumMinor) return belowMinimum({ goodsMinor, minimumMinor })

  return whyNotTip(basket)
}

/** Below this no basket is taken: the vendor's minimum or the market's, whichever is more. */
export function minimumOf({ settings, vendor }: Pick<Basket, 'settings' | 'vendor'>): number {
  return Math.max(vendor.minimumBasketMinor, settings.minimumBasketMinor ?? 0)
}

function whyNotTip({ settings, fulfilment, tipMinor = 0 }: Basket): DomainError | undefined {
  if (tipMinor === 0) return undefined
  if (fulfilment !== 'delivery' || !settings.tips) return tipNotTaken()
  const { mostMinor } = settings.tips

  return tipMinor > mostMinor ? tipTooLarge({ mostMinor }) : undefined
}

/**
 * What the basket costs. Tax is rounded half up on each line and on the fees together, then summed, so that a receipt
 * adds up line by line. A delivery whose distance is unknown is priced as goods only.
 * @throws productGone, or outOfReach beyond the market's longest trip, since there is no price to name
 */
export function priceBasket(basket: Basket): Quote {
  const { settings, language = 'en' } = basket
  const { discounts = [] } = basket
  const lines = basket.lines.map((line, index) => ({
    ...priceLine(basket, line),
    discountMinor: sum(discounts.map(({ lineMinor }) => lineMinor[index] ?? 0)),
  }))
  const goodsMinor = sum(lines.map((line) => line.totalMinor))
  const distanceM = basket.fulfilment === 'delivery' ? basket.distanceM : null
  const trip = distanceM === null ? [] : partsOfTrip(basket, distanceM)
  const deliveryFeeMinor = sum(trip.map((part) => part.amountMinor))
  const smallBasketFeeMinor = distanceM === null ? 0 : smallBasketFeeFor(settings.deliveryFee, goodsMinor)
  const serviceFeeMinor = serviceFeeFor(settings.serviceFee, goodsMinor)
  const tipMinor = distanceM === null ? 0 : (basket.tipMinor ?? 0)
  const taxes = taxParts(
    [...taxedLines(basket, lines), taxedFees(basket, deliveryFeeMinor + smallBasketFeeMinor + serviceFeeMinor)],
    settings.tax,
    language,
  )
  const discountMinor = sum(discounts.map(amountOf))
  const taxAddedMinor = sum(taxes.filter(({ facts }) => !facts.included).map((part) => part.amountMinor))

  return {
    lines,
    goodsMinor,
    deliveryFeeMinor,
    smallBasketFeeMinor,
    serviceFeeMinor,
    taxMinor: sum(taxes.map((part) => part.amountMinor)),
    taxAddedMinor,
    taxIncluded: settings.tax.included,
    tipMinor,
    discountMinor,
    vendorDiscountMinor: sum(discounts.map((each) => sum(each.vendorLineMinor) + each.vendorDeliveryMinor)),
    refusedCoupons: [...(basket.refusedCoupons ?? [])],
    totalMinor:
      goodsMinor + deliveryFeeMinor + smallBasketFeeMinor + serviceFeeMinor + taxAddedMinor + tipMinor - discountMinor,
    currency: settings.currency,
    distanceM,
    parts: [
      { code: 'goods', amountMinor: goodsMinor, facts: {} },
      ...trip,
      ...discounts.flatMap((each) =>
        some('discount', -amountOf(each), { label: textIn(each.name, language), coupon: each.code ?? undefined }),
      ),
      ...some('small_basket', smallBasketFeeMinor, { belowMinor: settings.deliveryFee.smallBasket?.belowMinor }),
      ...some('service', serviceFeeMinor, { bp: settings.serviceFee?.bp }),
      ...taxes,
      ...some('tip', tipMinor, {}),
    ],
  }
}

function priceLine(basket: Basket, line: BasketLine): Omit<Quote['lines'][number], 'discountMinor'> {
  const { settings, terms = noTerms, language = 'en' } = basket
  const product = productOf(basket, line)
  const { productId, quantity } = line
  const choices = choicesOf(product, line.choices)
  const listPriceMinor = unitPriceOf(product, choices)
  // Two lines of one product are bought together.
  const together = sum(basket.lines.filter((each) => each.productId === productId).map((each) => each.quantity))
  const units = Math.floor(together / (product.measure?.per ?? 1))
  const { priceMinor, steps } = unitPrice(
    {
      id: productId,
      priceMinor: listPriceMinor,
      quantity: units,
      extrasMinor:
        listPriceMinor -
        unitPriceOf(
          product,
          choices.filter(({ kind }) => kind === 'size'),
        ),
    },
    terms,
    () => wallClock(settings.timeZone, basket.at),
  )

  const said = {
    productId,
    name: product.name,
    choices,
    listPriceMinor,
    unitPriceMinor: priceMinor,
    quantity,
    reasons: steps.map(({ code, name, fromMinor, toMinor, bounded }) => ({
      code,
      name: textIn(name, language),
      fromMinor,
      toMinor,
      bounded,
    })),
  }
  if (!product.measure) return { ...said, totalMinor: priceOfAmount(priceMinor, quantity) }

  const { base, per } = product.measure
  const mostQuantity = boundOf(product.measure, quantity)
  return {
    ...said,
    measure: { base, per },
    ...(mostQuantity !== undefined && { mostQuantity, expectedMinor: priceOfAmount(priceMinor, quantity, per) }),
    totalMinor: priceOfAmount(priceMinor, mostQuantity ?? quantity, per),
  }
}

/** The farthest this vendor delivers: its own radius unless it has drawn zones, within the market's longest trip. */
function reachOf({ settings, vendor, coverage }: Basket): number {
  const { maximumDistanceM } = settings.deliveryFee

  return coverage?.isDrawn ? maximumDistanceM : Math.min(vendor.deliveryRadiusM, maximumDistanceM)
}

function productOf(basket: Basket, { productId }: BasketLine): PricedProduct {
  const product = basket.products.get(productId)
  if (!product) throw productGone({ productIds: [productId] })

  return product
}

function partsOfTrip(basket: Basket, distanceM: number): PricePart[] {
  const { deliveryFee, timeZone } = basket.settings
  const parts = tripParts(deliveryFee, {
    distanceM,
    conditions: basket.terms?.conditions ?? [],
    // Reading the wall clock takes longer than the rest of a quote, so only where hours matter.
    ...(deliveryFee.times && { clock: wallClock(timeZone, basket.at) }),
  })
  if (!parts) throw outOfReach({ distanceM, reachM: reachOf(basket) })

  return zoneParts(
    parts.map(({ code, amountMinor, ...facts }) => ({ code, amountMinor, facts: facts as PricePart['facts'] })),
    basket.coverage?.zone ?? null,
    distanceM,
  )
}

/** A zone's own fee takes the place of everything that distance and hour would make; what it adds is a part of its own. */
function zoneParts(parts: PricePart[], zone: NonNullable<Basket['coverage']>['zone'], distanceM: number): PricePart[] {
  if (!zone) return parts
  const fixed: PricePart[] =
    zone.feeMinor === null
      ? parts
      : [{ code: 'delivery', amountMinor: zone.feeMinor, facts: { distanceM, zone: zone.name } }]

  return [...fixed, ...some('delivery_zone', zone.extraMinor, { zone: zone.name })]
}

/** What the vendor takes off is not sold and not taxed; what others pay in the customer's place is. */
function taxedLines({ settings, products, discounts = [] }: Basket, lines: Quote['lines']): Taxed[] {
  return lines.map(({ productId, totalMinor }, index) => ({
    ...goodsRate(settings.tax, products.get(productId)?.taxClass),
    amountMinor: totalMinor - sum(discounts.map(({ vendorLineMinor }) => vendorLineMinor[index] ?? 0)),
  }))
}

function taxedFees({ settings }: Basket, feesMinor: number): Taxed {
  return { ...feeRate(settings.tax), amountMinor: feesMinor }
}

/** A part, unless it is nothing; facts that are not there are left out. */
function some(code: PricePart['code'], amountMinor: number, facts: Record<string, unknown>): PricePart[] {
  if (amountMinor === 0) return []
  const known = Object.entries(facts).filter(([, value]) => value !== undefined)

  return [{ code, amountMinor, facts: Object.fromEntries(known) }]
}

function firstOf<T, R>(items: readonly T[], of: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = of(item)
    if (found !== undefined) return found
  }

  return undefined
}

function amountOf({ lineMinor, deliveryMinor }: Discount): number {
  return sum(lineMinor) + deliveryMinor
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}

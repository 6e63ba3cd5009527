// A quote: what a basket costs and why, to the last minor unit. The same basket always costs the same.
import { type Fulfilment, type Language, type MarketSettings, deliveryFeeFor, textIn } from '@provender/markets'
import type { DomainError } from '@provender/platform/errors'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { belowMinimum, fulfilmentNotOffered, outOfReach, placeMissing, productGone, vendorClosed } from './errors.ts'

const minor = (description: string) => Type.Integer({ minimum: 0, description })

const QuoteLine = Type.Object(
  {
    productId: IdOf<'product'>('Product'),
    name: Type.String(),
    unitPriceMinor: minor('What one of it costs.'),
    quantity: Type.Integer({ minimum: 1 }),
    totalMinor: minor('Quantity times price.'),
  },
  { title: 'QuoteLine' },
)

export const Quote = Type.Object(
  {
    lines: Type.Array(QuoteLine),
    goodsMinor: minor('The sum of the lines.'),
    deliveryFeeMinor: minor('What the trip costs; 0 for pickup.'),
    smallBasketFeeMinor: minor('What a basket too small for a trip pays on top.'),
    taxMinor: minor('Tax on goods and fees; part of the prices when taxIncluded, on top of them otherwise.'),
    taxIncluded: Type.Boolean(),
    totalMinor: minor('What the customer pays.'),
    currency: Type.String({ description: 'ISO 4217.' }),
    distanceM: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
      description: 'How far the delivery goes, in metres; null for pickup, or while nobody said where to.',
    }),
    explanations: Type.Array(
      Type.Object({ label: Type.String(), amountMinor: minor('The amount this line of the receipt is about.') }),
      { description: 'The receipt in words, in the language of the caller.' },
    ),
  },
  { title: 'Quote' },
)
export type Quote = Static<typeof Quote>

export interface BasketLine {
  readonly productId: string
  readonly quantity: number
}

/** All that a price depends on. Catalog's offer fits `vendor` and `products`. */
export interface Basket {
  readonly settings: Pick<MarketSettings, 'currency' | 'deliveryFee' | 'fulfilment' | 'tax'>
  readonly vendor: {
    readonly openNow: boolean
    /** When it opens next, RFC 3339, for the caller to wait for. */
    readonly opensAt: string | null
    readonly deliveryRadiusM: number
    readonly minimumBasketMinor: number
  }
  /** What the vendor offers now, by id. */
  readonly products: ReadonlyMap<string, { readonly name: string; readonly priceMinor: number }>
  readonly lines: readonly BasketLine[]
  readonly fulfilment: Fulfilment
  /** From vendor to customer along the streets; null for pickup, or while nobody said where to. */
  readonly distanceM: number | null
  /** Of the explanations; English by default. */
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

  const reachM = reachOf(basket)
  if (fulfilment === 'delivery' && basket.distanceM !== null && basket.distanceM > reachM) {
    return outOfReach({ distanceM: basket.distanceM, reachM })
  }

  const goodsMinor = sum(lines.map((line) => priceOf(basket, line) * line.quantity))
  if (goodsMinor < vendor.minimumBasketMinor) {
    return belowMinimum({ goodsMinor, minimumMinor: vendor.minimumBasketMinor })
  }

  return undefined
}

/**
 * What the basket costs. Tax is rounded half up on each line and on the fees together, then summed, so that a receipt
 * adds up line by line. A delivery whose distance is unknown is priced as goods only.
 * @throws productGone, or outOfReach beyond the market's longest trip, since there is no price to name
 */
export function priceBasket(basket: Basket): Quote {
  const { settings } = basket
  const lines = basket.lines.map((line) => {
    const unitPriceMinor = priceOf(basket, line)
    const name = basket.products.get(line.productId)?.name ?? ''
    return {
      productId: line.productId,
      name,
      unitPriceMinor,
      quantity: line.quantity,
      totalMinor: unitPriceMinor * line.quantity,
    }
  })
  const goodsMinor = sum(lines.map((line) => line.totalMinor))
  const distanceM = basket.fulfilment === 'delivery' ? basket.distanceM : null
  const { deliveryFeeMinor, smallBasketFeeMinor } = feesFor(basket, distanceM, goodsMinor)
  const taxMinor =
    sum(lines.map((line) => taxOn(line.totalMinor, settings.tax.goodsBp, settings.tax.included))) +
    taxOn(deliveryFeeMinor + smallBasketFeeMinor, settings.tax.deliveryBp, settings.tax.included)
  const netMinor = goodsMinor + deliveryFeeMinor + smallBasketFeeMinor

  const amounts = { goodsMinor, deliveryFeeMinor, smallBasketFeeMinor, taxMinor }
  return {
    lines,
    ...amounts,
    taxIncluded: settings.tax.included,
    totalMinor: settings.tax.included ? netMinor : netMinor + taxMinor,
    currency: settings.currency,
    distanceM,
    explanations: explain(basket, amounts, distanceM),
  }
}

/** The farthest this vendor delivers: its own radius, within the market's longest trip. */
function reachOf(basket: Basket): number {
  return Math.min(basket.vendor.deliveryRadiusM, basket.settings.deliveryFee.maximumDistanceM)
}

function priceOf(basket: Basket, line: BasketLine): number {
  const product = basket.products.get(line.productId)
  if (!product) throw productGone({ productIds: [line.productId] })

  return product.priceMinor
}

function feesFor(basket: Basket, distanceM: number | null, goodsMinor: number) {
  if (distanceM === null) return { deliveryFeeMinor: 0, smallBasketFeeMinor: 0 }
  const rule = basket.settings.deliveryFee
  const tripMinor = deliveryFeeFor(rule, { distanceM, goodsMinor: Number.POSITIVE_INFINITY })
  const wholeMinor = deliveryFeeFor(rule, { distanceM, goodsMinor })
  if (tripMinor === undefined || wholeMinor === undefined) throw outOfReach({ distanceM, reachM: reachOf(basket) })

  return { deliveryFeeMinor: tripMinor, smallBasketFeeMinor: wholeMinor - tripMinor }
}

/** Tax in or on an amount, rounded half up in whole numbers. */
function taxOn(amountMinor: number, basisPoints: number, included: boolean): number {
  const whole = included ? 10_000 + basisPoints : 10_000

  return Math.floor((2 * amountMinor * basisPoints + whole) / (2 * whole))
}

const words = {
  goods: { en: 'Goods', fr: 'Articles' },
  delivery: { en: 'Delivery', fr: 'Livraison' },
  smallBasket: { en: 'Small basket', fr: 'Petit panier' },
  included: { en: 'included', fr: 'comprise' },
}

const kilometreFormat = {
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 1 }),
  fr: new Intl.NumberFormat('fr', { maximumFractionDigits: 1 }),
}

type Amounts = Pick<Quote, 'goodsMinor' | 'deliveryFeeMinor' | 'smallBasketFeeMinor' | 'taxMinor'>

function explain(basket: Basket, amounts: Amounts, distanceM: number | null): Quote['explanations'] {
  const language = basket.language ?? 'en'
  const { tax } = basket.settings
  const kilometres = kilometreFormat[language].format((distanceM ?? 0) / 1000)
  const taxLabel = textIn(tax.label, language)

  return [
    { label: words.goods[language], amountMinor: amounts.goodsMinor },
    ...(distanceM === null
      ? []
      : [{ label: `${words.delivery[language]} (${kilometres} km)`, amountMinor: amounts.deliveryFeeMinor }]),
    ...(amounts.smallBasketFeeMinor === 0
      ? []
      : [{ label: words.smallBasket[language], amountMinor: amounts.smallBasketFeeMinor }]),
    ...(amounts.taxMinor === 0
      ? []
      : [
          {
            label: tax.included ? `${taxLabel}, ${words.included[language]}` : taxLabel,
            amountMinor: amounts.taxMinor,
          },
        ]),
  ]
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}

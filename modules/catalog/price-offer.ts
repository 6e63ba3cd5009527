// What somebody wants of an offer, and what it costs or why it cannot be sold: for quotes, carts and orders alike.
import { type Fulfilment, wallClock } from '@provender/markets'
import { agreedDistance, getCoverage } from '@provender/places'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { type Basket, type BasketLine, type Discount, type Place, type Quote, priceBasket } from '@provender/pricing'
import { discountsFor } from '@provender/promotions'
import type { Offer } from './get-offer.ts'

export interface Wanted {
  readonly lines: readonly BasketLine[]
  readonly fulfilment: Fulfilment
  readonly place?: Place | undefined
  readonly tipMinor?: number | undefined
}

/** The offer and what is wanted of it, as pricing asks for them. */
export async function basketOf(
  db: Db,
  ctx: Context,
  offer: Offer,
  { lines, fulfilment, place, tipMinor = 0 }: Wanted,
): Promise<Basket> {
  return {
    settings: ctx.market.settings,
    vendor: offer.vendor,
    products: offer.products,
    lines,
    fulfilment,
    distanceM: place ? (await agreedDistance(db, ctx, offer.vendor.place, place)).distanceM : null,
    coverage: place ? await getCoverage(db, { vendorId: offer.vendor.id, place }) : null,
    at: ctx.at,
    terms: offer.terms,
    tipMinor,
    language: ctx.language,
  }
}

/** What the basket costs once everything is taken off that applies by itself or by these codes, in capitals. */
export function priceOffer(
  { promotions, shopper }: Offer,
  basket: Basket,
  codes: readonly string[],
): { quote: Quote; discounts: readonly Discount[] } {
  const full = priceBasket(basket)
  if (promotions.length === 0 && codes.length === 0) return { quote: full, discounts: [] }

  const { discounts, refused } = discountsFor(promotions, codes, {
    shopper,
    priced: { ...full, lines: full.lines.map(discountable) },
    moment: { at: basket.at, clock: () => wallClock(basket.settings.timeZone, basket.at) },
  })
  return { quote: priceBasket({ ...basket, discounts, refusedCoupons: [...refused] }), discounts }
}

/** What is weighed comes in grams, which are no pieces to count. */
function discountable(line: Quote['lines'][number]): Quote['lines'][number] {
  return line.measure === undefined ? line : { ...line, quantity: 0 }
}

/** As they are kept: large and small letters are the same, and nothing counts twice. */
export function codesOf(written: readonly string[] = []): string[] {
  return [...new Set(written.map((code) => code.toUpperCase()))]
}

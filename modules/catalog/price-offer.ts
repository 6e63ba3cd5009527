// What somebody wants of an offer, and what it costs or why it cannot be sold: for quotes, carts and orders alike.
import type { Fulfilment } from '@provender/markets'
import { agreedDistance, getCoverage } from '@provender/places'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import type { Basket, BasketLine, Place } from '@provender/pricing'
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

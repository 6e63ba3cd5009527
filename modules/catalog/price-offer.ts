// What somebody wants of an offer, and what it costs or why it cannot be sold: for quotes, carts and orders alike.
import type { Fulfilment } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import { type Basket, type BasketLine, type Place, distanceM } from '@provender/pricing'
import type { Offer } from './get-offer.ts'

export interface Wanted {
  readonly lines: readonly BasketLine[]
  readonly fulfilment: Fulfilment
  readonly place?: Place | undefined
  readonly tipMinor?: number | undefined
}

/** The offer and what is wanted of it, as pricing asks for them. */
export function basketOf(ctx: Context, offer: Offer, { lines, fulfilment, place, tipMinor = 0 }: Wanted): Basket {
  return {
    settings: ctx.market.settings,
    vendor: offer.vendor,
    products: offer.products,
    lines,
    fulfilment,
    distanceM: place ? distanceM(offer.vendor.place, place) : null,
    at: ctx.at,
    tipMinor,
    language: ctx.language,
  }
}

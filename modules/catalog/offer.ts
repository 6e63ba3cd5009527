// An offer: what a vendor would sell right now, in the form that baskets are priced and orders are written from.
import type { Place } from '@provender/pricing'

export interface OfferedProduct {
  readonly id: string
  /** In the language of the caller. */
  readonly name: string
  readonly priceMinor: number
  readonly unit: string
  readonly picture: string
  readonly stockTracked: boolean
  /** How many can be sold now; null when made to order. Only reserving promises them. */
  readonly available: number | null
}

export interface Offer {
  readonly vendor: {
    readonly id: string
    readonly slug: string
    readonly name: string
    readonly phone: string
    readonly addressLine: string
    readonly place: Place
    readonly picture: string
    readonly openNow: boolean
    /** RFC 3339; null when open, or not opening within a week. */
    readonly opensAt: string | null
    readonly deliveryRadiusM: number
    readonly preparationMinutes: number
    readonly minimumBasketMinor: number
  }
  /** By id. A product that was asked for and is missing here is not offered (any more). */
  readonly products: ReadonlyMap<string, OfferedProduct>
}

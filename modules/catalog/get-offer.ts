// What a vendor would sell of the products somebody wants: the first question of every order, in one statement.
import { textIn } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { type Measure, type OfferedGroup, type Place, type PriceTerms, termsOf } from '@provender/pricing'
import { type OfferedPromotion, type Shopper, shopperOf } from '@provender/promotions'
import { vendorUnknown } from './errors.ts'
import { saleOf } from './details.ts'
import { offeredGroups } from './option.ts'
import { type OfferRow, selectOffer } from './offer-store.ts'
import { busyMinutesAt, opennessOf } from './vendor.ts'

export interface OfferedProduct {
  readonly id: string
  /** In the language of the caller. */
  readonly name: string
  readonly priceMinor: number
  /** Of its category; null: taxed as the market usually does. */
  readonly taxClass: string | null
  readonly unit: string
  readonly picture: string
  readonly stockTracked: boolean
  /** How many can be sold now; null when made to order. Only reserving promises them. */
  readonly available: number | null
  /** How it is weighed or poured; null when it is counted. */
  readonly measure: Measure | null
  readonly soldNow: boolean
  /** RFC 3339. */
  readonly soldFrom: string | null
  /** Null: as long as the vendor usually needs. */
  readonly preparationMinutes: number | null
  /** What customers choose about it. */
  readonly optionGroups: readonly OfferedGroup[]
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
    /** With what a rush adds. */
    readonly preparationMinutes: number
    readonly minimumBasketMinor: number
  }
  /** What prices depend on besides their labels. */
  readonly terms: PriceTerms
  /** What applies here by itself, or by the codes that were given. */
  readonly promotions: readonly OfferedPromotion[]
  readonly shopper: Shopper
  /** By id. A product that was asked for and is missing here is not offered (any more). */
  readonly products: ReadonlyMap<string, OfferedProduct>
  /** What is left of everything that is counted, options too, by the id it is reserved under. */
  readonly left: ReadonlyMap<string, number>
}

/** @throws vendorUnknown also for a vendor that is not approved: the public cannot tell the two apart */
export async function getOffer(
  db: Db,
  ctx: Context,
  wanted: { readonly vendorId: string; readonly productIds: readonly string[]; readonly codes?: readonly string[] },
): Promise<Offer> {
  const customerId = ctx.actor.kind === 'account' ? ctx.actor.accountId : null
  const row = await selectOffer(db, { codes: [], ...wanted, customerId, at: ctx.at })
  if (!row || row.approval !== 'approved') throw vendorUnknown()

  const { openNow, opensAt } = opennessOf(row, ctx.market.settings.timeZone, ctx.at)

  return {
    vendor: {
      id: row.id,
      slug: row.slug,
      name: row.name,
      phone: row.phone,
      addressLine: row.address_line,
      place: { lat: row.lat, lng: row.lng },
      picture: row.picture,
      openNow,
      opensAt,
      deliveryRadiusM: row.delivery_radius_m,
      preparationMinutes: row.preparation_minutes + busyMinutesAt(row, ctx.at),
      minimumBasketMinor: row.minimum_basket_minor,
    },
    terms: termsOf(row.terms),
    promotions: row.offers.running ?? [],
    shopper: shopperOf(row.offers, customerId !== null),
    products: new Map(
      row.products.map((product) => [
        product.id,
        {
          id: product.id,
          name: textIn(product.name, ctx.language),
          priceMinor: product.priceMinor,
          taxClass: product.taxClass,
          unit: product.unit,
          picture: product.picture,
          stockTracked: product.available !== null,
          available: product.available,
          measure: product.details.measure,
          preparationMinutes: product.details.preparationMinutes,
          ...saleOf(product.details, ctx),
          optionGroups: offeredGroups(product, ctx.language),
        },
      ]),
    ),
    left: new Map(row.products.flatMap(leftOf)),
  }
}

function leftOf({ id, available, optionStock }: OfferRow['products'][number]): [string, number][] {
  const options = Object.entries(optionStock ?? {}).map(([id, [, left]]): [string, number] => [id, left])

  return available === null ? options : [[id, available], ...options]
}

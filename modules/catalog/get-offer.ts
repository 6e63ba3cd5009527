// What a vendor would sell of the products somebody wants: the first question of every order, in one statement.
import { textIn } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { vendorUnknown } from './errors.ts'
import { isOpenAt, nextOpening } from './hours.ts'
import type { Offer } from './offer.ts'
import { selectOffer } from './offer-store.ts'

/** @throws vendorUnknown also for a vendor that is not approved: the public cannot tell the two apart */
export async function getOffer(
  db: Db,
  ctx: Context,
  wanted: { readonly vendorId: string; readonly productIds: readonly string[] },
): Promise<Offer> {
  const row = await selectOffer(db, wanted)
  if (!row || row.approval !== 'approved') throw vendorUnknown()

  const { timeZone } = ctx.market.settings
  const openNow = !row.paused && isOpenAt(row.hours, timeZone, ctx.at)
  const opensAt = openNow || row.paused ? undefined : nextOpening(row.hours, timeZone, ctx.at)

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
      opensAt: opensAt?.toISOString() ?? null,
      deliveryRadiusM: row.delivery_radius_m,
      preparationMinutes: row.preparation_minutes,
      minimumBasketMinor: row.minimum_basket_minor,
    },
    products: new Map(
      row.products.map((product) => [
        product.id,
        {
          id: product.id,
          name: textIn(product.name, ctx.language),
          priceMinor: product.priceMinor,
          unit: product.unit,
          picture: product.picture,
          stockTracked: product.available !== null,
          available: product.available,
        },
      ]),
    ),
  }
}

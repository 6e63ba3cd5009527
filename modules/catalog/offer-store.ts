// The one statement behind an offer.
import type { LocalText } from '@provender/markets'
import { type Db, sql } from '@provender/platform/db'
import type { DetailsRead } from './details.ts'
import type { OptionGroupRecord, OptionStock } from './option.ts'
import { type TermsRow, termsColumn } from '@provender/pricing'
import { type OffersRow, offersColumn } from '@provender/promotions'
import type { SpecialDays, WeekHours } from './hours.ts'
import { detailColumns, optionColumns } from './product-store.ts'
import type { Approval } from './vendor.ts'

export interface OfferRow {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly phone: string
  readonly address_line: string
  readonly lat: number
  readonly lng: number
  readonly picture: string
  readonly hours: WeekHours
  readonly specialDays: readonly SpecialDays[]
  readonly lastOrderMinutes: number
  readonly paused: boolean
  readonly pausedUntil: Date | null
  readonly busyMinutes: number
  readonly busyUntil: Date | null
  readonly approval: Approval
  readonly delivery_radius_m: number
  readonly preparation_minutes: number
  readonly minimum_basket_minor: number
  readonly terms: TermsRow
  readonly offers: OffersRow
  readonly products: readonly {
    readonly id: string
    readonly name: LocalText
    readonly priceMinor: number
    readonly taxClass: string | null
    readonly unit: string
    readonly picture: string
    readonly available: number | null
    readonly optionGroups: readonly OptionGroupRecord[]
    readonly optionStock: OptionStock | null
    readonly optionParts: readonly string[] | null
    readonly details: DetailsRead
  }[]
}

export async function selectOffer(
  db: Db,
  wanted: {
    readonly vendorId: string
    readonly productIds: readonly string[]
    readonly customerId: string | null
    readonly codes: readonly string[]
    readonly at: Date
  },
): Promise<OfferRow | undefined> {
  const { rows } = await sql<OfferRow>`
    SELECT vendor.id, slug, name, phone, address_line, lat, lng, picture, hours,
      special_days AS "specialDays", last_order_minutes AS "lastOrderMinutes", paused, paused_until AS "pausedUntil",
      busy_minutes AS "busyMinutes", busy_until AS "busyUntil", approval, delivery_radius_m,
      preparation_minutes, minimum_basket_minor, offered.products, ${termsColumn(wanted)} AS terms,
      ${offersColumn(wanted)} AS offers
    FROM catalog.vendors AS vendor
    CROSS JOIN LATERAL (
      SELECT coalesce(json_agg(json_build_object('id', product.id, 'name', product.name, 'priceMinor', product.price_minor,
        'taxClass', category.tax_class, 'unit', product.unit, 'picture', product.picture, 'available', stock.available,
        'optionGroups', option_groups, 'optionStock', option_left, 'optionParts', option_parts, 'details', ${detailColumns})), '[]') AS products
      FROM catalog.products AS product
      JOIN catalog.categories AS category ON category.id = product.category_id
      CROSS JOIN LATERAL (SELECT ${optionColumns}) AS choice (groups, option_left, option_parts)
      LEFT JOIN inventory.availability AS stock ON stock.product_id = product.id
      WHERE product.id = ANY(${wanted.productIds}::uuid[]) AND product.vendor_id = vendor.id
        AND product.listed AND product.removed_at IS NULL
    ) AS offered
    WHERE vendor.id = ${wanted.vendorId}
  `.execute(db)

  return rows[0]
}

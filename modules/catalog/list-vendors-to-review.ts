// Vendors as the market's own people see them: all of them, or those in one state of approval.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { AfterId, Limit, PageOf, pageOf, usualLimit } from './page.ts'
import { Approval, VendorProfile, profileOf } from './vendor.ts'
import { selectVendorsToReview } from './vendor-store.ts'

export const ListVendorsToReview = Type.Object({ approval: Type.Optional(Approval), after: AfterId, limit: Limit })
export const VendorProfilePage = PageOf(VendorProfile, 'VendorProfilePage')

export async function listVendorsToReview(
  db: Db,
  ctx: Context,
  { approval, after, limit = usualLimit }: Static<typeof ListVendorsToReview>,
): Promise<Static<typeof VendorProfilePage>> {
  const found = await selectVendorsToReview(db, { approval, after, limit: limit + 1 })

  return pageOf(found, { limit, cursor: (vendor) => vendor.id, item: (vendor) => profileOf(vendor, ctx) })
}

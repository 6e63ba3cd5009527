// The market adds a vendor itself, so there is nothing left to approve.
import { usePicture } from '@provender/media'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { hoursUnclear } from './errors.ts'
import { isUnclear } from './hours.ts'
import { announceReview } from './review-vendor.ts'
import { type VendorDraft, type VendorProfile, profileOf } from './vendor.ts'
import { insertVendor } from './vendor-store.ts'

export async function addVendor(tx: Tx, ctx: Context, draft: VendorDraft): Promise<VendorProfile> {
  if (isUnclear(draft.hours)) throw hoursUnclear()

  const vendor = await insertVendor(tx, { ...draft, id: newId(), approval: 'approved', appliedBy: null })
  await usePicture(tx, ctx, { usedBy: `vendor:${vendor.id}`, picture: vendor.picture })
  await announceReview(tx, vendor)
  return profileOf(vendor, ctx)
}

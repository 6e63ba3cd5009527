// A vendor changes what it says about itself: name, place, hours and terms.
import { usePicture } from '@provender/media'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { hoursUnclear } from './errors.ts'
import { isUnclear } from './hours.ts'
import { announceChange } from './own-profile.ts'
import { ownVendorId } from './own-vendor.ts'
import type { VendorDraft, VendorProfile } from './vendor.ts'
import { updateVendor } from './vendor-store.ts'

export async function changeProfile(
  tx: Tx,
  ctx: Context,
  { vendorId, draft }: { vendorId: string | undefined; draft: VendorDraft },
): Promise<VendorProfile> {
  if (isUnclear(draft.hours)) throw hoursUnclear()

  const id = ownVendorId(ctx, vendorId)
  const vendor = await updateVendor(tx, id, draft)
  await usePicture(tx, ctx, { usedBy: `vendor:${id}`, picture: draft.picture, vendorId: id })

  return announceChange(tx, ctx, vendor)
}

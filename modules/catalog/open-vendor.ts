// A vendor opens or closes by hand, as when the oven breaks.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { announceChange } from './own-profile.ts'
import { ownVendorId } from './own-vendor.ts'
import type { VendorProfile } from './vendor.ts'
import { updatePaused } from './vendor-store.ts'

/** Opening by hand does not open outside the hours; closing by hand holds until the vendor opens again. */
export async function openVendor(
  tx: Tx,
  ctx: Context,
  { vendorId, open }: { vendorId: string | undefined; open: boolean },
): Promise<VendorProfile> {
  return announceChange(tx, ctx, await updatePaused(tx, ownVendorId(ctx, vendorId), !open))
}

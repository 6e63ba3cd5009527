// The market decides who sells in it: a vendor is approved, rejected, or waits again.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { Type, type Static } from 'typebox'
import { vendorUnknown } from './errors.ts'
import { vendorReviewed } from './events.ts'
import { Approval, type VendorProfile, type VendorRecord, profileOf } from './vendor.ts'
import { updateApproval } from './vendor-store.ts'

export const ReviewVendor = Type.Object({
  approval: Approval,
  reason: Type.Optional(Type.String({ maxLength: 500, description: 'The vendor reads this.' })),
})

export async function reviewVendor(
  tx: Tx,
  ctx: Context,
  { vendorId, approval, reason }: { vendorId: string } & Static<typeof ReviewVendor>,
): Promise<VendorProfile> {
  const vendor = await updateApproval(tx, vendorId, { approval, reason: reason ?? null, at: ctx.at })
  if (!vendor) throw vendorUnknown()

  await announceReview(tx, vendor)
  return profileOf(vendor, ctx)
}

export async function announceReview(tx: Tx, { id, name, approval, approvalReason }: VendorRecord): Promise<void> {
  await publish(tx, vendorReviewed, { vendorId: id, name, approval, reason: approvalReason })
}

// A vendor as it sees itself, and how others hear that it changed.
import type { Context } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { vendorUnknown } from './errors.ts'
import { vendorChanged } from './events.ts'
import { ownVendorId } from './own-vendor.ts'
import { type VendorProfile, type VendorRecord, profileOf } from './vendor.ts'
import { selectVendor } from './vendor-store.ts'

export async function getOwnProfile(db: Db, ctx: Context, vendorId?: string): Promise<VendorProfile> {
  const vendor = await selectVendor(db, ownVendorId(ctx, vendorId))
  if (!vendor) throw vendorUnknown()

  return profileOf(vendor, ctx)
}

/** @param vendor as it was written, or nothing when there was none to write */
export async function announceChange(tx: Tx, ctx: Context, vendor: VendorRecord | undefined): Promise<VendorProfile> {
  if (!vendor) throw vendorUnknown()

  await publish(tx, vendorChanged, { vendorId: vendor.id, paused: vendor.paused })
  return profileOf(vendor, ctx)
}

// Finding one vendor, by id or by the slug in its address.
import { listZonesFor } from '@provender/places'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import type { Place } from '@provender/pricing'
import { placeIncomplete, vendorUnknown } from './errors.ts'
import type { Seen, VendorRecord } from './vendor.ts'
import { selectVendor, selectVendorBySlug } from './vendor-store.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The place of a query that may leave it out. */
export function placeIn({ lat, lng }: { readonly lat?: number; readonly lng?: number }): Place | undefined {
  if ((lat === undefined) !== (lng === undefined)) throw placeIncomplete()

  return lat === undefined || lng === undefined ? undefined : { lat, lng }
}

/** What is to be known of a place to say whether these vendors deliver there. */
export async function seenFrom(
  db: Db,
  from: Place | undefined,
  vendorIds: readonly string[],
): Promise<Seen | undefined> {
  return from && { from, zones: await listZonesFor(db, vendorIds) }
}

/** @throws vendorUnknown also for a vendor that is not approved: the public cannot tell the two apart */
export async function getApprovedVendor(db: Db, idOrSlug: string): Promise<VendorRecord> {
  const vendor = uuid.test(idOrSlug) ? await selectVendor(db, idOrSlug) : await selectVendorBySlug(db, idOrSlug)
  if (vendor?.approval !== 'approved') throw vendorUnknown()

  return vendor
}

/** Where food is fetched, approved or not (any more): orders outlive approvals. */
export async function getVendorPlace(
  db: Db,
  _ctx: Context,
  vendorId: string,
): Promise<{ name: string; place: Place; addressLine: string; phone: string }> {
  const vendor = await selectVendor(db, vendorId)
  if (!vendor) throw vendorUnknown()

  return { name: vendor.name, place: vendor.place, addressLine: vendor.addressLine, phone: vendor.phone }
}

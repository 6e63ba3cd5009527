// Vendors for those who find them elsewhere than in catalog: as customers see them, and as an index keeps them.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import type { Place } from '@provender/pricing'
import { seenFrom } from './get-vendor.ts'
import { openingsAround } from './hours.ts'
import { type Vendor, type VendorRecord, publicVendor } from './vendor.ts'
import { selectApproved, selectVendorsToReview } from './vendor-store.ts'

/** By id, seen from a place; whoever is not approved (any more) is not among them. */
export async function findVendors(
  db: Db,
  ctx: Context,
  vendorIds: readonly string[],
  from?: Place,
): Promise<ReadonlyMap<string, Vendor>> {
  const [found, seen] = await Promise.all([selectApproved(db, vendorIds), seenFrom(db, from, vendorIds)])

  return new Map(found.map((vendor) => [vendor.id, publicVendor(vendor, ctx, seen)]))
}

/** What an index has to know of a vendor. Openings are real time, so that nobody else reads hours. */
export interface FindableVendor extends Pick<
  VendorRecord,
  'id' | 'name' | 'kind' | 'about' | 'place' | 'deliveryRadiusM' | 'paused'
> {
  readonly openings: readonly { readonly opens: number; readonly closes: number }[]
  /** Openings after this are not among them. */
  readonly knownUntil: Date
}

/** Approved vendors: the ones named, or a batch in order of id. */
export async function listFindableVendors(
  db: Db,
  ctx: Context,
  which: { readonly ids: readonly string[] } | { readonly after: string | undefined; readonly limit: number },
): Promise<readonly FindableVendor[]> {
  const vendors =
    'ids' in which
      ? await selectApproved(db, which.ids)
      : await selectVendorsToReview(db, { approval: 'approved', after: which.after, limit: which.limit })

  return vendors.map((vendor) => ({
    id: vendor.id,
    name: vendor.name,
    kind: vendor.kind,
    about: vendor.about,
    place: vendor.place,
    deliveryRadiusM: vendor.deliveryRadiusM,
    ...takingOrders(vendor, ctx),
  }))
}

/** A pause that ends by itself is no pause but a later opening: nobody has to tell the index that it is over. */
function takingOrders(vendor: VendorRecord, ctx: Context) {
  const { openings, knownUntil } = openingsAround(vendor, ctx.market.settings.timeZone, ctx.at)
  const from = vendor.pausedUntil?.getTime() ?? 0

  return {
    paused: vendor.paused && vendor.pausedUntil === null,
    knownUntil,
    openings: openings
      .filter(({ closes }) => closes > from)
      .map(({ opens, closes }) => ({ opens: Math.max(opens, from), closes })),
  }
}

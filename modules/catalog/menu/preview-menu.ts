// The menu as customers would see it at a moment, whatever the market thinks of the vendor so far.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import type { Static } from 'typebox'
import { vendorUnknown } from '../errors.ts'
import { type Menu, sectionsOf } from '../get-menu.ts'
import { selectPickupPoints } from '../pickup-point-store.ts'
import { selectMenu } from '../product-store.ts'
import { publicVendor } from '../vendor.ts'
import { selectVendor } from '../vendor-store.ts'
import { selectChanges } from './scheduled-change-store.ts'

/** With the changes that are due by then made. */
export async function previewMenu(
  db: Db,
  ctx: Context,
  { vendorId, at }: { vendorId: string; at: Date },
): Promise<Static<typeof Menu>> {
  const vendor = await selectVendor(db, vendorId)
  if (!vendor) throw vendorUnknown()
  const [products, changes, pickupPoints] = await Promise.all([
    selectMenu(db, vendorId, { all: true }),
    selectChanges(db, vendorId, at),
    selectPickupPoints(db, vendorId),
  ])
  const onMenu = products.flatMap(({ listed: now, ...product }) => {
    const due = changes.filter(({ productId }) => productId === product.id)
    const listed = due.findLast((change) => change.listed !== null)?.listed ?? now
    const priceMinor = due.findLast((change) => change.priceMinor !== null)?.priceMinor ?? product.priceMinor
    return listed ? [{ ...product, priceMinor }] : []
  })

  return {
    vendor: publicVendor(vendor, { ...ctx, at }, undefined),
    pickupPoints,
    sections: sectionsOf(onMenu, { ...ctx, at }),
  }
}

// Where else food can be fetched: a vendor adds a point, or takes one away.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { pickupPointUnknown, tooManyPoints } from './errors.ts'
import { announceChange } from './own-profile.ts'
import { ownVendorIds } from './own-vendor.ts'
import { type PickupPoint, type PickupPointDraft, mostPickupPoints } from './pickup-point.ts'
import { countPickupPoints, deletePickupPoint, insertPickupPoint } from './pickup-point-store.ts'
import { selectVendor } from './vendor-store.ts'

export async function addPickupPoint(
  tx: Tx,
  ctx: Context,
  { vendorId, draft }: { vendorId: string; draft: PickupPointDraft },
): Promise<PickupPoint> {
  if ((await countPickupPoints(tx, vendorId)) >= mostPickupPoints) throw tooManyPoints()

  const point = await insertPickupPoint(tx, { ...draft, id: newId(), vendorId })
  await announceChange(tx, ctx, await selectVendor(tx, vendorId))
  return point
}

/** Orders keep the place they were promised. */
export async function removePickupPoint(tx: Tx, ctx: Context, pickupPointId: string): Promise<void> {
  const vendorId = await deletePickupPoint(tx, { id: pickupPointId, vendorIds: ownVendorIds(ctx) })
  if (vendorId === undefined) throw pickupPointUnknown()

  await announceChange(tx, ctx, await selectVendor(tx, vendorId))
}

// A vendor takes a product off for good.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { productUnknown } from './errors.ts'
import { productChanged } from './events.ts'
import { ownVendorIds } from './own-vendor.ts'
import { markRemoved } from './product-store.ts'

/** The row stays for the orders that name it; its stock stays until they have taken or released what they hold. */
export async function removeProduct(tx: Tx, ctx: Context, productId: string): Promise<void> {
  const vendorId = await markRemoved(tx, { id: productId, vendorIds: ownVendorIds(ctx), at: ctx.at })
  if (vendorId === undefined) throw productUnknown()

  await publish(tx, productChanged, { productId, vendorId, removed: true })
}

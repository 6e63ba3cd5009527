// A vendor says that a product is sold out for today; tomorrow it is back by itself.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { productUnknown } from './errors.ts'
import { productChanged } from './events.ts'
import { getOwnProduct } from './own-products.ts'
import { ownVendorIds } from './own-vendor.ts'
import type { VendorProduct } from './product.ts'
import { updateSoldOut } from './product-store.ts'
import { tomorrowIn } from './sold-when.ts'

/** Today ends with the day of the market, whatever the clock of the vendor says. */
export async function sellOut(
  tx: Tx,
  ctx: Context,
  { productId, soldOut }: { productId: string; soldOut: boolean },
): Promise<VendorProduct> {
  const until = soldOut ? tomorrowIn(ctx.market.settings.timeZone, ctx.at) : null
  const vendorId = await updateSoldOut(tx, { id: productId, vendorIds: ownVendorIds(ctx), until })
  if (vendorId === undefined) throw productUnknown()

  await publish(tx, productChanged, { productId, vendorId, removed: false })
  return getOwnProduct(tx, ctx, productId)
}

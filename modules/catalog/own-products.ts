// A vendor's own products, as it sees them.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { productUnknown } from './errors.ts'
import { ownVendorId, ownVendorIds } from './own-vendor.ts'
import { AfterId, Limit, PageOf, pageOf, usualLimit } from './page.ts'
import { VendorProduct } from './product.ts'
import { selectOwnProduct, selectOwnProducts } from './product-store.ts'
import { VendorId } from './vendor.ts'

export const ListOwnProducts = Type.Object({ vendorId: Type.Optional(VendorId), after: AfterId, limit: Limit })
export const VendorProductPage = PageOf(VendorProduct, 'VendorProductPage')

export async function listOwnProducts(
  db: Db,
  ctx: Context,
  { vendorId, after, limit = usualLimit }: Static<typeof ListOwnProducts>,
): Promise<Static<typeof VendorProductPage>> {
  const found = await selectOwnProducts(db, { vendorId: ownVendorId(ctx, vendorId), after, limit: limit + 1 })

  return pageOf(found, { limit, cursor: (product) => product.id, item: (product) => product })
}

/** @throws productUnknown also for products of vendors the caller does not work for */
export async function getOwnProduct(db: Db, ctx: Context, productId: string): Promise<VendorProduct> {
  const product = await selectOwnProduct(db, productId, ownVendorIds(ctx))
  if (!product) throw productUnknown()

  return product
}

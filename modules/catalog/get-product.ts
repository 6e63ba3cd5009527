// Products by id, as customers see them.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { productUnknown } from './errors.ts'
import { type Product, publicProduct } from './product.ts'
import { selectProductsById } from './product-store.ts'

/** @throws productUnknown also for what is not on sale (any more): the public cannot tell the two apart */
export async function getProduct(db: Db, ctx: Context, productId: string): Promise<Product> {
  const product = (await findProducts(db, ctx, [productId])).get(productId)
  if (!product) throw productUnknown()

  return product
}

/** Those that are on sale, of any vendor, by id: for carts. */
export async function findProducts(
  db: Db,
  ctx: Context,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, Product>> {
  const found = await selectProductsById(db, productIds)

  return new Map(found.map((product) => [product.id, publicProduct(product, ctx)]))
}

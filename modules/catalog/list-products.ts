// What can be bought in the market, whoever sells it.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { AfterId, Limit, PageOf, pageOf, usualLimit } from './page.ts'
import { Diet, Product, publicProduct } from './product.ts'
import { selectProducts } from './product-store.ts'
import { VendorId } from './vendor.ts'
import { wordsIn } from './words.ts'

export const ListProducts = Type.Object({
  category: Type.Optional(Type.String({ maxLength: 80, description: 'Slug of a category.' })),
  vendorId: Type.Optional(VendorId),
  q: Type.Optional(Type.String({ maxLength: 80, description: 'Beginnings of words of the name, in any language.' })),
  diet: Type.Optional(Diet),
  maxPriceMinor: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
  inStock: Type.Optional(Type.Boolean({ description: 'true: without what is sold out.' })),
  after: AfterId,
  limit: Limit,
})
export type ListProducts = Static<typeof ListProducts>

export const ProductPage = PageOf(Product, 'ProductPage')

export async function listProducts(db: Db, ctx: Context, filter: ListProducts): Promise<Static<typeof ProductPage>> {
  const { limit = usualLimit } = filter
  const found = await selectProducts(db, {
    category: filter.category,
    vendorId: filter.vendorId,
    prefixes: wordsIn(filter.q ?? '').slice(0, 5),
    diet: filter.diet,
    mostMinor: filter.maxPriceMinor,
    inStock: filter.inStock ?? false,
    after: filter.after,
    limit: limit + 1,
  })

  return pageOf(found, {
    limit,
    cursor: (product) => product.id,
    item: (product) => publicProduct(product, ctx),
  })
}

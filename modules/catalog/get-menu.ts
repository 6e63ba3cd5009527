// What a vendor sells, shelf by shelf.
import { textIn } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { CategoryId } from './category.ts'
import { getApprovedVendor } from './get-vendor.ts'
import { Product, publicProduct } from './product.ts'
import { selectMenu } from './product-store.ts'
import { Slug, Vendor, publicVendor } from './vendor.ts'

export const Menu = Type.Object(
  {
    vendor: Vendor,
    sections: Type.Array(
      Type.Object({
        category: Type.Object({ id: CategoryId, slug: Slug, name: Type.String() }),
        products: Type.Array(Product),
      }),
    ),
  },
  { title: 'Menu' },
)
export type Menu = Static<typeof Menu>

export async function getMenu(db: Db, ctx: Context, idOrSlug: string): Promise<Menu> {
  const vendor = await getApprovedVendor(db, idOrSlug)
  const products = await selectMenu(db, vendor.id)
  const shelves = Map.groupBy(products, (product) => product.category.id)

  return {
    vendor: publicVendor(vendor, ctx, undefined),
    sections: [...shelves.values()].flatMap((shelf) => {
      const [first] = shelf
      if (!first) return []

      const category = { ...first.category, name: textIn(first.category.name, ctx.language) }
      return [{ category, products: shelf.map((product) => publicProduct(product, ctx.language)) }]
    }),
  }
}

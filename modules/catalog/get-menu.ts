// One vendor and everything it sells, shelf by shelf.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { CategoryId } from './category.ts'
import { PickupPoint } from './pickup-point.ts'
import { selectPickupPoints } from './pickup-point-store.ts'
import { getApprovedVendor, placeIn, seenFrom } from './get-vendor.ts'
import { Product, type ProductRecord, publicProduct } from './product.ts'
import { selectMenu } from './product-store.ts'
import { Slug, Vendor, publicVendor } from './vendor.ts'

const MenuSection = Type.Object(
  {
    category: Type.Object({ id: CategoryId, slug: Slug, name: Type.String() }),
    products: Type.Array(Product),
  },
  { title: 'MenuSection' },
)

const PickupPoints = Type.Array(PickupPoint, { description: 'Where else than at its door food can be fetched.' })

export const Menu = Type.Object(
  { vendor: Vendor, pickupPoints: PickupPoints, sections: Type.Array(MenuSection) },
  { title: 'Menu' },
)
export const VendorWithMenu = Type.Object(
  { ...Vendor.properties, pickupPoints: PickupPoints, menu: Type.Array(MenuSection) },
  { title: 'VendorWithMenu' },
)

export async function getMenu(db: Db, ctx: Context, idOrSlug: string): Promise<Static<typeof Menu>> {
  const { menu, pickupPoints, ...vendor } = await getVendor(db, ctx, idOrSlug)

  return { vendor, pickupPoints, sections: menu }
}

/** `from` tells how far it is, whether the vendor delivers there and for how much. */
export async function getVendor(
  db: Db,
  ctx: Context,
  idOrSlug: string,
  from: { readonly lat?: number; readonly lng?: number } = {},
): Promise<Static<typeof VendorWithMenu>> {
  const place = placeIn(from)
  const vendor = await getApprovedVendor(db, idOrSlug)
  const [products, pickupPoints] = await Promise.all([selectMenu(db, vendor.id), selectPickupPoints(db, vendor.id)])

  const seen = await seenFrom(db, place, [vendor.id])

  return { ...publicVendor(vendor, ctx, seen), pickupPoints, menu: sectionsOf(products, ctx) }
}

/** The products come in the order of the shelves. */
export function sectionsOf(products: readonly ProductRecord[], ctx: Context): Static<typeof MenuSection>[] {
  const shelves = Map.groupBy(
    products.map((product) => publicProduct(product, ctx)),
    (product) => product.category.id,
  )

  return [...shelves.values()].flatMap((shelf) => {
    const [first] = shelf
    return first ? [{ category: first.category, products: shelf }] : []
  })
}

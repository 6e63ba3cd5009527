// A vendor puts something new on its menu or shelf.
import { countStock } from '@provender/inventory'
import { usePicture } from '@provender/media'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { newId } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { getCategoryId } from './category-store.ts'
import { noDetails } from './details.ts'
import { productChanged } from './events.ts'
import { getOwnProduct } from './own-products.ts'
import { ownVendorId } from './own-vendor.ts'
import { OnHand, ProductDraft, type VendorProduct } from './product.ts'
import { countOptions, keepDetails } from './save-options.ts'
import { insertProduct } from './product-store.ts'

export const AddProduct = Type.Object({ ...ProductDraft.properties, onHand: OnHand })
export type AddProduct = Static<typeof AddProduct>

export async function addProduct(
  tx: Tx,
  ctx: Context,
  { vendorId: wanted, draft }: { vendorId: string | undefined; draft: AddProduct },
): Promise<VendorProduct> {
  const vendorId = ownVendorId(ctx, wanted)
  const categoryId = await getCategoryId(tx, draft.category)
  const id = newId()

  const kept = await keepDetails(tx, { vendorId, productId: id, draft, before: { ...noDetails, optionGroups: [] } })
  await insertProduct(tx, { ...draft, ...kept, id, vendorId, categoryId })
  await countOptions(tx, ctx, draft.optionGroups ?? [], kept.optionGroups)
  if (draft.onHand !== null) await countStock(tx, ctx, { productId: id, onHand: draft.onHand })
  await usePicture(tx, ctx, { usedBy: `product:${id}`, picture: draft.picture, vendorId })
  await publish(tx, productChanged, { productId: id, vendorId, removed: false })

  return getOwnProduct(tx, ctx, id)
}

// A vendor changes a product: its words, its price, whether it is on the menu.
import { usePicture } from '@provender/media'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { getCategoryId } from './category-store.ts'
import { productUnknown } from './errors.ts'
import { productChanged } from './events.ts'
import { getOwnProduct } from './own-products.ts'
import { ownVendorIds } from './own-vendor.ts'
import { withoutStock } from './option.ts'
import type { ProductDraft, VendorProduct } from './product.ts'
import { countOptions, keepDetails } from './save-options.ts'
import { updateProduct } from './product-store.ts'

/** Orders keep the name and price they were made with. */
export async function changeProduct(
  tx: Tx,
  ctx: Context,
  { productId, draft }: { productId: string; draft: ProductDraft },
): Promise<VendorProduct> {
  const categoryId = await getCategoryId(tx, draft.category)
  const was = await getOwnProduct(tx, ctx, productId)
  const { vendorId } = was
  const before = { ...was, optionGroups: was.optionGroups.map(withoutStock) }
  const kept = await keepDetails(tx, { vendorId, productId, draft, before })
  const vendorIds = ownVendorIds(ctx)
  if (!(await updateProduct(tx, { ...draft, ...kept, id: productId, categoryId, vendorIds }))) throw productUnknown()
  await countOptions(tx, ctx, draft.optionGroups ?? [], kept.optionGroups)

  const product = await getOwnProduct(tx, ctx, productId)
  await usePicture(tx, ctx, { usedBy: `product:${productId}`, picture: draft.picture, vendorId: product.vendorId })
  await publish(tx, productChanged, { productId, vendorId: product.vendorId, removed: false })
  return product
}

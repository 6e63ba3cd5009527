// A vendor counts what lies on the shelf of one of its products, or of one of its options.
import { type Stock, countStock } from '@provender/inventory'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { productUnknown } from './errors.ts'
import { getOwnProduct } from './own-products.ts'

export async function countProduct(
  tx: Tx,
  ctx: Context,
  { productId, onHand, optionId }: { productId: string; onHand: number | null; optionId?: string },
): Promise<Stock> {
  const product = await getOwnProduct(tx, ctx, productId)
  if (optionId === undefined) return countStock(tx, ctx, { productId, onHand })

  const option = product.optionGroups.flatMap(({ options }) => options).find(({ id }) => id === optionId)
  // What stands for a product of its own is counted there.
  if (!option || option.productId) throw productUnknown()
  return countStock(tx, ctx, { productId: option.id, onHand })
}

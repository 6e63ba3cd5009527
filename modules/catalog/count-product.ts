// A vendor counts what lies on the shelf of one of its products.
import { type Stock, countStock } from '@provender/inventory'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { getOwnProduct } from './own-products.ts'

export async function countProduct(
  tx: Tx,
  ctx: Context,
  { productId, onHand }: { productId: string; onHand: number | null },
): Promise<Stock> {
  await getOwnProduct(tx, ctx, productId)

  return countStock(tx, ctx, { productId, onHand })
}

// Repacking: an order takes more or less from the shelf than was promised, because it was weighed or could not be had.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { stockChanged } from './events.ts'
import { type Repacked, repack } from './stock-store.ts'

export interface RepackStock {
  readonly orderId: string
  readonly changes: readonly Repacked[]
}

/** What is missing is not there for anybody else either; what weighs less stays on sale. */
export async function repackStock(tx: Tx, _ctx: Context, { orderId, changes }: RepackStock): Promise<void> {
  const left = await repack(tx, orderId, changes)
  if (left.length > 0) {
    await publish(tx, stockChanged, {
      products: left.map((row) => ({ productId: row.product_id, available: row.available })),
    })
  }
}

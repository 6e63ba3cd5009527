// Releasing stock: what an order held goes back on sale.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { stockChanged } from './events.ts'
import { release } from './stock-store.ts'

/** May be asked any number of times: only what is still held is released. Goods that were taken do not come back. */
export async function releaseStock(tx: Tx, _ctx: Context, orderId: string): Promise<void> {
  const returned = await release(tx, orderId)

  const back = returned.filter((row) => row.available === row.quantity)
  if (back.length > 0) {
    await publish(tx, stockChanged, {
      products: back.map((row) => ({ productId: row.product_id, available: row.available })),
    })
  }
}

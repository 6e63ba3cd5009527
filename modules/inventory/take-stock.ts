// Taking stock: the goods of an order leave the shelf when it is picked up or collected.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { take } from './stock-store.ts'

/** May be asked any number of times: goods leave once. */
export async function takeStock(tx: Tx, _ctx: Context, orderId: string): Promise<void> {
  await take(tx, orderId)
}

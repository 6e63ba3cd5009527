// Reserving stock: goods are promised to one order and to no other.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { soldOut } from './errors.ts'
import { stockChanged } from './events.ts'
import { type Demand, reserve } from './stock-store.ts'

/** `until`: when the goods go back on sale if nobody keeps the reservation; null when the order stands already. */
export type ReserveStock = Demand

/**
 * All of it or nothing: the last unit goes to one order, whoever else wants it at the same moment hears `soldOut` with
 * what is left. Products without stock are made to order and need no reserving. An order reserves once.
 */
export async function reserveStock(tx: Tx, _ctx: Context, input: ReserveStock): Promise<void> {
  const wanted = await reserve(tx, input)
  const short = wanted.filter((row) => row.available < row.quantity)
  if (short.length > 0) {
    throw soldOut({
      productIds: short.map((row) => row.product_id),
      available: Object.fromEntries(short.map((row) => [row.product_id, row.available])),
    })
  }

  const last = wanted.filter((row) => row.available === row.quantity)
  if (last.length > 0) {
    await publish(tx, stockChanged, { products: last.map((row) => ({ productId: row.product_id, available: 0 })) })
  }
}

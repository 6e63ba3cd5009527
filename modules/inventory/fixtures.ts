// Builders and looks for other modules' tests.
import type { Db, Tx } from '@provender/platform/db'
import { insertStock, selectReservations, selectStock } from './stock-store.ts'

/** Puts a new product on the shelf. */
export async function aShelf(tx: Tx, productId: string, onHand = 10): Promise<void> {
  await insertStock(tx, [{ productId, onHand }])
}

/** What lies there and what is promised; undefined when made to order. */
export async function lookAtShelf(
  db: Db,
  productId: string,
): Promise<{ onHand: number; reserved: number } | undefined> {
  const row = await selectStock(db, productId)
  return row && { onHand: row.on_hand, reserved: row.reserved }
}

/** What an order reserved: state by product id. */
export async function reservationsOf(db: Db, orderId: string): Promise<Record<string, string>> {
  const rows = await selectReservations(db, orderId)
  return Object.fromEntries(rows.map((row) => [row.product_id, `${row.state} ${row.quantity}`]))
}

// Counting stock: a vendor says what lies on the shelf, or that a product is made to order.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { promisedAlready } from './errors.ts'
import { stockChanged } from './events.ts'
import { deleteStock, insertStock, lockStock, putStock } from './stock-store.ts'

export const Stock = Type.Object(
  {
    productId: IdOf<'product'>('Product'),
    onHand: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
      description: 'What lies on the shelf, promised to orders or not; null: made to order.',
    }),
    reserved: Type.Integer({ minimum: 0, description: 'Promised to orders.' }),
    available: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
      description: 'What can still be sold; null: made to order.',
    }),
  },
  { title: 'Stock' },
)
export type Stock = Static<typeof Stock>

export interface CountStock {
  readonly productId: string
  /** Null: made to order, nothing is counted. */
  readonly onHand: number | null
}

/** Whether the product is the caller's to count is for catalog to know. */
export async function countStock(tx: Tx, _ctx: Context, input: CountStock): Promise<Stock> {
  const stock =
    input.onHand === null ? await stopCounting(tx, input.productId) : await count(tx, input.productId, input.onHand)

  await publish(tx, stockChanged, { products: [{ productId: stock.productId, available: stock.available }] })
  return stock
}

async function count(tx: Tx, productId: string, onHand: number): Promise<Stock> {
  const { reserved } = await putStock(tx, productId, onHand)
  return { productId, onHand, reserved, available: onHand - reserved }
}

/** Orders that hold some of it must be able to give it back, so the shelf stays until they have. */
async function stopCounting(tx: Tx, productId: string): Promise<Stock> {
  const before = await lockStock(tx, productId)
  if (before && before.reserved > 0) throw promisedAlready({ reserved: before.reserved })

  await deleteStock(tx, productId)
  return { productId, onHand: null, reserved: 0, available: null }
}

/** Shelves for many new products at once, unannounced; products that have one keep it as it is. */
export async function stockShelves(
  tx: Tx,
  _ctx: Context,
  items: readonly { readonly productId: string; readonly onHand: number }[],
): Promise<void> {
  await insertStock(tx, items)
}

// Many products on the menu or off it at once, as when the grill is cold.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publishAll } from '@provender/platform/events'
import { Type, type Static } from 'typebox'
import { productChanged } from '../events.ts'
import { which } from './change-prices.ts'
import { lockProducts, updateListed } from './menu-store.ts'

export const ListAtOnce = Type.Object({ ...which, listed: Type.Boolean() })

/** @returns how many of the products named are the vendor's and are now as wanted */
export async function listAtOnce(
  tx: Tx,
  _ctx: Context,
  { vendorId, listed, ...chosen }: { vendorId: string } & Static<typeof ListAtOnce>,
): Promise<number> {
  const products = await lockProducts(tx, { vendorId, ...chosen })
  await updateListed(tx, { vendorId, products, listed })
  await publishAll(
    tx,
    productChanged,
    products.map(({ id }) => ({ productId: id, vendorId, removed: false })),
  )

  return products.length
}

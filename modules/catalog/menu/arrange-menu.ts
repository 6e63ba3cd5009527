// A vendor puts its menu in order: its shelves, and what stands on each of them.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { menuMoved, vendorUnknown } from '../errors.ts'
import { announceChange } from '../own-profile.ts'
import { ProductId } from '../product.ts'
import { Slug } from '../vendor.ts'
import { selectVendor } from '../vendor-store.ts'
import { selectMenuOrder, updateMenuOrder } from './menu-store.ts'

export const MenuOrder = Type.Object(
  {
    shelves: Type.Array(
      Type.Object({ category: Slug, productIds: Type.Array(ProductId, { maxItems: 10_000, uniqueItems: true }) }),
      { maxItems: 500 },
    ),
  },
  { title: 'MenuOrder' },
)
export type MenuOrder = Static<typeof MenuOrder>

/** What is not named stays behind what is. @throws menuMoved when something is not where the vendor saw it */
export async function arrangeMenu(
  tx: Tx,
  ctx: Context,
  { vendorId, shelves }: { vendorId: string } & MenuOrder,
): Promise<MenuOrder> {
  const vendor = await selectVendor(tx, vendorId)
  if (!vendor) throw vendorUnknown()
  const wanted = shelves.reduce((sum, { productIds }) => sum + productIds.length, 0)
  if ((await updateMenuOrder(tx, vendorId, shelves)) !== wanted) throw menuMoved()

  await announceChange(tx, ctx, vendor)
  const order = await selectMenuOrder(tx, vendorId)
  return { shelves: order.map(({ category, productIds }) => ({ category, productIds: [...productIds] })) }
}

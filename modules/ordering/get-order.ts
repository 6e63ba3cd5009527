// One order, as the side that asks may see it.
import type { Actor, Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { orderUnknown } from './errors.ts'
import { type Order, type OrderId, type OrderSide, isOnSide, orderReply, orderSides } from './order.ts'
import { selectOrder, selectWholeOrder } from './order-store.ts'

/** Somebody else's order and one that never was look the same: unknown. */
export async function getOrder(
  db: Db,
  ctx: Context,
  { orderId, side }: { orderId: OrderId; side: OrderSide },
): Promise<Order> {
  const order = await selectWholeOrder(db, orderId)
  if (!order || !isOnSide(side, order, ctx.actor)) throw orderUnknown()

  return orderReply(order, { settings: ctx.market.settings, language: ctx.language, side })
}

/** May the actor listen to what happens to this order? A rider's right is the delivery's to know. */
export async function mayFollowOrder(db: Db, actor: Actor, orderId: OrderId): Promise<boolean> {
  const order = await selectOrder(db, orderId)

  return order !== undefined && orderSides.some((side) => isOnSide(side, order, actor))
}

// Lists of orders, newest first, for each side.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { OrderId, type OrderPage, type OrderSide, OrderState, orderReply } from './order.ts'
import { type OrderFilter, selectOrders } from './order-store.ts'

const page = {
  after: Type.Optional(OrderId),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'How many at most; 20 when left out.' })),
}
const usualLimit = 20

export const ListOwnOrders = Type.Object({
  state: Type.Optional(Type.Enum(['active', 'past'], { description: 'active: still under way; past: ended.' })),
  ...page,
})
export type ListOwnOrders = Static<typeof ListOwnOrders>

export const ListAllOrders = Type.Object({
  state: Type.Optional(OrderState),
  underWay: Type.Optional(Type.Boolean({ description: 'Only those still under way, or only those that ended.' })),
  number: Type.Optional(Type.String({ maxLength: 12, description: 'The six letters and digits.' })),
  vendorId: Type.Optional(Type.String({ format: 'uuid' })),
  ...page,
})
export type ListAllOrders = Static<typeof ListAllOrders>

/** The customer's own orders, or those of the vendors the actor works for. */
export async function listOwnOrders(
  db: Db,
  ctx: Context,
  { side, state, after, limit = usualLimit }: ListOwnOrders & { side: 'customer' | 'vendor' },
): Promise<OrderPage> {
  const { actor } = ctx
  if (actor.kind !== 'account') return { items: [], next: null }

  return pageOf(db, ctx, side, {
    ...(side === 'customer' ? { customerId: actor.accountId } : { vendorIds: actor.vendorIds }),
    ...(state !== undefined && { underWay: state === 'active' }),
    ...(after !== undefined && { after }),
    limit,
  })
}

/** Every order of the market, for its administrators. */
export async function listAllOrders(db: Db, ctx: Context, query: ListAllOrders): Promise<OrderPage> {
  const { vendorId, number, limit = usualLimit, ...rest } = query

  return pageOf(db, ctx, 'admin', {
    ...rest,
    limit,
    ...(vendorId !== undefined && { vendorIds: [vendorId] }),
    ...(number !== undefined && { number: number.toUpperCase() }),
  })
}

/** One more than asked for is read, to know whether there is a next page. */
async function pageOf(db: Db, ctx: Context, side: OrderSide, filter: OrderFilter): Promise<OrderPage> {
  const orders = await selectOrders(db, { ...filter, limit: filter.limit + 1 })
  const items = orders.slice(0, filter.limit)
  const reader = { settings: ctx.market.settings, language: ctx.language, side }

  return {
    items: items.map((order) => orderReply(order, reader)),
    next: orders.length > filter.limit ? (items.at(-1)?.id ?? null) : null,
  }
}

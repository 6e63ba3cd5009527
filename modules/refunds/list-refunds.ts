// Refunds to look at: of one order, of a vendor, or everything that waits for a decision.
import { getEndedOrder } from '@provender/ordering'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { Refund, RefundId, type Side } from './refund.ts'
import { refundOf, selectRefunds, selectRefundsOfOrder } from './refund-store.ts'

export const ListRefunds = Type.Object({
  state: Type.Optional(Type.Enum(['waiting'], { description: 'Only those that wait for a decision.' })),
  after: Type.Optional(RefundId),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'How many at most; 20 when left out.' })),
})
export type ListRefunds = Static<typeof ListRefunds>
const usualLimit = 20

export const RefundPage = Type.Object(
  { items: Type.Array(Refund), next: Type.Union([RefundId, Type.Null()]) },
  { title: 'RefundPage' },
)
export type RefundPage = Static<typeof RefundPage>

export async function listRefundsOfOrder(
  db: Db,
  ctx: Context,
  { orderId, side }: { orderId: string; side: Side },
): Promise<{ items: Refund[] }> {
  await getEndedOrder(db, ctx, { orderId, side })
  const rows = await selectRefundsOfOrder(db, orderId)

  return { items: rows.map((row) => refundOf(row, side)) }
}

/** Of the market to administrators, of their own vendors to vendors; newest first. */
export async function listRefunds(
  db: Db,
  { actor }: Context,
  { side, state, after, limit = usualLimit }: ListRefunds & { side: 'vendor' | 'admin' },
): Promise<RefundPage> {
  const rows = await selectRefunds(db, {
    waiting: state === 'waiting',
    ...(side === 'vendor' && { vendorIds: actor.kind === 'account' ? actor.vendorIds : [] }),
    ...(after !== undefined && { after }),
    limit: limit + 1,
  })
  const items = rows.slice(0, limit).map((row) => refundOf(row, side))

  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

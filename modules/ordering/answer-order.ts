// The vendor's answer to an order, and the kitchen's progress: accept, decline, preparing, ready, returned.
import type { Context } from '@provender/platform/context'
import type { Open, Tx } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { codeMissing, orderUnknown } from './errors.ts'
import { collectOrder } from './hand-over-order.ts'
import { type OrderId, isOnSide } from './order.ts'
import { type LockedOrder, lockOrder } from './order-store.ts'
import { type PackLine, packLine, packRest } from './pack-order.ts'
import { moveOrder, secondsAfter } from './order-state.ts'

export const AcceptOrder = Type.Object({
  readyInMinutes: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1440, description: "From now on; the vendor's usual time when left out." }),
  ),
})
export type AcceptOrder = Static<typeof AcceptOrder>

export async function acceptOrder(
  tx: Tx,
  ctx: Context,
  { orderId, readyInMinutes }: AcceptOrder & { orderId: OrderId },
): Promise<void> {
  const order = await lockVendorOrder(tx, ctx, orderId)
  const readyAt = secondsAfter(ctx.at, 60 * (readyInMinutes ?? order.preparationMinutes))

  await moveOrder(tx, ctx, order, { to: 'accepted', by: 'vendor', readyAt })
}

export const DeclineOrder = Type.Object({
  reason: Type.String({ minLength: 1, maxLength: 300, description: 'The customer reads this.' }),
})
export type DeclineOrder = Static<typeof DeclineOrder>

export async function declineOrder(
  tx: Tx,
  ctx: Context,
  { orderId, reason }: DeclineOrder & { orderId: OrderId },
): Promise<void> {
  await moveOrder(tx, ctx, await lockVendorOrder(tx, ctx, orderId), { to: 'declined', by: 'vendor', reason })
}

export const ReportProgress = Type.Object({
  state: Type.Enum(['preparing', 'ready', 'collected', 'returned'], {
    description: 'collected: handed to its customer, with the code; returned: back from a delivery that failed.',
  }),
  code: Type.Optional(
    Type.String({ pattern: '^[0-9]{4}$', description: 'Four digits of the customer, for collected.' }),
  ),
})
export type ReportProgress = Static<typeof ReportProgress>

/** What happens in the kitchen and at the counter. Handing over opens its own transactions, so all of them do. */
export async function reportProgress(
  open: Open,
  ctx: Context,
  { orderId, state, code }: ReportProgress & { orderId: OrderId },
): Promise<void> {
  if (state === 'collected') {
    if (code === undefined) throw codeMissing()
    return collectOrder(open, ctx, { orderId, code })
  }

  await open(async (tx) => {
    const order = await lockVendorOrder(tx, ctx, orderId)
    const packed = state === 'ready' && order.state === 'preparing' ? await packRest(tx, ctx, order) : order
    await moveOrder(tx, ctx, packed, { to: state, by: 'vendor' })
  })
}

/** One line as it was packed: weighed, or not to be had. */
export async function reportPacked(
  tx: Tx,
  ctx: Context,
  { orderId, ...line }: PackLine & { readonly orderId: OrderId; readonly position: number },
): Promise<void> {
  await packLine(tx, ctx, await lockVendorOrder(tx, ctx, orderId), line)
}

/** Held, and the actor's to answer; anybody else's order is unknown. */
async function lockVendorOrder(tx: Tx, ctx: Context, orderId: OrderId): Promise<LockedOrder> {
  const order = await lockOrder(tx, orderId)
  if (!isOnSide('vendor', order, ctx.actor)) throw orderUnknown()

  return order
}

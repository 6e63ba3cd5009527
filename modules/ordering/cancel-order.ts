// Calling an order off: by its customer within the market's window, by an administrator as long as it is possible at all.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import type { DomainError } from '@provender/platform/errors'
import { Type, type Static } from 'typebox'
import { cancelTooLate, movedOn, orderUnknown } from './errors.ts'
import { type OrderId, type OrderRecord, cancelDeadlineOf, isOnSide } from './order.ts'
import { lockOrder } from './order-store.ts'
import { moveOrder } from './order-state.ts'

export const CancelOrder = Type.Object({
  reason: Type.Optional(Type.String({ minLength: 1, maxLength: 300, description: 'Both sides read this.' })),
})
export type CancelOrder = Static<typeof CancelOrder>

/** Everything that was paid goes back to the wallet, and the food back on sale. */
export async function cancelOrder(
  tx: Tx,
  ctx: Context,
  { orderId, side, reason }: CancelOrder & { orderId: OrderId; side: 'customer' | 'admin' },
): Promise<void> {
  const order = await lockOrder(tx, orderId)
  if (!isOnSide(side, order, ctx.actor)) throw orderUnknown()
  const no = side === 'customer' ? whyNotCancel(order, ctx.at) : undefined
  if (no) throw no

  await moveOrder(tx, ctx, order, { to: 'cancelled', by: side, ...(reason !== undefined && { reason }) })
}

/** Why the customer may not cancel now, if so. An order that still waits for its payment may always be called off. */
function whyNotCancel(order: OrderRecord, at: Date): DomainError | undefined {
  if (order.state === 'awaiting_payment') return undefined
  const deadline = cancelDeadlineOf(order)
  if (!deadline) return movedOn({ state: order.state })

  return at > deadline ? cancelTooLate({ cancelUntil: deadline.toISOString() }) : undefined
}

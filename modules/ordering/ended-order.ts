// What money after the order needs to know of one: what was bought, at which price, by whom, from whom.
import type { PaymentMethod } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { orderUnknown } from './errors.ts'
import { type LineRecord, type OrderId, type OrderSide, type OrderState, isOnSide } from './order.ts'
import { selectWholeOrder } from './order-store.ts'

export interface EndedOrder {
  readonly id: OrderId
  readonly number: string
  readonly state: OrderState
  readonly customerId: string
  readonly customerName: string
  readonly vendorId: string
  readonly vendorName: string
  readonly paymentMethod: PaymentMethod
  readonly lines: readonly LineRecord[]
  readonly totalMinor: number
  readonly currency: string
  readonly addressLine: string | null
  readonly placedAt: Date
  /** Null while it is under way. */
  readonly endedAt: Date | null
}

/** To anybody not on that side of it, and to all when it never was, it is unknown. The system may see every order. */
export async function getEndedOrder(
  db: Db,
  ctx: Context,
  { orderId, side }: { orderId: OrderId; side: OrderSide },
): Promise<EndedOrder> {
  const order = await selectWholeOrder(db, orderId)
  if (!order || (ctx.actor.kind !== 'system' && !isOnSide(side, order, ctx.actor))) throw orderUnknown()

  return {
    id: order.id,
    number: order.number,
    state: order.state,
    customerId: order.customerId,
    customerName: order.customerName,
    vendorId: order.vendorId,
    vendorName: order.vendorName,
    paymentMethod: order.paymentMethod,
    lines: order.lines,
    totalMinor: order.totalMinor,
    currency: order.currency,
    addressLine: order.address?.line ?? null,
    placedAt: order.placedAt,
    endedAt: order.endedAt,
  }
}

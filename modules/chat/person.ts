// Who somebody is in an order's conversation; to a stranger the order does not exist.
import { type Carrier, getCarrier } from '@provender/delivery'
import { type EndedOrder, getEndedOrder, orderUnknown } from '@provender/ordering'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { type Side, openForMs } from './message.ts'

export interface Conversation {
  readonly order: EndedOrder
  readonly side: Side
  readonly accountId: string
  /** What the others read as the name of who writes. */
  readonly name: string
  /** Whose read marks these are: riders change, the other sides do not. */
  readonly reader: string
  /** Who is on the way with it now. */
  readonly carrier: Carrier | undefined
  readonly closesAt: Date | null
  readonly isOpen: boolean
}

/** @throws orderUnknown for whoever is not on that side of it, and for orders that never were */
export async function joinConversation(
  db: Db,
  ctx: Context,
  { orderId, side }: { orderId: string; side: Side },
): Promise<Conversation> {
  if (ctx.actor.kind !== 'account') throw orderUnknown()
  const carrier = await getCarrier(db, orderId)
  if (side === 'rider' && (carrier === undefined || carrier.riderId !== ctx.actor.riderId)) throw orderUnknown()
  const order =
    side === 'rider'
      ? await getEndedOrder(db, { ...ctx, actor: { kind: 'system', name: 'chat' } }, { orderId, side: 'admin' })
      : await getEndedOrder(db, ctx, { orderId, side })
  const closesAt = order.endedAt && new Date(order.endedAt.getTime() + openForMs)

  return {
    order,
    side,
    accountId: ctx.actor.accountId,
    name: nameOf(side, order, carrier, ctx),
    reader: side === 'rider' ? `rider:${carrier?.riderId}` : side,
    carrier,
    closesAt,
    isOpen: closesAt === null || ctx.at < closesAt,
  }
}

/** Before it is paid an order is no business of its vendor's. */
export function reachesVendor({ state }: Pick<EndedOrder, 'state'>): boolean {
  return state !== 'awaiting_payment' && state !== 'payment_failed'
}

function nameOf(side: Side, order: EndedOrder, carrier: Carrier | undefined, { market }: Context): string {
  if (side === 'vendor') return order.vendorName
  if (side === 'rider') return carrier?.firstName ?? ''
  if (side === 'admin') return market.settings.name

  return order.customerName.trim().split(/\s+/)[0] ?? ''
}

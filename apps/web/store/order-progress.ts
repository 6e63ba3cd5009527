// How an order's way looks to its customer: the steps ahead, the one under way, and whether it went well.
import type { MarketSettings, Order, OrderState } from '../api/schema.ts'

const ways: Record<Order['fulfilment'], readonly OrderState[]> = {
  delivery: ['placed', 'accepted', 'preparing', 'ready', 'picked_up', 'delivered'],
  pickup: ['placed', 'accepted', 'preparing', 'ready', 'collected'],
}
const happy = ['delivered', 'collected'] as const
const wrong = ['payment_failed', 'declined', 'cancelled', 'expired', 'returned', 'failed_delivery'] as const
type WrongState = (typeof wrong)[number]

/** Nothing will happen with it any more. */
export function isOver({ state }: Pick<Order, 'state'>): boolean {
  return isHappy(state) || (wentWrong(state) && state !== 'failed_delivery')
}

/** Ended, or about to end, in another way than everybody hoped. */
export function wentWrong(state: OrderState): state is WrongState {
  return wrong.some((each) => each === state)
}

function isHappy(state: OrderState): boolean {
  return happy.some((each) => each === state)
}

/** The steps in the market's words and how many of them are done; nothing for an order that has left that way. */
export function progressOf(
  order: Pick<Order, 'state' | 'fulfilment' | 'payment'>,
  vocabulary: Pick<MarketSettings['vocabulary'], 'states' | 'statesUnpaid'>,
): { steps: string[]; at: number } | undefined {
  if (wentWrong(order.state)) return undefined
  const way = ways[order.fulfilment]
  const unpaid = order.payment.state !== 'paid'
  const word = (state: OrderState) =>
    (unpaid ? vocabulary.statesUnpaid[state] : undefined) ?? vocabulary.states[state] ?? state
  return {
    steps: way.map(word),
    at: order.state === 'awaiting_payment' ? -1 : isHappy(order.state) ? way.length : way.indexOf(order.state),
  }
}

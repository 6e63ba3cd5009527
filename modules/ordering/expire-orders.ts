// Ending what nobody ended: unpaid, unanswered, forgotten in the kitchen, never fetched, never brought back.
import type { Errand } from '@provender/platform/jobs'
import type { OrderId, OrderRecord, OrderState } from './order.ts'
import { lockDueOrder, selectDueOrders } from './order-store.ts'
import { type Step, moveOrder } from './order-state.ts'

/** What becomes of an order whose deadline passes in this state, and what is said about it. */
const whenDue: Partial<Record<OrderState, Pick<Step, 'to' | 'reason'>>> = {
  awaiting_payment: { to: 'expired', reason: 'It was not paid in time.' },
  placed: { to: 'expired', reason: 'The vendor did not answer in time.' },
  accepted: { to: 'cancelled', reason: 'The vendor did not prepare it in time.' },
  preparing: { to: 'cancelled', reason: 'The vendor did not finish it in time.' },
  ready: { to: 'cancelled', reason: 'Nobody fetched it in time.' },
  failed_delivery: { to: 'returned' },
}

/** Who does not come for food that is paid and made has bought it all the same. */
const notFetched: Pick<Step, 'to' | 'reason'> = { to: 'collected', reason: 'It was not fetched in time.' }

function stepWhenDue(order: OrderRecord): Pick<Step, 'to' | 'reason'> | undefined {
  return order.state === 'ready' && order.fulfilment === 'pickup' && order.paidAt ? notFetched : whenDue[order.state]
}

const batchSize = 100

/**
 * One short transaction for each order, so that locks are few and in the order of the house. Any number of workers may
 * do this at once: an order that somebody else holds is left to them. Answers how many orders it ended.
 * @throws AggregateError at the end, when some could not be ended; the others were.
 */
export async function expireOrders(errand: Errand): Promise<number> {
  const failures: unknown[] = []
  let ended = 0
  for (const orderId of await selectDueOrders(errand.db, errand.ctx.at, batchSize)) {
    try {
      if (await expireOrder(errand, orderId)) ended += 1
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} overdue orders could not be ended`)

  return ended
}

async function expireOrder({ open, ctx }: Errand, orderId: OrderId): Promise<boolean> {
  return open(async (tx) => {
    const order = await lockDueOrder(tx, orderId, ctx.at)
    const step = order && stepWhenDue(order)
    if (!step) return false

    await moveOrder(tx, ctx, order, { ...step, by: 'system' })
    return true
  })
}

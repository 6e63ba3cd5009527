// Handing food to its customer against the four digits that only the customer knows.
import type { Context } from '@provender/platform/context'
import type { Open } from '@provender/platform/db'
import { codeLocked, codeWrong, movedOn, orderUnknown } from './errors.ts'
import { type OrderId, isOnSide, mayFollow } from './order.ts'
import { moveOrder } from './order-state.ts'
import { countHandoverTry, lockOrder } from './order-store.ts'

const most = 5
const windowSeconds = 15 * 60

declare const proven: unique symbol
/** Shows that the digits were right and the try was counted: only `proveHandover` makes one. */
export interface HandoverProof {
  readonly orderId: OrderId
  readonly [proven]: true
}

/**
 * Compares the digits in a transaction of its own, because a wrong try must stay counted when the request fails.
 * Comes before the transaction that hands over, never inside one; whose order it is, the caller has made sure.
 */
export async function proveHandover(
  open: Open,
  ctx: Context,
  { orderId, code }: { orderId: OrderId; code: string },
): Promise<HandoverProof> {
  const tried = await open(async (tx) => {
    const order = await lockOrder(tx, orderId)
    const next = order.fulfilment === 'pickup' ? 'collected' : 'delivered'
    if (!mayFollow(order.state, next, order.fulfilment)) throw movedOn({ state: order.state })

    return countHandoverTry(tx, orderId, { at: ctx.at, most, windowSeconds })
  })
  if (!tried) throw codeLocked({ retryAfterSeconds: windowSeconds })
  if (tried.code !== code) throw codeWrong({ triesLeft: most - tried.tries })

  return { orderId } as HandoverProof
}

/** The customer fetched it from the vendor: stock goes down, and vendor and platform get their money. */
export async function collectOrder(
  open: Open,
  ctx: Context,
  { orderId, code }: { orderId: OrderId; code: string },
): Promise<void> {
  await open(async (tx) => {
    if (!isOnSide('vendor', await lockOrder(tx, orderId), ctx.actor)) throw orderUnknown()
  })
  const proof = await proveHandover(open, ctx, { orderId, code })

  await open(async (tx) => {
    await moveOrder(tx, ctx, await lockOrder(tx, proof.orderId), { to: 'collected', by: 'vendor' })
  })
}

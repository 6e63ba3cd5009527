// Naming the rider who will be paid for an order, and who will hold its cash.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { putRider } from './ledger-store.ts'

export interface AssignRider {
  readonly orderId: string
  readonly riderId: string
}

/**
 * May be called again while the order is under way, for the same rider or another. With a cash order, what the rider
 * owes, what he is already carrying and this order must stay within the market's limit, or it throws
 * `cashLimitReached`: here "no" still helps, at the door it would come too late.
 */
export async function assignRider(tx: Tx, ctx: Context, input: AssignRider): Promise<void> {
  await putRider(tx, { ...input, cashLimitMinor: ctx.market.settings.riderCashLimitMinor })
}

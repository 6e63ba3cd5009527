// Booking money that a provider has taken from a customer.
import { type Context, actorName } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { type ProviderMoney, capture } from './ledger-store.ts'
import type { FundsState } from './order-funds.ts'

/** `orderId` is null, or unknown here, for money that names no order of ours: it waits in suspense for a person. */
export type CaptureForOrder = ProviderMoney & { readonly orderId: string | null }

export interface Captured {
  /** The order's money after the capture; null when there is no such order. */
  readonly state: FundsState | null
  readonly toOrderMinor: number
  readonly toWalletMinor: number
  readonly toSuspenseMinor: number
}

/**
 * Never refuses money that has moved: the order takes what it still needs, the rest (late, too much, another currency)
 * goes to the customer's wallet. One provider transaction is booked once, whoever tells of it how often; told again
 * with another amount or order it throws `transferDiffers`.
 */
export async function captureForOrder(tx: Tx, ctx: Context, input: CaptureForOrder): Promise<Captured> {
  const row = await capture(tx, { ...input, actor: actorName(ctx.actor) })

  return {
    state: row.state,
    toOrderMinor: row.to_order_minor,
    toWalletMinor: row.to_wallet_minor,
    toSuspenseMinor: row.to_suspense_minor,
  }
}

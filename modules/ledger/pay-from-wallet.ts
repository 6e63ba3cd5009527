// Paying an order that is open already out of its customer's wallet.
import { type Context, actorName } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { payFunds } from './ledger-store.ts'
import type { FundsState } from './order-funds.ts'

export interface PayFromWallet {
  readonly orderId: string
  readonly amountMinor: number
  /** Names this payment among those of the order: the same key pays once. */
  readonly key: string
}

export async function payFromWallet(tx: Tx, ctx: Context, input: PayFromWallet): Promise<{ state: FundsState }> {
  const { state } = await payFunds(tx, { ...input, actor: actorName(ctx.actor) })
  return { state }
}

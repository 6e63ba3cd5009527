// Opening an order's funds: from here on the ledger knows who will owe what to whom.
import { type Context, actorName } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { openFunds } from './ledger-store.ts'
import type { FundsState, FundsTerms } from './order-funds.ts'

/**
 * Nothing is paid yet: a card or mobile money will be captured, cash is settled at the door. Safe to repeat on the same
 * terms. Of several orders in one transaction, open them by vendor id ascending.
 */
export async function openOrder(
  tx: Tx,
  ctx: Context,
  input: FundsTerms & { readonly payment: 'prepaid' | 'cash' },
): Promise<{ state: FundsState }> {
  const { state } = await openFunds(tx, { ...input, fromWalletMinor: 0, actor: actorName(ctx.actor) })
  return { state }
}

/**
 * Opens the funds and pays out of the customer's wallet in one call: all of the total, or `fromWalletMinor` of it when
 * the rest will be captured. Throws `insufficientFunds`; safe to repeat on the same terms.
 */
export async function openAndPay(
  tx: Tx,
  ctx: Context,
  input: FundsTerms & { readonly fromWalletMinor?: number },
): Promise<{ state: FundsState }> {
  const { state } = await openFunds(tx, {
    ...input,
    payment: 'prepaid',
    fromWalletMinor: input.fromWalletMinor ?? null,
    actor: actorName(ctx.actor),
  })
  return { state }
}

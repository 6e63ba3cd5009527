// Money from a provider straight into somebody's wallet, or against what he owes.
import { type Context, actorName } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import type { AccountName } from './account.ts'
import { type ProviderMoney, topUp } from './ledger-store.ts'

/**
 * `kind` is the wallet unless told otherwise. `cash_in_hand`: a rider hands in cash he collected; `receivable`: a
 * vendor pays what he owes for cash orders. What is more than the debt goes to the wallet.
 */
export type TopUpWallet = ProviderMoney &
  Pick<AccountName, 'ownerKind' | 'ownerId'> & { readonly kind?: AccountName['kind'] }

/** Answers the account's balance. One provider transaction is a top-up or a capture, once. */
export async function topUpWallet(tx: Tx, ctx: Context, input: TopUpWallet): Promise<{ balanceMinor: number }> {
  const { balance_minor } = await topUp(tx, { ...input, kind: input.kind ?? 'wallet', actor: actorName(ctx.actor) })
  return { balanceMinor: balance_minor }
}

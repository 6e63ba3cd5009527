// An order costs less than was agreed: what it received too much goes back to its customer's wallet.
import { type Context, actorName } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { type ReducedTerms, reduce } from './ledger-store.ts'

/** Never more than before. Safe to repeat under the same key. */
export async function reduceFunds(tx: Tx, ctx: Context, terms: ReducedTerms): Promise<{ returnedMinor: number }> {
  const { returned_minor } = await reduce(tx, { ...terms, actor: actorName(ctx.actor) })

  return { returnedMinor: returned_minor }
}

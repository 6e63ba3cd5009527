// Money of vendors and riders on its way to their bank, and cash that is missing.
import { type Context, actorName } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { bookDifference, endPayout, reservePayout } from './wallet-store.ts'

/** Sets money aside, once per payout. What is owed stays behind: throws `insufficientFunds` when less is left. */
export async function reservePayoutFunds(
  tx: Tx,
  ctx: Context,
  input: { payoutId: string; ownerKind: 'vendor' | 'rider'; ownerId: string; amountMinor: number; currency: string },
): Promise<void> {
  await reservePayout(tx, { ...input, actor: actorName(ctx.actor) })
}

/** The provider has paid it out; the platform keeps its fee. */
export async function sendPayoutFunds(
  tx: Tx,
  ctx: Context,
  input: { payoutId: string; provider: string; feeMinor: number },
): Promise<void> {
  await endPayout(tx, { ...input, sent: true, actor: actorName(ctx.actor) })
}

/** It was rejected or has failed for good: all of it goes back to the wallet. */
export async function returnPayoutFunds(tx: Tx, ctx: Context, payoutId: string): Promise<void> {
  await endPayout(tx, { payoutId, sent: false, provider: null, feeMinor: 0, actor: actorName(ctx.actor) })
}

/** Cash that a rider cannot hand in: he bears it (now or from later earnings), or the platform. Once per id. */
export async function bookCashDifference(
  tx: Tx,
  ctx: Context,
  input: { id: string; riderId: string; amountMinor: number; currency: string; byRider: boolean },
): Promise<void> {
  await bookDifference(tx, { ...input, actor: actorName(ctx.actor) })
}

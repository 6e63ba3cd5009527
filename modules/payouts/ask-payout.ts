// Asking for a payout: the money is set aside at once, so that it cannot be asked for twice.
import { reservePayoutFunds } from '@provender/ledger'
import { moneyRulesOf } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { newId } from '@provender/platform/ids'
import { lockDestination } from './destination-store.ts'
import { belowMinimum, destinationMissing, destinationNotReady } from './errors.ts'
import { payoutAsked } from './events.ts'
import type { Owner, Payout } from './payout.ts'
import { type PayoutRow, insertPayout, payoutOf, selectPayout } from './payout-store.ts'

/**
 * Locks the owner's account first, so that it cannot change under the request. Throws `insufficientFunds` of the ledger
 * when less is free: what is owed stays behind. `askedBy` is null for the schedule.
 */
export async function askPayout(
  tx: Tx,
  ctx: Context,
  { amountMinor, askedBy, ...owner }: Owner & { amountMinor: number; askedBy: string | null },
): Promise<Payout> {
  const { currency, minimumPayoutMinor } = ctx.market.settings
  if (amountMinor < minimumPayoutMinor) throw belowMinimum({ minimumMinor: minimumPayoutMinor, currency })
  const destination = await lockDestination(tx, owner)
  if (!destination) throw destinationMissing()
  if (destination.state !== 'verified' || destination.usableFrom > ctx.at) {
    throw destinationNotReady({ state: destination.state, usableFrom: destination.usableFrom.toISOString() })
  }

  const id = newId()
  const { payoutFeeMinor: feeMinor } = moneyRulesOf(ctx.market.settings)
  const { ownerKind, ownerId } = owner
  await insertPayout(tx, {
    id,
    ownerKind,
    ownerId,
    destinationId: destination.id,
    amountMinor,
    feeMinor,
    currency,
    askedBy,
    askedAt: ctx.at,
  })
  await reservePayoutFunds(tx, ctx, { payoutId: id, ownerKind, ownerId, amountMinor, currency })
  await publish(tx, payoutAsked, { payoutId: id, ownerKind, ownerId, amountMinor, currency })

  return payoutOf((await selectPayout(tx, id)) as PayoutRow)
}

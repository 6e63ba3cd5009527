// The rider who is asking: his record, and what his own screen shows of him.
import { getBalance } from '@provender/ledger'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { notApplied } from './errors.ts'
import { type RiderRecord, type RiderSelf, riderReply } from './rider.ts'
import { selectRider, selectRiderOfAccount } from './rider-store.ts'

/** By the token or, while that is older than the application, by the account. */
export async function getOwnRider(db: Db, { actor }: Context): Promise<RiderRecord> {
  if (actor.kind !== 'account') throw notApplied()
  const { riderId, accountId } = actor
  const rider = riderId === undefined ? await selectRiderOfAccount(db, accountId) : await selectRider(db, riderId)
  if (!rider) throw notApplied()

  return rider
}

export async function getRiderSelf(db: Db, ctx: Context): Promise<RiderSelf> {
  const rider = await getOwnRider(db, ctx)
  const { currency, riderCashLimitMinor } = ctx.market.settings
  const account = { ownerKind: 'rider', ownerId: rider.id, kind: 'cash_in_hand', currency } as const
  // What he owes stands below zero in the ledger; zero is not to come out as minus zero.
  const inHandMinor = Math.abs(await getBalance(db, ctx, account))

  return { ...riderReply(rider), cash: { inHandMinor, limitMinor: riderCashLimitMinor, currency } }
}

// The books as a whole: what stands where, how long money lies in escrow, and whether the latest entries are sound.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { selectEscrowAges, selectRecentViolations, selectTrialBalance } from './books-store.ts'

export const TrialBalanceLine = Type.Object({
  ownerKind: Type.String(),
  kind: Type.String(),
  currency: Type.String(),
  balanceMinor: Type.Integer({ description: 'Above zero: owed to them. The sum of a currency is zero.' }),
  accounts: Type.Integer(),
})
export type TrialBalanceLine = Static<typeof TrialBalanceLine>

export const EscrowAge = Type.Object({
  days: Type.Enum(['0-1', '1-3', '3-7', '7+'], { description: 'How long the orders have been open.' }),
  currency: Type.String(),
  orders: Type.Integer(),
  amountMinor: Type.Integer(),
})
export type EscrowAge = Static<typeof EscrowAge>

/** Each kind of account with what stands in it, exact also for the hot ones. */
export function getTrialBalance(db: Db, _ctx: Context): Promise<TrialBalanceLine[]> {
  return selectTrialBalance(db)
}

export function listEscrowAges(db: Db, ctx: Context): Promise<EscrowAge[]> {
  return selectEscrowAges(db, ctx.at)
}

/**
 * The invariants that a single transfer can break, of the transfers since `after` and the accounts they touched: cheap
 * enough for every minute. `findViolations` proves everything and reads the whole ledger.
 */
export function findRecentViolations(
  db: Db,
  _ctx: Context,
  { after }: { after: number },
): Promise<{ lastTransfer: number; violations: string[] }> {
  return selectRecentViolations(db, after)
}

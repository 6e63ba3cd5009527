// What stands in somebody's account.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import type { AccountName } from './account.ts'
import { selectBalance } from './ledger-store.ts'

/** Zero for an account that was never used. */
export function getBalance(db: Db, _ctx: Context, account: AccountName): Promise<number> {
  return selectBalance(db, account)
}

// Asking the ledger to prove itself: every answer is a defect.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { selectViolations } from './ledger-store.ts'

export const Violation = Type.Object({
  marketId: Type.String(),
  invariant: Type.String({ description: 'I1 to I13, and what it says.' }),
  subject: Type.String({ description: 'The transfer, account, order or currency it is about.' }),
  detail: Type.String({ description: 'By how much, or what was found instead.' }),
})
export type Violation = Static<typeof Violation>

/** Of the caller's market; operators see every market's. At most a thousand. Reads the whole ledger: not for a hot path. */
export async function findViolations(db: Db, _ctx: Context): Promise<Violation[]> {
  const rows = await selectViolations(db)
  return rows.map(({ market_id, ...row }) => ({ marketId: market_id, ...row }))
}

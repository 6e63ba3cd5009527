// A wallet's statement as a file to keep.
import type { Context } from '@provender/platform/context'
import { csvOf, decimalOf } from '@provender/platform/csv'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import type { AccountName } from './account.ts'
import { selectStatement } from './ledger-store.ts'

export const PeriodOfStatement = Type.Object({
  from: Type.Optional(
    Type.String({ format: 'date', description: 'The first day, UTC; from the beginning when left out.' }),
  ),
  until: Type.Optional(Type.String({ format: 'date', description: 'The last day, UTC; up to now when left out.' })),
})
type PeriodOfStatement = Static<typeof PeriodOfStatement>

/** Nobody reads more at once, and a file is made in memory. */
const mostLines = 20_000

/** Newest first. */
export async function statementFile(
  db: Db,
  { market }: Context,
  { account, from, until }: PeriodOfStatement & { account: AccountName },
): Promise<Buffer> {
  const decimals = market.settings.currencyDecimals
  const lines = await selectStatement(db, { account, limit: mostLines })
  const wanted = lines.filter(({ at }) => (from ?? '') <= at.slice(0, 10) && at.slice(0, 10) <= (until ?? '9999'))

  return csvOf(
    ['number', 'at', 'kind', 'order', 'amount', 'balance_after', 'currency'],
    wanted.map((line) => [
      line.number,
      line.at,
      line.kind,
      line.orderId,
      decimalOf(line.amountMinor, decimals),
      decimalOf(line.balanceAfterMinor, decimals),
      account.currency,
    ]),
  )
}

// What went into and out of somebody's account, newest first.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import type { AccountName } from './account.ts'
import { selectStatement } from './ledger-store.ts'
import { StatementLine } from './transfer.ts'

export const ListStatement = Type.Object({
  after: Type.Optional(Type.Integer({ minimum: 1, description: 'The `next` of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'How many at most; 20 when left out.' })),
})
export type ListStatement = Static<typeof ListStatement>
const usualLimit = 20

export const StatementPage = Type.Object(
  { items: Type.Array(StatementLine), next: Type.Union([Type.Integer(), Type.Null()]) },
  { title: 'StatementPage' },
)
export type StatementPage = Static<typeof StatementPage>

/** One more than asked for is read, to know whether there is a next page. */
export async function listStatement(
  db: Db,
  _ctx: Context,
  { account, after, limit = usualLimit }: ListStatement & { account: AccountName },
): Promise<StatementPage> {
  const lines = await selectStatement(db, { account, limit: limit + 1, ...(after !== undefined && { after }) })
  const items = lines.slice(0, limit)

  return { items, next: lines.length > limit ? (items.at(-1)?.number ?? null) : null }
}

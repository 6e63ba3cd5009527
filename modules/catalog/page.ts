// Keyset pages: a list goes on behind the last thing that was shown, however much is added in between.
import { sql } from '@provender/platform/db'
import { Type, type TSchema } from 'typebox'

export const usualLimit = 20

/** How much, in the query of every list. */
export const Limit = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 100, description: `At most so many; ${usualLimit} unless said.` }),
)
/** From where on, in the query of lists in order of id. */
export const AfterId = Type.Optional(Type.String({ format: 'uuid', description: '`next` of the page before.' }))

export function PageOf<S extends TSchema>(item: S, title: string) {
  return Type.Object(
    {
      items: Type.Array(item),
      next: Type.Union([Type.String(), Type.Null()], { description: 'Pass it as `after` for more; null at the end.' }),
    },
    { title },
  )
}

/** Cuts rows of which one more than the limit was asked for. */
export function pageOf<Row, T>(
  rows: readonly Row[],
  { limit, cursor, item }: { limit: number; cursor: (row: Row) => string; item: (row: Row) => T },
): { items: T[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)

  return { items: shown.map(item), next: rows.length > limit && last !== undefined ? cursor(last) : null }
}

/**
 * The usual page is written into the statement: with a parameter for it PostgreSQL plans every list afresh, which takes
 * as long as the list itself.
 */
export function limitTo(rows: number) {
  return rows === usualLimit + 1 ? sql.raw(String(usualLimit + 1)) : sql`${rows}`
}

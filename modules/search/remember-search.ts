// What people look for: kept for themselves, counted for all.
import type { Context } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { ownersOf } from '@provender/ordering'
import { Type, type Static } from 'typebox'
import { deleteSearches, forgetVisitors, insertSearch, selectCounts, selectRecent } from './log-store.ts'
import { folded } from './query.ts'
import { searchFood } from './search-food.ts'

export const RememberSearch = Type.Object({
  q: Type.String({ minLength: 1, maxLength: 80, pattern: '[\\p{L}\\p{N}]', description: 'What was looked for.' }),
})
export const SearchTexts = Type.Object({ items: Type.Array(Type.String()) }, { title: 'SearchTexts' })
type SearchTexts = Static<typeof SearchTexts>

const mostRecent = 8
const mostPopular = 10
/** Fewer people than this make nothing popular: nobody's own search is shown to others. */
const leastVisitors = 3
const popularDays = 30
const keptDays = 90

/** How much there was to find is found out here, and not believed from whoever tells. */
export async function rememberSearch(
  tx: Tx,
  ctx: Context,
  { q, visitor }: Static<typeof RememberSearch> & { readonly visitor: string },
): Promise<void> {
  const said = q.trim().replace(/\s+/g, ' ')
  const { total, vendors, relaxed } = await searchFood(tx, ctx, { q: said, limit: 1 })
  const found = relaxed ? 0 : total + vendors.length
  await insertSearch(tx, { id: newId(), visitor, said, folded: folded(said), found, at: ctx.at })
}

/** One's own, as a guest and signed in. */
export async function listRecentSearches(db: Db, ctx: Context): Promise<SearchTexts> {
  const visitors = ownersOf(ctx.actor)

  return { items: visitors.length === 0 ? [] : [...(await selectRecent(db, visitors, mostRecent))] }
}

export async function forgetSearches(tx: Tx, ctx: Context): Promise<SearchTexts> {
  await forgetVisitors(tx, ownersOf(ctx.actor))

  return { items: [] }
}

/** What several people looked for and found; `beginning` narrows it to what somebody starts to type. */
export async function listPopularSearches(
  db: Db,
  ctx: Context,
  { beginning, limit = mostPopular }: { beginning?: string; limit?: number } = {},
): Promise<SearchTexts> {
  const counts = await selectCounts(db, {
    since: daysBefore(ctx.at, popularDays),
    leastVisitors,
    withoutResults: false,
    limit,
    ...(beginning !== undefined && { beginning: folded(beginning) }),
  })

  return { items: counts.map(({ said }) => said) }
}

const Counts = Type.Array(
  Type.Object({
    said: Type.String({ description: 'As it was typed last.' }),
    searches: Type.Integer(),
    visitors: Type.Integer({ description: 'Different people.' }),
    found: Type.Integer({ description: 'How much the last of them found.' }),
  }),
)
export const SearchReport = Type.Object(
  { popular: Counts, withoutResults: Counts, days: Type.Integer() },
  { title: 'SearchReport' },
)

/** For the market's own people: what is wanted most, and what is wanted and not here. */
export async function reportSearches(
  db: Db,
  ctx: Context,
  { days = popularDays }: { days?: number },
): Promise<Static<typeof SearchReport>> {
  const wanted = { since: daysBefore(ctx.at, days), leastVisitors: 0, limit: 50 }
  const [popular, withoutResults] = [
    await selectCounts(db, { ...wanted, withoutResults: false }),
    await selectCounts(db, { ...wanted, withoutResults: true }),
  ]

  return { popular: [...popular], withoutResults: [...withoutResults], days }
}

/** @returns how many were forgotten */
export async function forgetOldSearches(tx: Tx, ctx: Context, limit: number): Promise<number> {
  return deleteSearches(tx, daysBefore(ctx.at, keptDays), limit)
}

function daysBefore(at: Date, days: number): Date {
  return new Date(at.getTime() - days * 86_400_000)
}

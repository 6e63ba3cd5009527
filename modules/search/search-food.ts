// One box over everything: dishes, produce and who sells them, found by words, place and choices, the best first.
import { Product, Vendor, findProducts, findVendors, listCategories, placeIn } from '@provender/catalog'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import type { Place } from '@provender/platform/geo'
import { Type, type Static } from 'typebox'
import { type Ending, cursorOf, endingIn, printOf } from './cursor.ts'
import { placeNeeded } from './errors.ts'
import { type Choices, Facets, facetsOf } from './facet.ts'
import {
  type LookedUp,
  type Match,
  type Matched,
  lookUpWords,
  matchProducts,
  matchVendors,
  selectSpellings,
} from './match-store.ts'
import { phrasesIn, typedWords, wordingOf } from './query.ts'
import { whereOf } from './where.ts'

const several = (about: string) =>
  Type.Optional(Type.String({ maxLength: 400, description: `${about}; several separated by commas.` }))

export const SearchFood = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 80, description: 'What to look for; nothing: everything.' })),
  lat: Type.Optional(
    Type.Number({ minimum: -90, maximum: 90, description: 'With lng: only what can be had there, near things first.' }),
  ),
  lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  category: several('Slug of a category'),
  diet: several('A diet; all must be met'),
  origin: several('Where it comes from'),
  minPriceMinor: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
  belowPriceMinor: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_001 })),
  withinM: Type.Optional(Type.Integer({ minimum: 100, maximum: 200_000, description: 'Needs lat and lng.' })),
  freshDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 365, description: 'Good for at least so many days.' })),
  organic: Type.Optional(Type.Boolean({ description: 'true: only organic.' })),
  open: Type.Optional(Type.Boolean({ description: 'true: only from vendors that take orders now.' })),
  sort: Type.Optional(
    Type.Enum(['best', 'nearest', 'cheapest', 'dearest', 'rating', 'popular'], { description: 'best, unless said.' }),
  ),
  after: Type.Optional(Type.String({ maxLength: 200, description: '`next` of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, description: 'At most so many; 24 unless said.' })),
})
export type SearchFood = Static<typeof SearchFood>

const nullable = <S extends ReturnType<typeof Type.String>>(schema: S) => Type.Union([schema, Type.Null()])

export const FoundProduct = Type.Object(
  {
    ...Product.properties,
    openNow: Type.Boolean({ description: 'Its vendor takes orders at this moment.' }),
    distanceM: Type.Union([Type.Integer(), Type.Null()], { description: 'To the place asked about.' }),
    deliverable: Type.Union([Type.Boolean(), Type.Null()], {
      description: 'Delivered to the place asked about; false: to be fetched. Null when none was given.',
    }),
    rating: Type.Union([Type.Number(), Type.Null()], { description: '1 to 5; null before the first.' }),
    ratings: Type.Integer({ minimum: 0 }),
  },
  { title: 'FoundProduct' },
)

export const SearchPage = Type.Object(
  {
    items: Type.Array(FoundProduct),
    vendors: Type.Array(Vendor, { description: 'Vendors whose own words fit; on the first page only.' }),
    total: Type.Integer({ minimum: 0 }),
    approximate: Type.Boolean({
      description: 'More fitted than are counted: `total` and the counts are at least so many.',
    }),
    facets: Facets,
    corrected: nullable(
      Type.String({ description: 'Nobody uses a word that was typed; this is what was looked for.' }),
    ),
    relaxed: Type.Boolean({ description: 'Nothing has all the words; these have some of them.' }),
    next: nullable(Type.String({ description: 'Pass it as `after` for more; null at the end.' })),
  },
  { title: 'SearchPage' },
)
export type SearchPage = Static<typeof SearchPage>

/** So many candidates are ranked; a search that fits more says so. An order by one number alone can be had of more. */
const most = 2000
const mostSorted = 20_000
const mostVendors = 6

/** Two questions to the index, one to catalog, which has the last word on what is on sale and at which price. */
export async function searchFood(db: Db, ctx: Context, search: SearchFood): Promise<SearchPage> {
  const { limit = 24, sort = 'best', after } = search
  const place = placeIn(search)
  const choices = choicesIn(search)
  if (place === undefined && choices.withinM !== undefined) throw placeNeeded()

  const print = printOf(search)
  const ending = after === undefined ? undefined : endingIn(after, print)
  const words = typedWords(search.q ?? '')
  const lookedUp = await lookUpWords(db, words, phrasesIn(words))
  const wording = wordingOf(lookedUp.words, lookedUp.synonyms)
  const where = whereOf(ctx, place)
  const match: Match = {
    ...where,
    query: wording.query,
    choices,
    narrow: false,
    bestsellers: false,
    priceBounds: lookedUp.priceBounds,
    sort,
    at: ending?.at ?? ctx.at,
    after: ending,
    limit: limit + 1,
    most,
  }
  const { matched, relaxed } = await matchOrRelax(db, match, lookedUp)
  const [items, vendors, categories, corrected] = await Promise.all([
    hydrate(db, ctx, matched.rows.slice(0, limit)),
    ending || wording.query === undefined ? [] : vendorsFor(db, ctx, { ...match, query: wording.query }, place),
    listCategories(db, ctx),
    wording.corrected ? spell(db, wording.corrected) : null,
  ])
  const labels = {
    categories: new Map(categories.items.map(({ slug, name }) => [slug, name])),
    priceBounds: lookedUp.priceBounds,
  }

  return {
    items,
    vendors,
    total: matched.total,
    approximate: matched.bounded,
    facets: facetsOf(matched.counts, choices, labels),
    corrected,
    relaxed,
    next: nextOf(matched, limit, match.at, print),
  }
}

/** Nothing has all of several words: what has some of them is better than nothing. */
async function matchOrRelax(db: Db, match: Match, lookedUp: LookedUp): Promise<{ matched: Matched; relaxed: boolean }> {
  const matched = await matchWithin(db, match)
  if (matched.rows.length > 0 || match.after) return { matched, relaxed: false }

  const { query } = wordingOf(lookedUp.words, lookedUp.synonyms, { join: 'any' })
  if (query === match.query || query === undefined) return { matched, relaxed: false }

  const some = await matchWithin(db, { ...match, query })
  return { matched: some, relaxed: some.rows.length > 0 }
}

/**
 * Counts need the candidates around the choices, which are few enough as a rule. When they are not, the page comes from
 * what the index itself narrows down, and, while that is too much as well, from vendors that live near or from what
 * sells best.
 */
async function matchWithin(db: Db, match: Match): Promise<Matched> {
  const around = await matchProducts(db, match)
  if (!around.bounded) return around

  const narrow = { ...match, narrow: true, most: match.sort === 'best' ? most : mostSorted }
  const narrowed = await matchProducts(db, narrow)
  if (!narrowed.bounded) return { ...around, rows: narrowed.rows, total: Math.max(around.total, narrowed.total) }

  const { reach } = match
  const likely = await matchProducts(
    db,
    reach ? { ...narrow, reach: { ...reach, homes: reach.near } } : { ...narrow, bestsellers: true },
  )
  const enough = likely.rows.length === match.limit && match.sort === 'best'
  return { ...around, rows: enough ? likely.rows : narrowed.rows, total: Math.max(around.total, narrowed.total) }
}

function choicesIn(search: SearchFood): Choices {
  return {
    category: listIn(search.category),
    diet: listIn(search.diet),
    origin: listIn(search.origin),
    leastMinor: search.minPriceMinor,
    mostMinor: search.belowPriceMinor,
    withinM: search.withinM,
    freshDays: search.freshDays,
    organic: search.organic ?? false,
    open: search.open ?? false,
  }
}

function listIn(text: string | undefined): string[] {
  return [...new Set((text ?? '').split(',').map((each) => each.trim()))].filter((each) => each !== '').slice(0, 20)
}

/** What is not on sale any more by now is left out, whatever the index thought a moment ago. */
async function hydrate(db: Db, ctx: Context, rows: Matched['rows']): Promise<SearchPage['items']> {
  const products = await findProducts(
    db,
    ctx,
    rows.map(({ id }) => id),
  )

  return rows.flatMap(({ id, open, distanceM, deliverable, rating, ratings }) => {
    const product = products.get(id)
    return product ? [{ ...product, openNow: open, distanceM, deliverable, rating, ratings }] : []
  })
}

async function vendorsFor(
  db: Db,
  ctx: Context,
  match: Match & { readonly query: string },
  place: Place | undefined,
): Promise<SearchPage['vendors']> {
  const ids = await matchVendors(db, { ...match, limit: mostVendors })
  const vendors = await findVendors(db, ctx, ids, place)

  return ids.flatMap((id) => vendors.get(id) ?? [])
}

async function spell(db: Db, words: readonly string[]): Promise<string> {
  const spellings = await selectSpellings(db, words)

  return words.map((word) => spellings.get(word) ?? word).join(' ')
}

function nextOf({ rows }: Matched, limit: number, at: Ending['at'], print: string): string | null {
  const last = rows[limit - 1]

  return rows.length > limit && last ? cursorOf({ rank: last.rank, id: last.id, at }, print) : null
}

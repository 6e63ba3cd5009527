// The statements that find. Words and places go through the functions of the schema, which alone may use the index.
import { type Db, sql } from '@provender/platform/db'
import type { Place } from '@provender/platform/geo'
import { type Choices, distances, freshness, groupsOf, token } from './facet.ts'
import type { KnownWord, Synonyms } from './query.ts'
import type { Ending } from './cursor.ts'

export type Sort = 'best' | 'nearest' | 'cheapest' | 'dearest' | 'rating' | 'popular'

/** From where, and who counts as orderable there. */
export interface Reach {
  readonly place: Place
  /** Only vendors that live in these cells; nothing: wherever they live. */
  readonly homes: readonly number[] | undefined
  /** The cells around the place. */
  readonly near: readonly number[]
  /** Beyond this the market delivers nothing; 0 when it does not deliver at all. */
  readonly deliveredM: number
  /** So far people go to fetch it; 0 when they cannot. */
  readonly fetchedM: number
}

export interface Match {
  readonly query: string | undefined
  /** Cells, or the whole market's. */
  readonly cells: readonly number[]
  readonly reach: Reach | undefined
  readonly choices: Choices
  /** Whether the index itself narrows by the choices; else they are counted around. */
  readonly narrow: boolean
  /** Only what sells best; for when there is too much. */
  readonly bestsellers: boolean
  readonly priceBounds: readonly number[]
  readonly sort: Sort
  readonly at: Date
  readonly after: Ending | undefined
  readonly limit: number
  /** So many candidates are ranked at most. */
  readonly most: number
}

export interface FoundRow {
  readonly id: string
  readonly vendorId: string
  readonly rank: number
  readonly open: boolean
  readonly distanceM: number | null
  readonly deliverable: boolean | null
  readonly rating: number | null
  readonly ratings: number
}

export interface Matched {
  readonly total: number
  /** More than `most` candidates: what is told is of the first of them. */
  readonly bounded: boolean
  readonly counts: Readonly<Record<string, number>>
  readonly rows: readonly FoundRow[]
}

/** Candidates from the index, their vendors, then rank, counts and page over these few, in one round trip. */
export async function matchProducts(db: Db, match: Match): Promise<Matched> {
  const { choices, reach, at } = match
  const groups = [...(match.narrow ? groupsOf(choices) : []), ...(match.bestsellers ? [[token.bestseller]] : [])]
  const price = match.narrow
    ? { least: choices.leastMinor ?? null, most: choices.mostMinor ?? null }
    : { least: null, most: null }
  const { rows } = await sql<{ answer: Matched }>`
    WITH matched AS MATERIALIZED (
      SELECT * FROM search.match_products(${match.query ?? null}::tsquery, ${match.cells}::int[], ${reach?.homes ?? null}::int[],
        ${JSON.stringify(groups)}::jsonb, ${price.least}::bigint, ${price.most}::bigint, ${match.most}::int)
    ), shops AS MATERIALIZED (
      SELECT * FROM (
        SELECT v.vendor_id, v.rating AS vendor_rating, v.reach_m, NOT v.paused AND v.openings @> ${at}::timestamptz AS open,
          ${reach ? sql`catalog.distance_m(v.lat, v.lng, ${reach.place.lat}, ${reach.place.lng})` : sql`NULL::int`} AS distance_m
        FROM search.vendors AS v WHERE v.vendor_id = ANY (ARRAY(SELECT DISTINCT m.vendor_id FROM matched AS m))
      ) AS shop ${reach ? sql`WHERE distance_m <= greatest(least(reach_m, ${reach.deliveredM}::int), ${reach.fetchedM}::int)` : sql``}
    ), found AS MATERIALIZED (
      SELECT *, ${missedOf(choices, at)} AS missed FROM (
        SELECT m.*, s.open, s.distance_m, s.vendor_rating,
          ${reach ? sql`s.distance_m <= least(s.reach_m, ${reach.deliveredM}::int)` : sql`NULL::boolean`} AS deliverable,
          ${rankOf(match.sort)} AS rank
        FROM matched AS m JOIN shops AS s USING (vendor_id)
      ) AS candidate
    ), page AS (
      SELECT json_build_object('id', product_id, 'vendorId', vendor_id, 'rank', rank, 'open', open, 'distanceM', distance_m,
        'deliverable', deliverable, 'rating', rating, 'ratings', ratings) AS line
      FROM found WHERE missed = '' ${match.after ? sql`AND (rank, product_id) > (${match.after.rank}::bigint, ${match.after.id}::uuid)` : sql``}
      ORDER BY rank, product_id LIMIT ${match.limit}
    ), counts AS (
      SELECT choice, count(*) AS n FROM found CROSS JOIN LATERAL unnest(facets || ${moreTokens(match)}) AS choice
      WHERE missed = '' OR (missed = left(choice, 1) AND missed <> 'd') GROUP BY choice
    )
    SELECT json_build_object(
      'total', (SELECT count(*) FROM found WHERE missed = ''),
      'bounded', (SELECT count(*) >= ${match.most}::int FROM matched),
      'counts', (SELECT coalesce(json_object_agg(choice, n), '{}') FROM counts),
      'rows', (SELECT coalesce(json_agg(line), '[]') FROM page)) AS answer
  `.execute(db)

  return rows[0]?.answer as Matched
}

/**
 * Lower is better. Best: how well the words fit, times how near, open, liked and popular it is, none of which takes it
 * off the list. A thing without ratings is liked as its vendor is, and a vendor without any as the usual one.
 */
function rankOf(sort: Sort) {
  if (sort === 'nearest') return sql`coalesce(s.distance_m, 0)::bigint`
  if (sort === 'cheapest') return sql`m.price_minor`
  if (sort === 'dearest') return sql`-m.price_minor`
  if (sort === 'rating') return sql`-(coalesce(m.rating, s.vendor_rating, 0) * 1000000)::bigint`
  if (sort === 'popular') return sql`-(m.popularity * 1000)::bigint`

  return sql`-round(1000000000 * (m.text_rank / (m.text_rank + 0.1))
    * (1 / (1 + coalesce(s.distance_m, 0) / 4000.0))
    * CASE WHEN s.open THEN 1 ELSE 0.4 END
    * (0.6 + 0.08 * coalesce(m.rating, s.vendor_rating, 3.8))
    * (0.7 + 0.3 * m.popularity / (m.popularity + 20)))::bigint`
}

/** The first letter of the one choice that is not met, `` when all are, `?` when several are not. */
function missedOf(choices: Choices, at: Date) {
  const demands = [
    choices.category.length > 0 && { shelf: 'c', met: sql`facets && ${choices.category.map(token.category)}::text[]` },
    choices.diet.length > 0 && { shelf: 'd', met: sql`facets @> ${choices.diet.map(token.diet)}::text[]` },
    choices.origin.length > 0 && { shelf: 'o', met: sql`facets && ${choices.origin.map(token.origin)}::text[]` },
    choices.organic && { shelf: 'x', met: sql`facets @> ${[token.organic]}::text[]` },
    choices.open && { shelf: 'h', met: sql`open` },
    choices.withinM !== undefined && { shelf: 'n', met: sql`distance_m <= ${choices.withinM}::int` },
    choices.freshDays !== undefined && { shelf: 'f', met: sql`coalesce(${isFreshFor(choices.freshDays, at)}, false)` },
    (choices.leastMinor !== undefined || choices.mostMinor !== undefined) && {
      shelf: 'p',
      met: sql`(price_minor >= ${choices.leastMinor ?? 0}::bigint AND price_minor < ${choices.mostMinor ?? Number.MAX_SAFE_INTEGER}::bigint)`,
    },
  ].filter((demand) => demand !== false)
  if (demands.length === 0) return sql`''`

  const unmet = sql.join(
    demands.map(({ shelf, met }) => sql`CASE WHEN ${met} THEN '' ELSE ${sql.lit(shelf)} END`),
    sql` || `,
  )
  return sql`(SELECT CASE WHEN length(unmet) > 1 THEN '?' ELSE unmet END FROM (SELECT ${unmet} AS unmet) AS each)`
}

/** Choices that are worked out and not written in the index. */
function moreTokens({ priceBounds, reach, at }: Match) {
  const tokens = [
    sql`CASE WHEN open THEN 'h:open' END`,
    ...(priceBounds.length > 0 ? [sql`'p:' || width_bucket(price_minor, ${priceBounds}::bigint[])`] : []),
    ...(reach
      ? distances.map((each) => sql`CASE WHEN distance_m <= ${sql.lit(each)} THEN ${sql.lit(`n:${each}`)} END`)
      : []),
    ...freshness.map((days) => sql`CASE WHEN ${isFreshFor(days, at)} THEN ${sql.lit(`f:${days}`)} END`),
  ]

  return sql`array_remove(ARRAY[${sql.join(tokens)}]::text[], NULL)`
}

function isFreshFor(days: number, at: Date) {
  return sql`fresh_until >= ${new Date(at.getTime() + days * 86_400_000)}::timestamptz`
}

/** Vendors whose own words fit, the best first. */
export async function matchVendors(
  db: Db,
  { query, cells, reach, at, limit }: Pick<Match, 'cells' | 'reach' | 'at' | 'limit'> & { readonly query: string },
): Promise<readonly string[]> {
  const { rows } = await sql<{ vendor_id: string }>`
    SELECT vendor_id FROM (
      SELECT v.*, m.text_rank,
        ${reach ? sql`catalog.distance_m(v.lat, v.lng, ${reach.place.lat}, ${reach.place.lng})` : sql`0`} AS distance_m
      FROM search.match_vendors(${query}::tsquery, ${cells}::int[], 300) AS m JOIN search.vendors AS v USING (vendor_id)
    ) AS shop
    ${reach ? sql`WHERE distance_m <= greatest(least(reach_m, ${reach.deliveredM}::int), ${reach.fetchedM}::int)` : sql``}
    ORDER BY text_rank / (text_rank + 0.1) / (1 + distance_m / 4000.0)
      * CASE WHEN NOT paused AND openings @> ${at}::timestamptz THEN 1 ELSE 0.4 END
      * (0.6 + 0.08 * coalesce(rating, 3.8)) * (0.7 + 0.3 * popularity / (popularity + 20)) DESC, vendor_id
    LIMIT ${limit}
  `.execute(db)

  return rows.map((row) => row.vendor_id)
}

export interface LookedUp {
  readonly words: readonly KnownWord[]
  readonly synonyms: readonly Synonyms[]
  readonly priceBounds: readonly number[]
}

/** What the index knows of the words, and what else people here call them. */
export async function lookUpWords(db: Db, words: readonly string[], phrases: readonly string[]): Promise<LookedUp> {
  const { rows } = await sql<LookedUp>`
    SELECT
      (SELECT coalesce(json_agg(json_build_object('plain', plain, 'stems', stems, 'stop', stop, 'known', known,
        'endings', endings, 'alike', alike) ORDER BY at), '[]') FROM search.look_up(${words}::text[])) AS words,
      (SELECT coalesce(json_agg((
          SELECT json_agg(json_build_object('phrase', phrase, 'query', concat_ws(' | ',
            nullif(plainto_tsquery('search.plain', phrase)::text, ''), nullif(plainto_tsquery('search.english', phrase)::text, ''),
            nullif(plainto_tsquery('search.french', phrase)::text, ''))))
          FROM unnest(synonyms.words) AS phrase) ORDER BY id), '[]')
        FROM search.synonyms WHERE words && ${phrases}::text[]) AS synonyms,
      coalesce((SELECT to_json(price_bounds) FROM search.bands), '[]') AS "priceBounds"
  `.execute(db)

  return rows[0] as LookedUp
}

/** Words as most people here write them. */
export async function selectSpellings(db: Db, words: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ word: string; spelling: string }>`
    SELECT word, spelling FROM search.words WHERE word = ANY(${words}::text[])
  `.execute(db)

  return new Map(rows.map(({ word, spelling }) => [word, spelling]))
}

// The statements about what people looked for.
import { type Db, type Tx, sql } from '@provender/platform/db'

export interface SearchDraft {
  readonly id: string
  readonly visitor: string
  readonly said: string
  readonly folded: string
  readonly found: number
  readonly at: Date
}

/** Asking for the same again at once is one search, said once: reloading a page makes nothing popular. */
export async function insertSearch(tx: Tx, search: SearchDraft): Promise<void> {
  await sql`
    INSERT INTO search.searches (id, visitor, said, folded, found, at)
    SELECT ${search.id}::uuid, ${search.visitor}, ${search.said}, ${search.folded}, ${search.found}::int, ${search.at}::timestamptz
    WHERE NOT EXISTS (
      SELECT FROM search.searches WHERE visitor = ${search.visitor} AND folded = ${search.folded}
        AND at > ${search.at}::timestamptz - interval '10 minutes')
  `.execute(tx)
}

/** The last different things these visitors looked for, newest first. */
export async function selectRecent(db: Db, visitors: readonly string[], limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ said: string }>`
    SELECT said FROM (
      SELECT DISTINCT ON (folded) folded, said, id FROM (
        SELECT folded, said, id FROM search.searches
        WHERE market_id = current_setting('app.market') AND visitor = ANY (${visitors}::text[]) ORDER BY id DESC LIMIT 100
      ) AS latest ORDER BY folded, id DESC
    ) AS different ORDER BY id DESC LIMIT ${limit}
  `.execute(db)

  return rows.map((row) => row.said)
}

/** What was looked for stays countable, by nobody. */
export async function forgetVisitors(tx: Tx, visitors: readonly string[]): Promise<void> {
  await sql`
    UPDATE search.searches SET visitor = NULL
    WHERE market_id = current_setting('app.market') AND visitor = ANY (${visitors}::text[])
  `.execute(tx)
}

export interface SearchCount {
  readonly said: string
  readonly searches: number
  readonly visitors: number
  /** What the last of them found. */
  readonly found: number
}

/** What was looked for since then, the most wanted first; only what found nothing, or by so many different people. */
export async function selectCounts(
  db: Db,
  wanted: { since: Date; leastVisitors: number; withoutResults: boolean; beginning?: string; limit: number },
): Promise<readonly SearchCount[]> {
  const { beginning } = wanted
  const { rows } = await sql<SearchCount>`
    SELECT (array_agg(said ORDER BY at DESC))[1] AS said, count(*) AS searches, count(DISTINCT visitor) AS visitors,
      (array_agg(found ORDER BY at DESC))[1] AS found
    FROM search.searches
    WHERE market_id = current_setting('app.market') AND at > ${wanted.since}
      ${beginning === undefined ? sql`` : sql`AND starts_with(folded, ${beginning})`}
    GROUP BY folded
    HAVING count(DISTINCT visitor) >= ${wanted.leastVisitors}
      AND ((array_agg(found ORDER BY at DESC))[1] = 0) = ${wanted.withoutResults}
    ORDER BY visitors DESC, searches DESC, said LIMIT ${wanted.limit}
  `.execute(db)

  return rows
}

/** @returns how many were old enough to be forgotten */
export async function deleteSearches(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    DELETE FROM search.searches WHERE market_id = current_setting('app.market') AND id IN (
      SELECT id FROM search.searches WHERE market_id = current_setting('app.market') AND at < ${before} ORDER BY at LIMIT ${limit})
  `.execute(tx)

  return Number(numAffectedRows ?? 0)
}

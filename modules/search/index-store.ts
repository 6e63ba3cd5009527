// The statements that write the index. What is on sale is read from the view that catalog publishes.
import type { FindableVendor } from '@provender/catalog'
import { type Tx, sql } from '@provender/platform/db'

export interface IndexedVendor extends Omit<FindableVendor, 'deliveryRadiusM' | 'openings' | 'knownUntil'> {
  readonly reachM: number
  /** A tstzmultirange. */
  readonly openings: string
  readonly knownUntil: Date
  readonly cells: readonly number[]
}

/** So many days of sales make something popular. */
const popularDays = 30

const soldLately = (id: 'product_id' | 'vendor_id', of: 's' | 'v', at: Date) => sql`coalesce((
  SELECT sum(quantity) FROM search.sales WHERE ${sql.ref(`sales.${id}`)} = ${sql.ref(`${of}.${id}`)}
    AND sold_on > ${at}::date - ${sql.lit(popularDays)}::int), 0)`

/**
 * Writes vendors as they are now, and takes out those of `ids` that are not findable any more.
 * @returns those whose products have to be written again, because others are within reach of them now
 */
export async function upsertVendors(
  tx: Tx,
  { ids, vendors, at }: { ids: readonly string[]; vendors: readonly IndexedVendor[]; at: Date },
): Promise<readonly string[]> {
  const { rows } = await sql<{ vendor_id: string }>`
    WITH v AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(vendors.map(recordOf))}::jsonb) AS vendor (vendor_id uuid, name text,
        kind text, about jsonb, lat float8, lng float8, reach_m int, paused boolean, openings tstzmultirange,
        known_until timestamptz, cells int[])
    ), gone AS (
      DELETE FROM search.vendors WHERE vendor_id = ANY (${ids}::uuid[]) AND vendor_id NOT IN (SELECT vendor_id FROM v)
      RETURNING vendor_id
    ), old AS (
      SELECT vendor_id, name, cells FROM search.vendors WHERE vendor_id IN (SELECT vendor_id FROM v)
    ), written AS (
      INSERT INTO search.vendors
        (vendor_id, name, kind, lat, lng, reach_m, paused, openings, known_until, cells, rating, ratings, popularity, terms)
      SELECT v.vendor_id, v.name, v.kind, lat, lng, reach_m, paused, openings, known_until, cells, rating, coalesce(ratings, 0),
        ${soldLately('vendor_id', 'v', at)}, ${vendorTerms}
      FROM v LEFT JOIN search.ratings ON subject_id = v.vendor_id
      ON CONFLICT (market_id, vendor_id) DO UPDATE SET name = excluded.name, kind = excluded.kind, lat = excluded.lat,
        lng = excluded.lng, reach_m = excluded.reach_m, paused = excluded.paused, openings = excluded.openings,
        known_until = excluded.known_until, cells = excluded.cells, terms = excluded.terms
    )
    SELECT vendor_id FROM v WHERE (vendor_id, name, cells) NOT IN (SELECT vendor_id, name, cells FROM old)
    UNION ALL SELECT vendor_id FROM gone
  `.execute(tx)

  return rows.map((row) => row.vendor_id)
}

/** A vendor is found by its name, by what kind it is, by the shelves it fills, and by what it says of itself. */
const vendorTerms = sql`
  search.terms_of(jsonb_build_object('en', v.name, 'fr', v.name), 'A')
  || search.terms_of(jsonb_build_object('en', replace(v.kind, '_', ' ')), 'B')
  || coalesce((SELECT search.terms_of(jsonb_build_object('en', string_agg(category_name->>'en', ' '),
      'fr', string_agg(category_name->>'fr', ' ')), 'B')
    FROM (SELECT DISTINCT category_name FROM catalog.on_sale AS s WHERE s.vendor_id = v.vendor_id) AS shelf), '')
  || search.terms_of(coalesce(v.about, '{}'), 'D')`

function recordOf(vendor: IndexedVendor) {
  return {
    vendor_id: vendor.id,
    name: vendor.name,
    kind: vendor.kind,
    about: vendor.about,
    ...vendor.place,
    reach_m: vendor.reachM,
    paused: vendor.paused,
    openings: vendor.openings,
    known_until: vendor.knownUntil,
    cells: vendor.cells,
  }
}

/** Which products to look at again: some, or all of some vendors. */
export type Which = { readonly productIds: readonly string[] } | { readonly vendorIds: readonly string[] }

function among(which: Which, table: 's' | 'p') {
  return 'productIds' in which
    ? sql`${sql.ref(`${table}.product_id`)} = ANY (${which.productIds}::uuid[])`
    : sql`${sql.ref(`${table}.vendor_id`)} = ANY (${which.vendorIds}::uuid[])`
}

/** A row of the index for everything on sale; a name weighs most, then shelf and vendor, then the description. */
const productRows = (at: Date) => sql`
  SELECT s.product_id, s.vendor_id, s.price_minor,
    ARRAY['c:' || category] || ARRAY(SELECT CASE diet WHEN 'organic' THEN 'x:organic' ELSE 'd:' || diet END FROM unnest(diets) AS diet)
      || CASE WHEN sold.quantity >= bands.best_from THEN '{t:a}'::text[] ELSE '{}' END,
    v.cells, ratings.rating, coalesce(ratings.ratings, 0), sold.quantity,
    search.terms_of(s.name, 'A') || search.terms_of(category_name, 'B')
      || setweight(to_tsvector('search.plain', vendor_name), 'C') || search.terms_of(coalesce(description, '{}'), 'D')
  FROM catalog.on_sale AS s
  JOIN search.vendors AS v ON v.market_id = s.market_id AND v.vendor_id = s.vendor_id
  LEFT JOIN search.ratings ON ratings.market_id = s.market_id AND subject_id = s.product_id
  LEFT JOIN search.bands ON bands.market_id = s.market_id
  CROSS JOIN LATERAL (SELECT ${soldLately('product_id', 's', at)}::real AS quantity) AS sold`

const productColumns = sql`product_id, vendor_id, price_minor, facets, cells, rating, ratings, popularity, terms`

/** Writes products as they are now, and takes out what is not on sale any more. */
export async function upsertProducts(tx: Tx, which: Which, at: Date): Promise<void> {
  await sql`
    WITH gone AS (
      DELETE FROM search.products AS p WHERE ${among(which, 'p')}
        AND NOT EXISTS (SELECT FROM catalog.on_sale AS s WHERE s.product_id = p.product_id)
    )
    INSERT INTO search.products AS p (${productColumns}) ${productRows(at)} WHERE ${among(which, 's')}
    ON CONFLICT (market_id, product_id) DO UPDATE SET vendor_id = excluded.vendor_id, price_minor = excluded.price_minor,
      facets = excluded.facets, cells = excluded.cells, popularity = excluded.popularity, terms = excluded.terms
    WHERE (p.vendor_id, p.price_minor, p.facets, p.cells, p.popularity, p.terms) IS DISTINCT FROM
      (excluded.vendor_id, excluded.price_minor, excluded.facets, excluded.cells, excluded.popularity, excluded.terms)
  `.execute(tx)
}

/** Everything on sale into an index that is empty. @returns how many */
export async function insertAllProducts(tx: Tx, at: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    INSERT INTO search.products (${productColumns}) ${productRows(at)} ORDER BY v.cells[1], s.vendor_id
  `.execute(tx)

  return Number(numAffectedRows ?? 0)
}

/** As an operator. */
export async function dropTermIndex(tx: Tx): Promise<void> {
  await sql`SELECT search.drop_term_index()`.execute(tx)
}

/** As an operator. */
export async function makeTermIndex(tx: Tx): Promise<void> {
  await sql`SELECT search.make_term_index()`.execute(tx)
}

export async function emptyIndex(tx: Tx): Promise<void> {
  await sql`DELETE FROM search.products`.execute(tx)
  await sql`DELETE FROM search.vendors`.execute(tx)
}

/** Who sells something on this shelf. */
export async function selectVendorsSelling(tx: Tx, categoryId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ vendor_id: string }>`
    SELECT DISTINCT vendor_id FROM catalog.on_sale WHERE category_id = ${categoryId}
  `.execute(tx)

  return rows.map((row) => row.vendor_id)
}

const names = sql`
  SELECT vendor_id, product_id, name->>'en' AS said FROM catalog.on_sale UNION ALL
  SELECT vendor_id, product_id, name->>'fr' FROM catalog.on_sale UNION ALL
  SELECT DISTINCT vendor_id, NULL::uuid, vendor_name FROM catalog.on_sale UNION ALL
  SELECT DISTINCT NULL::uuid, NULL::uuid, category_name->>'en' FROM catalog.on_sale UNION ALL
  SELECT DISTINCT NULL::uuid, NULL::uuid, category_name->>'fr' FROM catalog.on_sale`

/** Split where no letter is, whatever the database's locale takes for one. */
const spelled = sql`regexp_split_to_table(lower(said), ${'[\\s!-/:-@\\[-`{-~’‘“”«»–—·…]+'})`

/** The words of these names, should they be new; how often each is used is counted when all are counted. */
export async function insertWords(tx: Tx, which: Which): Promise<void> {
  await sql`
    INSERT INTO search.words (word, spelling, english, french, uses)
    SELECT DISTINCT ON (bent.word) bent.word, spelling, bent.english, bent.french, 1
    FROM (${names}) AS s CROSS JOIN LATERAL ${spelled} AS spelling CROSS JOIN LATERAL search.bent(spelling)
    WHERE ${among(which, 's')} AND length(spelling) > 1
    ORDER BY bent.word, spelling
    ON CONFLICT DO NOTHING
  `.execute(tx)
}

/** Every word of every name, counted afresh: those nobody uses any more go. */
export async function recountWords(tx: Tx): Promise<void> {
  await sql`
    WITH spelled AS (
      SELECT spelling, count(*) AS uses FROM (${names}) AS s CROSS JOIN LATERAL ${spelled} AS spelling
      WHERE length(spelling) > 1 GROUP BY spelling
    ), counted AS (
      SELECT bent.word, (array_agg(spelling ORDER BY uses DESC, spelling))[1] AS spelling,
        min(bent.english) AS english, min(bent.french) AS french, sum(uses)::int AS uses
      FROM spelled CROSS JOIN LATERAL search.bent(spelling) GROUP BY bent.word
    ), gone AS (
      DELETE FROM search.words WHERE word NOT IN (SELECT word FROM counted)
    )
    INSERT INTO search.words AS w (word, spelling, english, french, uses) SELECT word, spelling, english, french, uses FROM counted
    ON CONFLICT (market_id, word) DO UPDATE SET spelling = excluded.spelling, french = excluded.french, uses = excluded.uses
    WHERE (w.spelling, w.french, w.uses) <> (excluded.spelling, excluded.french, excluded.uses)
  `.execute(tx)
}

/** The quartiles of what things cost here. */
export async function selectPriceQuartiles(tx: Tx): Promise<readonly number[]> {
  const { rows } = await sql<{ prices: number[] | null }>`
    SELECT percentile_disc(ARRAY[0.25, 0.5, 0.75, 0.92]) WITHIN GROUP (ORDER BY price_minor)::text[]::float8[] AS prices
    FROM catalog.on_sale
  `.execute(tx)

  return rows[0]?.prices ?? []
}

export async function upsertBands(tx: Tx, priceBounds: readonly number[], at: Date): Promise<void> {
  await sql`
    INSERT INTO search.bands (price_bounds, best_from, drawn_at)
    SELECT ${priceBounds}::bigint[], coalesce((
      SELECT greatest(3, percentile_disc(0.9) WITHIN GROUP (ORDER BY quantity)) FROM (
        SELECT sum(quantity) AS quantity FROM search.sales WHERE sold_on > ${at}::date - ${sql.lit(popularDays)}::int
        GROUP BY product_id) AS sold), 3), ${at}
    ON CONFLICT (market_id) DO UPDATE
    SET price_bounds = excluded.price_bounds, best_from = excluded.best_from, drawn_at = excluded.drawn_at
  `.execute(tx)
}

/** Vendors whose openings are known for less than this. */
export async function selectRunningOut(tx: Tx, before: Date, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ vendor_id: string }>`
    SELECT vendor_id FROM search.vendors WHERE market_id = current_setting('app.market') AND known_until < ${before}
    ORDER BY known_until LIMIT ${limit}
  `.execute(tx)

  return rows.map((row) => row.vendor_id)
}

export interface Sale {
  readonly vendorId: string
  readonly at: Date
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[]
}

/** Counts a sale, and lets what was sold and who sold it rise at once. */
export async function insertSale(tx: Tx, { vendorId, at, lines }: Sale): Promise<void> {
  await sql`
    WITH sold AS (
      SELECT "productId" AS product_id, sum(quantity)::int AS quantity
      FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS line ("productId" uuid, quantity int) GROUP BY 1
    ), kept AS (
      INSERT INTO search.sales AS s (product_id, vendor_id, sold_on, quantity)
      SELECT product_id, ${vendorId}::uuid, ${at}::date, quantity FROM sold ORDER BY product_id
      ON CONFLICT (market_id, product_id, sold_on) DO UPDATE SET quantity = s.quantity + excluded.quantity
    ), risen AS (
      UPDATE search.vendors SET popularity = popularity + (SELECT sum(quantity) FROM sold) WHERE vendor_id = ${vendorId}
    )
    UPDATE search.products AS p SET popularity = p.popularity + sold.quantity FROM sold WHERE p.product_id = sold.product_id
  `.execute(tx)
}

/** What sold a month ago is popular no longer. Old sales are forgotten. */
export async function recountSales(tx: Tx, at: Date): Promise<void> {
  await sql`DELETE FROM search.sales WHERE sold_on <= ${at}::date - ${sql.lit(popularDays)}::int`.execute(tx)
  await sql`
    UPDATE search.vendors AS v SET popularity = fresh.sold FROM (
      SELECT v.vendor_id, ${soldLately('vendor_id', 'v', at)}::real AS sold FROM search.vendors AS v WHERE popularity > 0
    ) AS fresh WHERE fresh.vendor_id = v.vendor_id AND v.popularity <> fresh.sold
  `.execute(tx)
}

/** Products that sell or sold, for their popularity to be counted again. */
export async function selectSelling(tx: Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ product_id: string }>`
    SELECT product_id FROM search.products WHERE popularity > 0
  `.execute(tx)

  return rows.map((row) => row.product_id)
}

export interface Rating {
  readonly subjectId: string
  /** Null when the last one was taken back. */
  readonly rating: number | null
  readonly ratings: number
}

/** How a vendor or a product is found to be, from now on. */
export async function upsertRating(tx: Tx, { subjectId, rating, ratings }: Rating): Promise<void> {
  await sql`
    WITH kept AS (
      INSERT INTO search.ratings (subject_id, rating, ratings) VALUES (${subjectId}, ${rating}, ${ratings})
      ON CONFLICT (market_id, subject_id) DO UPDATE SET rating = excluded.rating, ratings = excluded.ratings
    ), vendors AS (
      UPDATE search.vendors SET rating = ${rating}, ratings = ${ratings} WHERE vendor_id = ${subjectId}
    )
    UPDATE search.products SET rating = ${rating}, ratings = ${ratings} WHERE product_id = ${subjectId}
  `.execute(tx)
}

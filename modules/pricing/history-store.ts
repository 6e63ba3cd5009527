// Every statement about what prices have been, what is shown of them now, and how much is asked for.
import type { LocalText } from '@provender/markets'
import { type Db, type Tx, sql } from '@provender/platform/db'

/** A price everybody is asked that is not the one on the label. */
export interface ShownPrice {
  readonly productId: string
  readonly priceMinor: number
  readonly listMinor: number
  readonly ruleId: string
  readonly name: LocalText
}

/** How far back a discount is measured. */
export const lookBackDays = 30

/**
 * Makes these the prices that are not the ones on their labels. What changed goes into the history; the lowest price of
 * the 30 days before a price began is worked out once, when it begins. @returns how many prices changed
 */
export async function replaceShown(tx: Tx, shown: readonly ShownPrice[], at: Date): Promise<number> {
  const { rows } = await sql<{ changed: number }>`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(shown)}::jsonb)
        AS price ("productId" uuid, "priceMinor" bigint, "listMinor" bigint, "ruleId" uuid, name jsonb)
    ), over AS (
      DELETE FROM pricing.shown WHERE market_id = current_setting('app.market')
        AND NOT EXISTS (SELECT FROM wanted WHERE wanted."productId" = shown.product_id)
      RETURNING product_id, list_minor
    ), begun AS (
      SELECT wanted.* FROM wanted LEFT JOIN pricing.shown ON shown.product_id = wanted."productId"
      WHERE (shown.price_minor, shown.list_minor, shown.rule_id) IS DISTINCT FROM ("priceMinor", "listMinor", "ruleId")
    ), kept AS (
      INSERT INTO pricing.shown (product_id, price_minor, list_minor, lowest_minor, rule_id, name, since)
      SELECT "productId", "priceMinor", "listMinor",
        (SELECT min(spell.price_minor) FROM (
           SELECT price_minor, from_at, lead(from_at) OVER (ORDER BY from_at, id) AS until_at
           FROM pricing.history WHERE product_id = "productId" AND from_at < ${at}::timestamptz) AS spell
         WHERE coalesce(until_at, ${at}::timestamptz) > ${at}::timestamptz - make_interval(days => ${lookBackDays})),
        "ruleId", name, ${at}::timestamptz FROM begun
      ON CONFLICT (product_id) DO UPDATE SET price_minor = excluded.price_minor, list_minor = excluded.list_minor,
        lowest_minor = excluded.lowest_minor, rule_id = excluded.rule_id, name = excluded.name, since = excluded.since
    ), noted AS (
      INSERT INTO pricing.history (product_id, from_at, price_minor, rule_id)
      SELECT "productId", ${at}::timestamptz, "priceMinor", "ruleId" FROM begun
      UNION ALL
      SELECT product_id, ${at}::timestamptz, list_minor, NULL FROM over
      RETURNING product_id
    )
    SELECT count(*) AS changed FROM noted
  `.execute(tx)

  return rows[0]?.changed ?? 0
}

export interface PastPrice {
  readonly fromAt: Date
  readonly priceMinor: number
  readonly ruled: boolean
}

/** What a product has cost, newest first. */
export async function selectHistory(db: Db, productId: string): Promise<readonly PastPrice[]> {
  const { rows } = await sql<PastPrice>`
    SELECT from_at AS "fromAt", price_minor AS "priceMinor", rule_id IS NOT NULL AS ruled FROM pricing.history
    WHERE product_id = ${productId} ORDER BY from_at DESC, id DESC LIMIT 200
  `.execute(db)

  return rows
}

export async function addDemand(
  tx: Tx,
  { items, beganAt }: { items: readonly { productId: string; quantity: number }[]; beganAt: Date },
): Promise<void> {
  await sql`
    INSERT INTO pricing.demand AS known (product_id, began_at, quantity)
    SELECT product_id, ${beganAt}::timestamptz, sum(quantity)
    FROM unnest(${items.map((item) => item.productId)}::uuid[], ${items.map((item) => item.quantity)}::int[])
      AS item (product_id, quantity)
    GROUP BY product_id ORDER BY product_id
    ON CONFLICT ON CONSTRAINT demand__pkey DO UPDATE SET quantity = known.quantity + excluded.quantity
  `.execute(tx)
}

/** How many of each product were ordered since then. */
export async function selectSold(db: Db, since: Date): Promise<Record<string, number>> {
  const { rows } = await sql<{ product_id: string; sold: number }>`
    SELECT product_id, sum(quantity)::int AS sold FROM pricing.demand
    WHERE market_id = current_setting('app.market') AND began_at >= ${since} GROUP BY product_id
  `.execute(db)

  return Object.fromEntries(rows.map(({ product_id, sold }) => [product_id, sold]))
}

export async function deleteOldDemand(tx: Tx, before: Date): Promise<void> {
  await sql`DELETE FROM pricing.demand WHERE market_id = current_setting('app.market') AND began_at < ${before}`.execute(
    tx,
  )
}

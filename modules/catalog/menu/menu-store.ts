// Every statement about the order of a menu and about many products at once.
import type { LocalText } from '@provender/markets'
import { type Db, type Tx, sql } from '@provender/platform/db'
import type { OptionGroupRecord } from '../option.ts'
import { wordsOf } from '../words.ts'

/** How shelves and products stand behind each other; for statements that know both tables by these names. */
export const inMenuOrder = sql`
  array_position(vendor.shelf_order, category_id), category.position, category_id, product.position, product.id`

export interface Shelf {
  readonly category: string
  readonly productIds: readonly string[]
}

export async function selectMenuOrder(db: Db, vendorId: string): Promise<Shelf[]> {
  const { rows } = await sql<{ category: string; id: string }>`
    SELECT category.slug AS category, product.id FROM catalog.products AS product
    JOIN catalog.vendors AS vendor ON vendor.id = vendor_id
    JOIN catalog.categories AS category ON category.id = category_id
    WHERE vendor_id = ${vendorId} AND removed_at IS NULL ORDER BY ${inMenuOrder}
  `.execute(db)

  return [...Map.groupBy(rows, (row) => row.category)].map(([category, shelf]) => ({
    category,
    productIds: shelf.map(({ id }) => id),
  }))
}

/** @returns how many products stood on the shelf they were said to stand on */
export async function updateMenuOrder(tx: Tx, vendorId: string, shelves: readonly Shelf[]): Promise<number> {
  const places = shelves.flatMap(({ category, productIds }) =>
    productIds.map((id, position) => ({ id, category, position })),
  )
  await sql`
    UPDATE catalog.vendors SET shelf_order = ARRAY(
      SELECT category.id FROM unnest(${shelves.map(({ category }) => category)}::text[]) WITH ORDINALITY AS wanted (slug, at)
      JOIN catalog.categories AS category USING (slug) ORDER BY at)
    WHERE id = ${vendorId}
  `.execute(tx)
  const { numAffectedRows } = await sql`
    UPDATE catalog.products AS product SET position = place.position
    FROM jsonb_to_recordset(${JSON.stringify(places)}::jsonb) AS place (id uuid, category text, position int)
    JOIN catalog.categories AS category ON category.slug = place.category
    WHERE product.id = place.id AND product.vendor_id = ${vendorId} AND product.category_id = category.id
      AND removed_at IS NULL
  `.execute(tx)

  return Number(numAffectedRows)
}

export interface PricedProduct {
  readonly id: string
  readonly name: LocalText
  readonly priceMinor: number
  readonly optionGroups: readonly OptionGroupRecord[]
}

/** The vendor's products among these, or on this shelf, or all; held in order of id until the transaction ends. */
export async function lockProducts(
  tx: Tx,
  { vendorId, productIds, category }: { vendorId: string; productIds?: readonly string[]; category?: string },
): Promise<readonly PricedProduct[]> {
  const { rows } = await sql<PricedProduct>`
    SELECT product.id, name, price_minor AS "priceMinor", option_groups AS "optionGroups" FROM catalog.products AS product
    WHERE vendor_id = ${vendorId} AND removed_at IS NULL
      ${productIds === undefined ? sql`` : sql`AND id = ANY(${productIds}::uuid[])`}
      ${category === undefined ? sql`` : sql`AND category_id = (SELECT id FROM catalog.categories WHERE slug = ${category})`}
    ORDER BY id FOR NO KEY UPDATE
  `.execute(tx)

  return rows
}

export async function updatePrices(
  tx: Tx,
  products: readonly { id: string; priceMinor: number; optionGroups: readonly OptionGroupRecord[] }[],
): Promise<void> {
  await sql`
    UPDATE catalog.products AS product SET price_minor = priced."priceMinor", option_groups = priced."optionGroups"
    FROM jsonb_to_recordset(${JSON.stringify(products)}::jsonb)
      AS priced (id uuid, "priceMinor" bigint, "optionGroups" jsonb)
    WHERE product.id = priced.id
  `.execute(tx)
}

/** What is off the menu is not found by its words either. */
export async function updateListed(
  tx: Tx,
  { vendorId, products, listed }: { vendorId: string; products: readonly PricedProduct[]; listed: boolean },
): Promise<void> {
  const ids = products.map(({ id }) => id)
  await sql`UPDATE catalog.products SET listed = ${listed} WHERE id = ANY(${ids}::uuid[])`.execute(tx)
  if (!listed) {
    await sql`DELETE FROM catalog.words WHERE vendor_id = ${vendorId} AND product_id = ANY(${ids}::uuid[])`.execute(tx)
    return
  }

  const words = products.flatMap(({ id, name }) => wordsOf(name).map((word) => ({ id, word })))
  await sql`
    INSERT INTO catalog.words (word, vendor_id, product_id)
    SELECT word, ${vendorId}::uuid, id FROM jsonb_to_recordset(${JSON.stringify(words)}::jsonb) AS said (id uuid, word text)
    ON CONFLICT DO NOTHING
  `.execute(tx)
}

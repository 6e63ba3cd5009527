// Every statement of an import: the whole menu as it is, and what becomes of it, many rows at a time.
import { type Db, type Tx, sql } from '@provender/platform/db'
import type { LocalText } from '@provender/markets'
import type { VendorProduct } from '../product.ts'

export interface MenuRow {
  readonly id: string
  readonly slug: string
  readonly category: string
  readonly name: LocalText
  readonly description: LocalText | null
  readonly priceMinor: number
  readonly unit: VendorProduct['unit']
  readonly allergens: VendorProduct['allergens']
  readonly diets: VendorProduct['diets']
  readonly listed: boolean
  readonly picture: string
  readonly sized: boolean
  readonly onHand: number | null
  readonly reserved: number
}

/**
 * Held until the transaction ends, so that what was compared is what is changed: first the vendor, so that two tables
 * do not both add what neither saw, then the products in order of id.
 */
export async function lockMenu(tx: Tx, vendorId: string): Promise<readonly MenuRow[]> {
  await sql`SELECT FROM catalog.vendors WHERE id = ${vendorId} FOR NO KEY UPDATE`.execute(tx)
  const { rows } = await sql<MenuRow>`
    SELECT product.id, product.slug, category.slug AS category, product.name, description, price_minor AS "priceMinor",
      unit, allergens, diets, listed, product.picture,
      option_groups @> '[{"kind": "size"}]' AS sized, on_hand AS "onHand", coalesce(reserved, 0) AS reserved
    FROM catalog.products AS product
    JOIN catalog.categories AS category ON category.id = category_id
    LEFT JOIN inventory.availability AS stock ON stock.product_id = product.id
    WHERE vendor_id = ${vendorId} AND removed_at IS NULL
    ORDER BY product.id FOR NO KEY UPDATE OF product
  `.execute(tx)

  return rows
}

/** Addresses that are taken, by products that are gone as well. */
export async function selectSlugs(db: Db, vendorId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ slug: string }>`
    SELECT slug FROM catalog.products WHERE vendor_id = ${vendorId}
  `.execute(db)

  return new Set(rows.map(({ slug }) => slug))
}

export type WrittenRow = Omit<MenuRow, 'sized' | 'onHand' | 'reserved'> & { readonly words: readonly string[] }

const recordset = (rows: readonly WrittenRow[]) => sql`
  jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS product (
    id uuid, slug text, category text, name jsonb, description jsonb, "priceMinor" bigint, unit text, picture text,
    allergens text[], diets text[], listed boolean, words text[])`

export async function insertRows(tx: Tx, vendorId: string, rows: readonly WrittenRow[]): Promise<void> {
  await sql`
    WITH wanted AS (SELECT * FROM ${recordset(rows)}), inserted AS (
      INSERT INTO catalog.products
        (id, vendor_id, category_id, slug, name, description, price_minor, unit, picture, allergens, diets, listed)
      SELECT wanted.id, ${vendorId}::uuid, category.id, wanted.slug, wanted.name, description, "priceMinor", unit,
        wanted.picture, allergens, diets, listed
      FROM wanted JOIN catalog.categories AS category ON category.slug = wanted.category
      RETURNING id
    )
    INSERT INTO catalog.words (word, vendor_id, product_id)
    SELECT unnest(wanted.words), ${vendorId}::uuid, wanted.id FROM wanted JOIN inserted USING (id)
  `.execute(tx)
}

export async function updateRows(tx: Tx, vendorId: string, rows: readonly WrittenRow[]): Promise<void> {
  await sql`
    DELETE FROM catalog.words WHERE vendor_id = ${vendorId} AND product_id = ANY(${rows.map(({ id }) => id)}::uuid[])
  `.execute(tx)
  await sql`
    WITH wanted AS (SELECT * FROM ${recordset(rows)}), updated AS (
      UPDATE catalog.products AS product SET category_id = category.id, name = wanted.name,
        description = wanted.description, price_minor = wanted."priceMinor", unit = wanted.unit,
        picture = wanted.picture, allergens = wanted.allergens, diets = wanted.diets, listed = wanted.listed
      FROM wanted JOIN catalog.categories AS category ON category.slug = wanted.category
      WHERE product.id = wanted.id AND product.vendor_id = ${vendorId}
    )
    INSERT INTO catalog.words (word, vendor_id, product_id)
    SELECT unnest(words), ${vendorId}::uuid, id FROM wanted
  `.execute(tx)
}

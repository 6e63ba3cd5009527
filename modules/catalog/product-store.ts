// Every statement about products. What is left of them is read from the view that inventory publishes.
import type { LocalText } from '@provender/markets'
import { type Db, type Tx, sql } from '@provender/platform/db'
import { onConstraint } from '@provender/platform/errors'
import { nameTaken } from './errors.ts'
import { type OptionGroupRecord, type OptionStock, type OptionsRead, ownGroups, stockIdsOf } from './option.ts'
import { inMenuOrder } from './menu/menu-store.ts'
import { limitTo } from './page.ts'
import type { Details, DetailsRead } from './details.ts'
import type { ProductDraft, ProductRecord, VendorProduct } from './product.ts'
import { idsFoundBy } from './word-store.ts'
import { slugOf, wordsOf } from './words.ts'

interface ProductRow {
  readonly id: string
  readonly slug: string
  readonly name: LocalText
  readonly description: LocalText | null
  readonly price_minor: number
  readonly unit: ProductRecord['unit']
  readonly picture: string
  readonly allergens: ProductRecord['allergens']
  readonly diets: ProductRecord['diets']
  readonly available: number | null
  readonly category_id: string
  readonly category_slug: string
  readonly category_name: LocalText
  readonly vendor_id: string
  readonly vendor_slug: string
  readonly vendor_name: string
  readonly shown_minor: number | null
  readonly shown_lowest_minor: number | null
  readonly shown_name: LocalText | null
  readonly option_groups: readonly OptionGroupRecord[]
  readonly option_left: OptionStock | null
  readonly option_parts: readonly string[] | null
  readonly details: DetailsRead
}

/** Products without options, which most are, cost no look at anything else. */
export const optionColumns = sql`option_groups,
  CASE WHEN option_stock <> '{}' THEN (
    SELECT json_object_agg(option.product_id, json_build_array(option.on_hand, option.available))
    FROM inventory.availability AS option WHERE option.product_id = ANY(option_stock)) END AS option_left,
  CASE WHEN option_stock <> '{}' THEN (
    SELECT json_agg(part.id) FROM catalog.products AS part
    WHERE part.id = ANY(product.option_stock) AND part.listed AND part.removed_at IS NULL) END AS option_parts`

export const detailColumns = sql`json_build_object('measure', measure, 'facts', facts, 'soldWhen', sold_when,
  'soldOutUntil', sold_out_until, 'preparationMinutes', product.preparation_minutes)`

export function optionsOf(row: Pick<ProductRow, 'option_groups' | 'option_left' | 'option_parts'>): OptionsRead {
  return { optionGroups: row.option_groups, optionStock: row.option_left, optionParts: row.option_parts }
}

const columns = sql`product.id, product.slug, product.name, product.description, price_minor, unit, product.picture,
  allergens, diets, available, category_id, category.slug AS category_slug, category.name AS category_name, vendor_id,
  vendor.slug AS vendor_slug, vendor.name AS vendor_name, shown_minor, shown_lowest_minor, shown_name, ${optionColumns},
  ${detailColumns} AS details`

/** What stands around a product: who sells it, on which shelf, and what is left. */
const surroundings = sql`
  JOIN catalog.vendors AS vendor ON vendor.id = vendor_id
  JOIN catalog.categories AS category ON category.id = category_id
  LEFT JOIN inventory.availability AS stock ON stock.product_id = product.id
  LEFT JOIN pricing.shown_prices AS shown ON shown_product_id = product.id AND shown_list_minor = product.price_minor`

const onSale = sql`
  SELECT ${columns} FROM catalog.products AS product ${surroundings}
  WHERE listed AND removed_at IS NULL AND vendor.approval = 'approved'`

function recordOf(row: ProductRow): ProductRecord {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    priceMinor: row.price_minor,
    offer:
      row.shown_minor === null || row.shown_name === null
        ? null
        : { priceMinor: row.shown_minor, lowestMinor: row.shown_lowest_minor, name: row.shown_name },
    unit: row.unit,
    picture: row.picture,
    allergens: row.allergens,
    diets: row.diets,
    available: row.available,
    category: { id: row.category_id, slug: row.category_slug, name: row.category_name },
    vendor: { id: row.vendor_id, slug: row.vendor_slug, name: row.vendor_name },
    ...row.details,
    ...optionsOf(row),
  }
}

export interface ProductSearch {
  readonly category: string | undefined
  readonly vendorId: string | undefined
  /** Beginnings of words of the name; all must fit. */
  readonly prefixes: readonly string[]
  readonly diet: string | undefined
  readonly mostMinor: number | undefined
  readonly inStock: boolean
  readonly after: string | undefined
  readonly limit: number
}

/** One page of what is on sale. The page is cut before the rest is joined to it, so only what is shown is looked up. */
export async function selectProducts(db: Db, search: ProductSearch): Promise<readonly ProductRecord[]> {
  const { category, vendorId, prefixes, diet, mostMinor, after } = search
  const { rows } = await sql<ProductRow>`
    SELECT ${columns} FROM (
      SELECT * FROM catalog.products AS product
      WHERE listed AND removed_at IS NULL
        AND EXISTS (SELECT FROM catalog.vendors AS vendor WHERE vendor.id = vendor_id AND approval = 'approved')
        ${category === undefined ? sql`` : sql`AND category_id = (SELECT id FROM catalog.categories WHERE slug = ${category})`}
        ${vendorId === undefined ? sql`` : sql`AND vendor_id = ${vendorId}`}
        ${prefixes.length === 0 ? sql`` : sql`AND id IN (${idsFoundBy('product_id', prefixes)})`}
        ${diet === undefined ? sql`` : sql`AND ${diet} = ANY(diets)`}
        ${mostMinor === undefined ? sql`` : sql`AND price_minor <= ${mostMinor}`}
        ${search.inStock ? notSoldOut : sql``}
        ${after === undefined ? sql`` : sql`AND id > ${after}`}
      ORDER BY id LIMIT ${limitTo(search.limit)}
    ) AS product ${surroundings}
    ORDER BY product.id
  `.execute(db)

  return rows.map(recordOf)
}

const notSoldOut = sql`AND NOT EXISTS (
  SELECT FROM inventory.availability AS stock WHERE stock.product_id = product.id AND available = 0)`

export async function selectProductsById(db: Db, ids: readonly string[]): Promise<readonly ProductRecord[]> {
  const { rows } = await sql<ProductRow>`${onSale} AND product.id = ANY(${ids}::uuid[])`.execute(db)

  return rows.map(recordOf)
}

/** The labels of what is on sale and named: everything, or of these vendors, or these products. */
export async function selectLabels(
  db: Db,
  wanted: { everything: boolean; vendorIds: readonly string[]; productIds: readonly string[] },
): Promise<readonly { id: string; vendorId: string; priceMinor: number }[]> {
  const named = sql`(vendor_id = ANY(${wanted.vendorIds}::uuid[]) OR id = ANY(${wanted.productIds}::uuid[]))`
  const { rows } = await sql<{ id: string; vendorId: string; priceMinor: number }>`
    SELECT id, vendor_id AS "vendorId", price_minor AS "priceMinor" FROM catalog.products
    WHERE market_id = current_setting('app.market') AND listed AND removed_at IS NULL
      ${wanted.everything ? sql`` : sql`AND ${named}`}
  `.execute(db)

  return rows
}

/** Everything a vendor sells, shelf by shelf; `all`: also what is off the menu, and of a vendor nobody sees yet. */
export async function selectMenu(
  db: Db,
  vendorId: string,
  { all = false } = {},
): Promise<readonly (ProductRecord & { readonly listed: boolean })[]> {
  const { rows } = await sql<ProductRow & { listed: boolean }>`
    SELECT ${columns}, listed FROM catalog.products AS product ${surroundings}
    WHERE removed_at IS NULL ${all ? sql`` : sql`AND listed AND vendor.approval = 'approved'`}
      AND vendor_id = ${vendorId} ORDER BY ${inMenuOrder} LIMIT 1000
  `.execute(db)

  return rows.map((row) => ({ ...recordOf(row), listed: row.listed }))
}

interface OwnProductRow {
  readonly id: string
  readonly vendor_id: string
  readonly slug: string
  readonly category: string
  readonly name: LocalText
  readonly description: LocalText | null
  readonly price_minor: number
  readonly unit: VendorProduct['unit']
  readonly picture: string
  readonly allergens: VendorProduct['allergens']
  readonly diets: VendorProduct['diets']
  readonly listed: boolean
  readonly on_hand: number | null
  readonly reserved: number | null
  readonly available: number | null
  readonly details: DetailsRead
  readonly option_groups: readonly OptionGroupRecord[]
  readonly option_left: OptionStock | null
  readonly option_parts: readonly string[] | null
}

const own = sql`
  SELECT product.id, vendor_id, product.slug, category.slug AS category, product.name, description, price_minor, unit,
    product.picture, allergens, diets, listed, on_hand, reserved, available, ${optionColumns},
    ${detailColumns} AS details
  FROM catalog.products AS product
  JOIN catalog.categories AS category ON category.id = category_id
  LEFT JOIN inventory.availability AS stock ON stock.product_id = product.id
  WHERE removed_at IS NULL`

function ownProductOf(row: OwnProductRow): VendorProduct {
  return {
    id: row.id,
    vendorId: row.vendor_id,
    slug: row.slug,
    category: row.category,
    name: row.name,
    description: row.description,
    priceMinor: row.price_minor,
    unit: row.unit,
    picture: row.picture,
    allergens: row.allergens,
    diets: row.diets,
    listed: row.listed,
    onHand: row.on_hand,
    reserved: row.reserved ?? 0,
    available: row.available,
    ...row.details,
    soldOutUntil: row.details.soldOutUntil === null ? null : new Date(row.details.soldOutUntil).toISOString(),
    optionGroups: ownGroups(optionsOf(row)),
  }
}

export async function selectOwnProducts(
  db: Db,
  page: { vendorId: string; after: string | undefined; limit: number },
): Promise<readonly VendorProduct[]> {
  const { rows } = await sql<OwnProductRow>`
    ${own} AND vendor_id = ${page.vendorId} ${page.after === undefined ? sql`` : sql`AND product.id > ${page.after}`}
    ORDER BY product.id LIMIT ${page.limit}
  `.execute(db)

  return rows.map(ownProductOf)
}

/** One product of one of these vendors. */
export async function selectOwnProduct(
  db: Db,
  id: string,
  vendorIds: readonly string[],
): Promise<VendorProduct | undefined> {
  const { rows } = await sql<OwnProductRow>`
    ${own} AND product.id = ${id} AND vendor_id = ANY(${vendorIds}::uuid[])
  `.execute(db)

  return rows[0] && ownProductOf(rows[0])
}

/** How many of these products are the vendor's. */
export async function countProductsOf(db: Db, vendorId: string, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM catalog.products
    WHERE vendor_id = ${vendorId} AND id = ANY(${ids}::uuid[]) AND removed_at IS NULL
  `.execute(db)

  return rows[0]?.count ?? 0
}

/** What is written of a product: as its vendor says, its options with their ids. */
interface WrittenProduct extends Omit<ProductDraft, 'optionGroups' | keyof Details>, Details {
  readonly optionGroups: readonly OptionGroupRecord[]
}

export interface NewProduct extends WrittenProduct {
  readonly id: string
  readonly vendorId: string
  readonly categoryId: string
}

/** The address is made of the name, with a few letters of the id behind it when the vendor has it already. */
export async function insertProduct(tx: Tx, product: NewProduct): Promise<void> {
  const slug = slugOf(product.name.en)
  await onConstraint(
    sql`
      WITH product AS (
        INSERT INTO catalog.products
          (id, vendor_id, category_id, slug, name, description, price_minor, unit, picture, allergens, diets, listed,
           option_groups, option_stock, measure, facts, sold_when, preparation_minutes)
        SELECT ${product.id}::uuid, ${product.vendorId}::uuid, ${product.categoryId}::uuid,
          CASE WHEN EXISTS (SELECT FROM catalog.products WHERE vendor_id = ${product.vendorId} AND slug = ${slug})
            THEN ${`${slug}-${product.id.slice(-6)}`} ELSE ${slug} END,
          ${jsonOf(product.name)}::jsonb, ${jsonOf(product.description)}::jsonb, ${product.priceMinor}::bigint,
          ${product.unit}, ${product.picture}, ${product.allergens}::text[], ${product.diets}::text[], ${product.listed}::boolean,
          ${JSON.stringify(product.optionGroups)}::jsonb, ${stockIdsOf(product.optionGroups)}::uuid[],
          ${jsonOf(product.measure)}::jsonb, ${jsonOf(product.facts)}::jsonb, ${jsonOf(product.soldWhen)}::jsonb,
          ${product.preparationMinutes}::int
        RETURNING id, vendor_id
      )
      INSERT INTO catalog.words (word, vendor_id, product_id)
      SELECT word, vendor_id, id FROM product, unnest(${wordsFor(product)}::text[]) AS word
    `.execute(tx),
    { products__slug_once: nameTaken },
  )
}

/** @returns whether one of these vendors has such a product */
export async function updateProduct(
  tx: Tx,
  product: WrittenProduct & { readonly id: string; readonly categoryId: string; readonly vendorIds: readonly string[] },
): Promise<boolean> {
  const words = wordsFor(product)
  const { rows } = await sql<{ id: string }>`
    WITH product AS (
      UPDATE catalog.products SET category_id = ${product.categoryId}, name = ${jsonOf(product.name)}::jsonb,
        description = ${jsonOf(product.description)}::jsonb, price_minor = ${product.priceMinor}, unit = ${product.unit},
        picture = ${product.picture}, allergens = ${product.allergens}::text[], diets = ${product.diets}::text[],
        listed = ${product.listed}, option_groups = ${JSON.stringify(product.optionGroups)}::jsonb,
        option_stock = ${stockIdsOf(product.optionGroups)}::uuid[], measure = ${jsonOf(product.measure)}::jsonb,
        facts = ${jsonOf(product.facts)}::jsonb, sold_when = ${jsonOf(product.soldWhen)}::jsonb,
        preparation_minutes = ${product.preparationMinutes}
      WHERE id = ${product.id} AND vendor_id = ANY(${product.vendorIds}::uuid[]) AND removed_at IS NULL
      RETURNING id, vendor_id
    ), unsaid AS (
      DELETE FROM catalog.words AS old USING product
      WHERE old.vendor_id = product.vendor_id AND old.product_id = product.id AND old.word <> ALL (${words}::text[])
    ), said AS (
      INSERT INTO catalog.words (word, vendor_id, product_id)
      SELECT word, vendor_id, id FROM product, unnest(${words}::text[]) AS word
      ON CONFLICT DO NOTHING
    )
    SELECT id FROM product
  `.execute(tx)

  return rows.length > 0
}

/** Sold out until then, or back. @returns whose it is, or nothing when none of these vendors has it */
export async function updateSoldOut(
  tx: Tx,
  product: { id: string; vendorIds: readonly string[]; until: Date | null },
): Promise<string | undefined> {
  const { rows } = await sql<{ vendor_id: string }>`
    UPDATE catalog.products SET sold_out_until = ${product.until}
    WHERE id = ${product.id} AND vendor_id = ANY(${product.vendorIds}::uuid[]) AND removed_at IS NULL
    RETURNING vendor_id
  `.execute(tx)

  return rows[0]?.vendor_id
}

/** Takes a product off the menu for good. @returns whose it was, or nothing when none of these vendors has it */
export async function markRemoved(
  tx: Tx,
  gone: { id: string; vendorIds: readonly string[]; at: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{ vendor_id: string }>`
    WITH product AS (
      UPDATE catalog.products SET removed_at = ${gone.at}
      WHERE id = ${gone.id} AND vendor_id = ANY(${gone.vendorIds}::uuid[]) AND removed_at IS NULL
      RETURNING id, vendor_id
    ), unsaid AS (
      DELETE FROM catalog.words AS old USING product
      WHERE old.vendor_id = product.vendor_id AND old.product_id = product.id
    )
    SELECT vendor_id FROM product
  `.execute(tx)

  return rows[0]?.vendor_id
}

export interface ImportedProduct extends Omit<WrittenProduct, 'category' | 'listed' | 'optionGroups'> {
  readonly id: string
  readonly vendorId: string
  readonly categoryId: string
  readonly slug: string
}

/**
 * Many at once; those that are there already stay as they are.
 * @returns the ids of all, by vendor id and slug, and which of them are new
 */
export async function insertProducts(
  tx: Tx,
  products: readonly ImportedProduct[],
): Promise<readonly { id: string; vendorId: string; slug: string; isNew: boolean }[]> {
  const records = products.map((product) => ({ ...product, words: wordsOf(product.name) }))
  const { rows } = await sql<{ id: string; vendor_id: string; slug: string; is_new: boolean }>`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(records)}::jsonb) AS product (
        id uuid, "vendorId" uuid, "categoryId" uuid, slug text, name jsonb, description jsonb, "priceMinor" bigint,
        unit text, picture text, allergens text[], diets text[], words text[],
        measure jsonb, facts jsonb, "soldWhen" jsonb, "preparationMinutes" int)
    ), inserted AS (
      INSERT INTO catalog.products
        (id, vendor_id, category_id, slug, name, description, price_minor, unit, picture, allergens, diets, measure, facts,
         sold_when, preparation_minutes)
      SELECT id, "vendorId", "categoryId", slug, name, description, "priceMinor", unit, picture, allergens, diets, measure,
        facts, "soldWhen", "preparationMinutes" FROM wanted
      ON CONFLICT (market_id, vendor_id, slug) DO NOTHING RETURNING id, vendor_id, slug
    ), worded AS (
      INSERT INTO catalog.words (word, vendor_id, product_id)
      SELECT unnest(wanted.words), inserted.vendor_id, wanted.id FROM wanted JOIN inserted USING (id)
    )
    SELECT id, vendor_id, slug, true AS is_new FROM inserted
    UNION ALL
    SELECT product.id, product.vendor_id, product.slug, false FROM catalog.products AS product
    JOIN wanted ON wanted."vendorId" = product.vendor_id AND wanted.slug = product.slug
  `.execute(tx)

  return rows.map((row) => ({ id: row.id, vendorId: row.vendor_id, slug: row.slug, isNew: row.is_new }))
}

/** Gives many products their options at once. */
export async function updateOptionGroups(
  tx: Tx,
  products: readonly { readonly id: string; readonly optionGroups: readonly OptionGroupRecord[] }[],
): Promise<void> {
  const records = products.map((product) => ({ ...product, optionStock: stockIdsOf(product.optionGroups) }))
  await sql`
    UPDATE catalog.products SET option_groups = given."optionGroups", option_stock = given."optionStock"
    FROM jsonb_to_recordset(${JSON.stringify(records)}::jsonb) AS given (id uuid, "optionGroups" jsonb, "optionStock" uuid[])
    WHERE products.id = given.id
  `.execute(tx)
}

/** A product that is off the menu for now is not found by its words either. */
function wordsFor(product: Pick<ProductDraft, 'listed' | 'name'>): string[] {
  return product.listed ? wordsOf(product.name) : []
}

function jsonOf(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}

// Every statement about categories.
import type { LocalText } from '@provender/markets'
import { type Db, type Tx, sql } from '@provender/platform/db'
import { categoryUnknown } from './errors.ts'
import type { CategoryDraft, CategoryRecord } from './category.ts'

export async function selectCategories(db: Db): Promise<readonly CategoryRecord[]> {
  const { rows } = await sql<CategoryRecord>`
    SELECT id, slug, name, picture FROM catalog.categories ORDER BY position, id
  `.execute(db)

  return rows
}

export async function getCategoryId(db: Db, slug: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM catalog.categories WHERE slug = ${slug}`.execute(db)
  if (!rows[0]) throw categoryUnknown({ category: slug })

  return rows[0].id
}

/** @param id taken when the category is new */
export async function upsertCategory(tx: Tx, id: string, slug: string, draft: CategoryDraft): Promise<CategoryRecord> {
  const { rows } = await sql<CategoryRecord>`
    INSERT INTO catalog.categories AS kept (id, slug, name, picture, position, tax_class)
    VALUES (${id}, ${slug}, ${JSON.stringify(draft.name)}::jsonb, ${draft.picture}, ${draft.position}, ${draft.taxClass ?? null})
    ON CONFLICT (market_id, slug) DO UPDATE
      SET name = excluded.name, picture = excluded.picture, position = excluded.position,
        tax_class = CASE WHEN ${draft.taxClass === undefined} THEN kept.tax_class ELSE excluded.tax_class END
    RETURNING id, slug, name, picture
  `.execute(tx)

  return rows[0] as CategoryRecord
}

export interface NewCategory {
  readonly id: string
  readonly slug: string
  readonly name: LocalText
  readonly picture: string
  readonly position: number
  readonly taxClass?: string
}

/** Many at once; those that are there already stay as they are. @returns all ids by slug */
export async function insertCategories(tx: Tx, categories: readonly NewCategory[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; slug: string }>`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(categories)}::jsonb)
        AS category (id uuid, slug text, name jsonb, picture text, position int, "taxClass" text)
    ), inserted AS (
      INSERT INTO catalog.categories (id, slug, name, picture, position, tax_class)
      SELECT id, slug, name, picture, position, "taxClass" FROM wanted ON CONFLICT (market_id, slug) DO NOTHING RETURNING id, slug
    )
    SELECT id, slug FROM inserted
    UNION ALL
    SELECT category.id, slug FROM catalog.categories AS category JOIN wanted USING (slug)
  `.execute(tx)

  return new Map(rows.map((row) => [row.slug, row.id]))
}

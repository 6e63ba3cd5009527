// The shelves of the market, in the order they are shown.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { Category, publicCategory } from './category.ts'
import { selectCategories } from './category-store.ts'

export const CategoryList = Type.Object({ items: Type.Array(Category) }, { title: 'CategoryList' })

export async function listCategories(db: Db, ctx: Context): Promise<Static<typeof CategoryList>> {
  const categories = await selectCategories(db)

  return { items: categories.map((category) => publicCategory(category, ctx.language)) }
}

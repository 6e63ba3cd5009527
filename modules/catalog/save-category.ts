// Adding a category to the market, or changing one: the market's own people decide what shelves there are.
import { usePicture } from '@provender/media'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { newId } from '@provender/platform/ids'
import { type Category, type CategoryDraft, publicCategory } from './category.ts'
import { upsertCategory } from './category-store.ts'
import { categoryChanged } from './events.ts'

export async function saveCategory(
  tx: Tx,
  ctx: Context,
  { slug, draft }: { slug: string; draft: CategoryDraft },
): Promise<Category> {
  const category = await upsertCategory(tx, newId(), slug, draft)
  await usePicture(tx, ctx, { usedBy: `category:${category.id}`, picture: category.picture })
  await publish(tx, categoryChanged, { categoryId: category.id })

  return publicCategory(category, ctx.language)
}

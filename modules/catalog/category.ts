// A category: a shelf of the market that products of every vendor stand on.
import { LocalText, TaxClass, textIn } from '@provender/markets'
import type { Language } from '@provender/platform/context'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { Picture, Slug } from './vendor.ts'

export const CategoryId = IdOf<'category'>('Category')

export const Category = Type.Object(
  {
    id: CategoryId,
    slug: Slug,
    name: Type.String({ description: 'In the language of the caller.' }),
    picture: Picture,
  },
  { title: 'Category' },
)
export type Category = Static<typeof Category>

export const CategoryDraft = Type.Object({
  name: LocalText,
  picture: Picture,
  position: Type.Integer({ minimum: 0, maximum: 10_000, description: 'Categories are shown in this order.' }),
  taxClass: Type.Optional(
    Type.Union([TaxClass.properties.id, Type.Null()], {
      description: "A tax class of the market's settings; null, or left out when it is new: taxed as usual.",
    }),
  ),
})
export type CategoryDraft = Static<typeof CategoryDraft>

/** A category as it is kept. */
export interface CategoryRecord {
  readonly id: string
  readonly slug: string
  readonly name: LocalText
  readonly picture: string
}

export function publicCategory(category: CategoryRecord, language: Language): Category {
  return { ...category, name: textIn(category.name, language) }
}

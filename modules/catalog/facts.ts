// Facts about food: what is in it, what it does to one, where it grew and when.
import { LocalText, textIn } from '@provender/markets'
import type { Language } from '@provender/platform/context'
import { Type, type Static } from 'typebox'

const milligrams = (description: string) =>
  Type.Integer({ minimum: 0, maximum: 100_000, description: `${description}, in milligrams.` })

/** What Regulation (EU) 1169/2011, article 30, has on a label, for 100 g or 100 ml. */
const Nutrition = Type.Object(
  {
    energyKj: Type.Integer({ minimum: 0, maximum: 4000 }),
    energyKcal: Type.Integer({ minimum: 0, maximum: 1000 }),
    fatMg: milligrams('Fat'),
    saturatesMg: milligrams('Of it saturates'),
    carbohydrateMg: milligrams('Carbohydrate'),
    sugarsMg: milligrams('Of it sugars'),
    proteinMg: milligrams('Protein'),
    saltMg: milligrams('Salt'),
  },
  { title: 'Nutrition', description: 'For 100 g or 100 ml.' },
)

const facts = {
  nutrition: Type.Optional(Nutrition),
  farm: Type.Optional(Type.String({ minLength: 1, maxLength: 120, description: 'Who grew or made it.' })),
  season: Type.Optional(
    Type.Array(Type.Integer({ minimum: 1, maximum: 12 }), {
      maxItems: 12,
      uniqueItems: true,
      description: 'Months in which it is at its best, 1 to 12.',
    }),
  ),
  organic: Type.Optional(Type.Boolean()),
  imported: Type.Optional(Type.Boolean()),
}

/** As a vendor writes them, in the languages of the market. */
export const FactsDraft = Type.Object(
  { ...facts, ingredients: Type.Optional(LocalText), origin: Type.Optional(LocalText) },
  { title: 'FactsDraft' },
)
export type FactsDraft = Static<typeof FactsDraft>

export const Facts = Type.Object(
  {
    ...facts,
    ingredients: Type.Optional(Type.String({ description: 'In the language of the caller, by weight.' })),
    origin: Type.Optional(Type.String({ description: 'Region or country, in the language of the caller.' })),
  },
  { title: 'Facts' },
)

/** In the language of the reader, or the one there is. */
export function publicFacts({ ingredients, origin, ...plain }: FactsDraft, language: Language): Static<typeof Facts> {
  return {
    ...plain,
    ...(ingredients && { ingredients: textIn(ingredients, language) }),
    ...(origin && { origin: textIn(origin, language) }),
  }
}

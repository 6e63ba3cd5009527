// How somebody stands: stars counted, and averaged so that few ratings are believed only so far.
import { Type, type Static } from 'typebox'

export const Stars = Type.Integer({ minimum: 1, maximum: 5, description: 'One to five stars.' })

export const Standing = Type.Object(
  {
    ratings: Type.Integer({ minimum: 0, description: 'How many people.' }),
    average: Type.Union([Type.Number(), Type.Null()], {
      description: 'As for ranking, to a tenth of a star; null before the first.',
    }),
    stars: Type.Array(Type.Integer(), { minItems: 5, maxItems: 5, description: 'How many gave 1, 2, 3, 4, 5.' }),
  },
  { title: 'Standing' },
)
export type Standing = Static<typeof Standing>

/** What one usually gets, and as how many people's word that counts. */
export const usual = { stars: 3.8, people: 5 } as const

export function standingOf(stars: readonly number[]): Standing {
  const ratings = countOf(stars)

  const hundredths = ratingHundredths(stars)

  return { ratings, average: hundredths === null ? null : Math.round(hundredths / 10) / 10, stars: [...stars] }
}

/**
 * Bayesian average in hundredths of a star: as if a few more people had given the usual. One friend's five stars do not
 * beat a hundred people's 4.6. Null while nobody rated.
 */
export function ratingHundredths(stars: readonly number[]): number | null {
  const ratings = countOf(stars)
  if (ratings === 0) return null

  return Math.round((100 * (sumOf(stars) + usual.stars * usual.people)) / (ratings + usual.people))
}

function countOf(stars: readonly number[]): number {
  return stars.reduce((sum, count) => sum + count, 0)
}

function sumOf(stars: readonly number[]): number {
  return stars.reduce((sum, count, index) => sum + count * (index + 1), 0)
}

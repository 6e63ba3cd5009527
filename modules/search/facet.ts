// What a list of finds can be narrowed by, how a choice is written in the index, and how counts are told.
import { Diet } from '@provender/catalog'
import { Type, type Static } from 'typebox'

const Count = Type.Integer({ minimum: 0, description: 'How many there would be; at least so many when `approximate`.' })
const choice = <S extends ReturnType<typeof Type.String>>(value: S) =>
  Type.Array(Type.Object({ value, label: Type.String(), count: Count, chosen: Type.Boolean() }))

export const Facets = Type.Object(
  {
    category: choice(Type.String({ description: 'Slug of a category.' })),
    diet: Type.Array(Type.Object({ value: Diet, count: Count, chosen: Type.Boolean() })),
    origin: choice(Type.String({ description: 'Where it comes from.' })),
    price: Type.Array(
      Type.Object({
        fromMinor: Type.Integer({ minimum: 0 }),
        toMinor: Type.Union([Type.Integer(), Type.Null()], { description: 'Below this; null: no end.' }),
        count: Count,
        chosen: Type.Boolean(),
      }),
    ),
    distance: Type.Array(Type.Object({ withinM: Type.Integer(), count: Count, chosen: Type.Boolean() }), {
      description: 'Empty when no place was given.',
    }),
    freshness: Type.Array(Type.Object({ days: Type.Integer(), count: Count, chosen: Type.Boolean() }), {
      description: 'Good for at least so many days.',
    }),
    organic: Type.Object({ count: Count, chosen: Type.Boolean() }),
    open: Type.Object({ count: Count, chosen: Type.Boolean() }),
  },
  { title: 'SearchFacets' },
)
export type Facets = Static<typeof Facets>

/** What was chosen. Within a shelf any will do, except diets: vegan and gluten-free means both. */
export interface Choices {
  readonly category: readonly string[]
  readonly diet: readonly string[]
  readonly origin: readonly string[]
  readonly leastMinor: number | undefined
  /** Below this. */
  readonly mostMinor: number | undefined
  readonly withinM: number | undefined
  readonly freshDays: number | undefined
  readonly organic: boolean
  readonly open: boolean
}

export const distances = [1000, 3000, 5000, 10_000] as const
export const freshness = [1, 3, 7] as const

/** As the index writes them; see search.products.facets. */
export const token = {
  category: (slug: string) => `c:${slug}`,
  diet: (diet: string) => `d:${diet}`,
  origin: (origin: string) => `o:${origin}`,
  organic: 'x:organic',
  bestseller: 't:a',
}

/** What the index itself can look up: one of each group must fit. */
export function groupsOf(choices: Choices): string[][] {
  return [
    choices.category.map(token.category),
    ...choices.diet.map((diet) => [token.diet(diet)]),
    choices.origin.map(token.origin),
    choices.organic ? [token.organic] : [],
  ].filter((group) => group.length > 0)
}

export interface Labels {
  readonly categories: ReadonlyMap<string, string>
  readonly priceBounds: readonly number[]
}

/** Counts as they come from the index, by token, told to people. */
export function facetsOf(counts: Readonly<Record<string, number>>, choices: Choices, labels: Labels): Facets {
  const valuesOf = (prefix: string) =>
    Object.keys(counts)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
  /** What is chosen stays, be there nothing left of it: else nobody could let go of it. */
  const shown = (prefix: string, chosen: readonly string[]) =>
    [...new Set([...valuesOf(prefix), ...chosen])]
      .map((value) => ({ value, count: counts[prefix + value] ?? 0, chosen: chosen.includes(value) }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))

  return {
    category: shown('c:', choices.category)
      .filter(({ value }) => labels.categories.has(value))
      .map((each) => ({ ...each, label: labels.categories.get(each.value) ?? each.value })),
    diet: shown('d:', choices.diet) as Facets['diet'],
    origin: shown('o:', choices.origin).map((each) => ({ ...each, label: each.value })),
    price: bandsOf(labels.priceBounds).map(({ fromMinor, toMinor }, index) => ({
      fromMinor,
      toMinor,
      count: counts[`p:${index}`] ?? 0,
      chosen: fromMinor === (choices.leastMinor ?? 0) && toMinor === (choices.mostMinor ?? null),
    })),
    distance: distances
      .map((withinM) => ({ withinM, count: counts[`n:${withinM}`] ?? 0, chosen: choices.withinM === withinM }))
      .filter(({ count, chosen }) => count > 0 || chosen),
    freshness: freshness
      .map((days) => ({ days, count: counts[`f:${days}`] ?? 0, chosen: choices.freshDays === days }))
      .filter(({ count, chosen }) => count > 0 || chosen),
    organic: { count: counts[token.organic] ?? 0, chosen: choices.organic },
    open: { count: counts['h:open'] ?? 0, chosen: choices.open },
  }
}

/** Bounds 500 and 1000 make three bands: below 500, from 500, from 1000. None: nothing to choose between. */
function bandsOf(bounds: readonly number[]): { fromMinor: number; toMinor: number | null }[] {
  if (bounds.length === 0) return []

  return [0, ...bounds].map((fromMinor, index) => ({ fromMinor, toMinor: bounds[index] ?? null }))
}

/** Bounds people can read, from the quartiles of the market's prices: two figures at most, none twice. */
export function priceBounds(quartiles: readonly number[]): number[] {
  const rounded = quartiles.map((price) => {
    const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, price))) - 1) * 5
    return Math.round(price / step) * step
  })

  return [...new Set(rounded)].filter((bound) => bound > 0).sort((a, b) => a - b)
}

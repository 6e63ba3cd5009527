// What a search page shows, as its address says it, and how that is asked of the API.
import type { paths } from '../api/schema.ts'

type Query = NonNullable<paths['/api/v1/search']['get']['parameters']['query']>
export const sorts = ['best', 'nearest', 'cheapest', 'dearest', 'rating', 'popular'] as const
type Sort = (typeof sorts)[number]

export interface SearchFilter {
  q: string
  category: string[]
  diet: string[]
  origin: string[]
  /** `500-1000`; no end: `3000-`. */
  price: string | undefined
  within: string | undefined
  fresh: string | undefined
  organic: boolean
  open: boolean
  sort: Sort
  after: string | undefined
}

type Asked = Readonly<Record<string, string | string[] | undefined>>

/** Reads an address; what makes no sense in it is left out. */
export function readFilter(asked: Asked): SearchFilter {
  const all = (name: string) => [asked[name] ?? []].flat().filter((value) => /^[^,]{1,80}$/.test(value))
  const one = (name: string) => all(name)[0]
  const matching = (name: string, form: RegExp) => all(name).find((value) => form.test(value))
  return {
    q: [asked.q ?? ''].flat().join(' ').trim().slice(0, 80),
    category: all('category'),
    diet: all('diet'),
    origin: all('origin'),
    price: matching('price', /^\d{1,9}-\d{0,9}$/),
    within: matching('within', /^\d{3,6}$/),
    fresh: matching('fresh', /^\d{1,3}$/),
    organic: one('organic') === 'true',
    open: one('open') === 'true',
    sort: sorts.find((sort) => sort === one('sort')) ?? 'best',
    after: one('after'),
  }
}

/** `?q=soup&category=starters&open=true`; nothing when there is nothing to say. */
export function filterAddress(filter: Partial<SearchFilter>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) {
    if (name === 'sort' && value === 'best') continue
    for (const each of [value].flat())
      if (each !== undefined && each !== '' && each !== false) query.append(name, `${each}`)
  }
  return query.size > 0 ? `?${query}` : ''
}

/** Everything that narrows a list, with what it would say without that one thing: for chips that let go. */
export function narrowings(filter: SearchFilter): { shelf: string; value: string; without: SearchFilter }[] {
  const first = { ...filter, after: undefined }
  const listed = (['category', 'diet', 'origin'] as const).flatMap((shelf) =>
    filter[shelf].map((value) => ({
      shelf,
      value,
      without: { ...first, [shelf]: filter[shelf].filter((each) => each !== value) },
    })),
  )
  const single = (['price', 'within', 'fresh'] as const).flatMap((shelf) =>
    filter[shelf] === undefined ? [] : [{ shelf, value: filter[shelf], without: { ...first, [shelf]: undefined } }],
  )
  const flags = (['organic', 'open'] as const).flatMap((shelf) =>
    filter[shelf] ? [{ shelf, value: 'true', without: { ...first, [shelf]: false } }] : [],
  )
  return [...listed, ...single, ...flags]
}

/** As the API wants it. Without a place distance means nothing. */
export function searchQuery(filter: SearchFilter, place: { lat?: number; lng?: number }): Query {
  const [least, below] = (filter.price ?? '').split('-').map((text) => (text ? Number(text) : undefined))
  const there = place.lat !== undefined
  return {
    ...place,
    ...(filter.q && { q: filter.q }),
    ...(filter.category.length > 0 && { category: filter.category.join(',') }),
    ...(filter.diet.length > 0 && { diet: filter.diet.join(',') }),
    ...(filter.origin.length > 0 && { origin: filter.origin.join(',') }),
    ...(least && { minPriceMinor: least }),
    ...(below && { belowPriceMinor: below }),
    ...(filter.within && there && { withinM: Number(filter.within) }),
    ...(filter.fresh && { freshDays: Number(filter.fresh) }),
    ...(filter.organic && { organic: true }),
    ...(filter.open && { open: true }),
    ...(filter.sort !== 'best' && (filter.sort !== 'nearest' || there) && { sort: filter.sort }),
    ...(filter.after !== undefined && { after: filter.after }),
  }
}

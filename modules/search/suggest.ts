// While somebody types: what others finished the same beginning with, what is on sale by that name, and who sells.
import { Product, VendorId, findProducts, findVendors, placeIn } from '@provender/catalog'
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import type { Choices } from './facet.ts'
import { lookUpWords, matchProducts, matchVendors } from './match-store.ts'
import { phrasesIn, typedWords, wordingOf } from './query.ts'
import { listPopularSearches } from './remember-search.ts'
import { whereOf } from './where.ts'

export const Suggest = Type.Object({
  q: Type.String({ minLength: 1, maxLength: 80, description: 'What is typed so far.' }),
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
})

export const Suggestions = Type.Object(
  {
    searches: Type.Array(Type.String(), { description: 'What several people looked for that begins like this.' }),
    products: Type.Array(
      Type.Object({
        id: Product.properties.id,
        slug: Product.properties.slug,
        name: Product.properties.name,
        picture: Product.properties.picture,
        priceMinor: Product.properties.priceMinor,
        vendorName: Type.String(),
      }),
    ),
    vendors: Type.Array(
      Type.Object({
        id: VendorId,
        slug: Product.properties.slug,
        name: Type.String(),
        picture: Product.properties.picture,
      }),
    ),
  },
  { title: 'SearchSuggestions' },
)

const mostEach = 4
/** A handful is shown, so a few hundred candidates are plenty. */
const mostCandidates = 300
const nothingChosen: Choices = {
  category: [],
  diet: [],
  origin: [],
  leastMinor: undefined,
  mostMinor: undefined,
  withinM: undefined,
  freshDays: undefined,
  organic: false,
  open: false,
}

export async function suggest(
  db: Db,
  ctx: Context,
  input: Static<typeof Suggest>,
): Promise<Static<typeof Suggestions>> {
  const place = placeIn(input)
  const words = typedWords(input.q)
  const { words: known, synonyms } = await lookUpWords(db, words, phrasesIn(words))
  const { query } = wordingOf(known, synonyms, { typing: true })
  if (query === undefined) return { searches: [], products: [], vendors: [] }

  const match = { ...whereOf(ctx, place), query, at: ctx.at, limit: mostEach }
  const [searches, found, vendorIds] = await Promise.all([
    listPopularSearches(db, ctx, { beginning: input.q, limit: mostEach }),
    matchProducts(db, {
      ...match,
      choices: nothingChosen,
      narrow: false,
      bestsellers: false,
      priceBounds: [],
      sort: 'best',
      after: undefined,
      most: mostCandidates,
    }),
    matchVendors(db, { ...match, limit: 3 }),
  ])
  const ids = found.rows.map(({ id }) => id)
  const [products, vendors] = await Promise.all([findProducts(db, ctx, ids), findVendors(db, ctx, vendorIds, place)])

  return {
    searches: searches.items,
    products: ids.flatMap((id) => {
      const product = products.get(id)
      if (!product) return []

      const { slug, name, picture, priceMinor, vendor } = product
      return [{ id, slug, name, picture, priceMinor, vendorName: vendor.name }]
    }),
    vendors: vendorIds.flatMap((id) => {
      const vendor = vendors.get(id)
      return vendor ? [{ id, slug: vendor.slug, name: vendor.name, picture: vendor.picture }] : []
    }),
  }
}

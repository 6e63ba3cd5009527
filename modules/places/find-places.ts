// From words to places and back, within the market's country, with who says so and how far to believe it.
import type { Context } from '@provender/platform/context'
import { Place, straightLineM } from '@provender/platform/geo'
import { Type, type Static } from 'typebox'
import type { FoundPlace as Provided, Providers } from './provider.ts'
import { townOf } from './town.ts'

export const FoundPlace = Type.Object(
  {
    label: Type.String({ description: 'As one would write it on an envelope.' }),
    kind: Type.Enum(['street', 'address', 'place'], { description: 'place: a point with a name.' }),
    place: Place,
    country: Type.String({ description: 'ISO 3166-1 alpha-2.' }),
    source: Type.Enum(['streets', 'google'], { description: 'The built-in map, or the provider that knows it.' }),
    confidence: Type.Enum(['low', 'medium', 'high'], {
      description: 'high: a house; medium: a street, whose middle it is; low: near something with a name.',
    }),
  },
  { title: 'FoundPlace' },
)
export type FoundPlace = Static<typeof FoundPlace>

export const FoundPlaces = Type.Object({ items: Type.Array(FoundPlace) }, { title: 'FoundPlaces' })

const coordinate = {
  lat: Place.properties.lat,
  lng: Place.properties.lng,
}

export const SearchPlaces = Type.Object({
  q: Type.String({ minLength: 2, maxLength: 120, description: 'Part of a street, with or without a house number.' }),
  lat: Type.Optional(coordinate.lat),
  lng: Type.Optional(coordinate.lng),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, description: '8 when left out.' })),
})
export type SearchPlaces = Static<typeof SearchPlaces>

export const NamePlace = Type.Object(coordinate)

/** Somewhere else than in the market's country nothing is found, whatever the provider says. */
export async function searchPlaces(
  ctx: Context,
  { q, lat, lng, limit = 8 }: SearchPlaces,
  providers: Providers,
): Promise<Static<typeof FoundPlaces>> {
  const { centre, country, streets } = ctx.market.settings
  const near = lat === undefined || lng === undefined ? centre : { lat, lng }
  const wanted = { text: q, country, near, language: ctx.language, limit }
  const provided = streets === 'google' ? await providers.search(wanted) : undefined
  if (provided)
    return { items: provided.filter((each) => each.country === country).map((each) => ofProvider(each, 'high')) }

  const found = townOf(ctx.market)?.index.search(q, near, limit) ?? []
  return {
    items: found.map((each) => ({
      ...each,
      country,
      source: 'streets',
      confidence: each.kind === 'address' ? 'high' : 'medium',
    })),
  }
}

/** Farther from a street than this a house number would be a lie. */
const besideM = 120

/** What one would call this place; nothing where there is nothing with a name. */
export async function namePlace(ctx: Context, place: Place, providers: Providers): Promise<FoundPlace | null> {
  const { country, streets } = ctx.market.settings
  const provided = streets === 'google' ? await providers.reverse(place, ctx.language) : undefined
  if (provided) return ofProvider(provided, straightLineM(provided.place, place) <= besideM ? 'high' : 'low')

  const town = townOf(ctx.market)
  const street = town?.router.streetAt(place)
  if (!town || !street) return null
  const beside = street.offM <= besideM
  const number = beside ? town.index.numberAt(street.name, place) : undefined

  return {
    label: number === undefined ? street.name : `${number} ${street.name}`,
    kind: number === undefined ? 'street' : 'address',
    place: street.at,
    country,
    source: 'streets',
    confidence: beside ? 'high' : 'low',
  }
}

function ofProvider({ label, place, country }: Provided, confidence: FoundPlace['confidence']): FoundPlace {
  return { label, kind: 'place', place, country, source: 'google', confidence }
}

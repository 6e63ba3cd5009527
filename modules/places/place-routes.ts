// Where places are searched and named, ways are asked for, and the town is shown.
import { type AnyRoute, route } from '@provender/platform/http'
import { Type } from 'typebox'
import { FindWay, findWay } from './find-way.ts'
import { FoundPlace, FoundPlaces, NamePlace, SearchPlaces, namePlace, searchPlaces } from './find-places.ts'
import type { Providers } from './provider.ts'
import { townOf } from './town.ts'
import type { TownPlan } from './town-plan.ts'
import { Way } from './way.ts'

/** Typing asks again with every letter; a robot that harvests addresses asks more than that. */
const typing = { most: 120, perSeconds: 60, by: 'ip' } as const
/** Riders of one depot share an address. */
const riding = { most: 1200, perSeconds: 60, by: 'ip' } as const

const openLand: TownPlan = { type: 'FeatureCollection', features: [] }

const GeoJson = Type.Object(
  {
    type: Type.Literal('FeatureCollection'),
    features: Type.Array(
      Type.Object({
        type: Type.Literal('Feature'),
        properties: Type.Object({
          layer: Type.String({ description: 'streets, water or parks.' }),
          kind: Type.String({ description: 'major, minor, river, lake or park.' }),
          name: Type.Optional(Type.String({ description: 'Of a street.' })),
        }),
        geometry: Type.Object({ type: Type.String(), coordinates: Type.Array(Type.Array(Type.Array(Type.Number()))) }),
      }),
    ),
  },
  { title: 'TownPlan', description: 'GeoJSON.' },
)

export function placeRoutes(providers: Providers): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/places/search',
      audience: 'public',
      permission: 'places.search_places',
      summary: 'Find a place by its street and number',
      limit: typing,
      query: SearchPlaces,
      reply: FoundPlaces,
      errors: [],
      handle: ({ ctx, query }) => searchPlaces(ctx, query, providers),
    }),
    route({
      method: 'GET',
      path: '/places/reverse',
      audience: 'public',
      permission: 'places.search_places',
      summary: 'What a place on the map is called',
      limit: typing,
      query: NamePlace,
      reply: Type.Object({ found: Type.Union([FoundPlace, Type.Null()]) }, { title: 'NamedPlace' }),
      errors: [],
      handle: async ({ ctx, query }) => ({ found: await namePlace(ctx, query, providers) }),
    }),
    route({
      method: 'GET',
      path: '/places/way',
      audience: 'public',
      permission: 'places.find_way',
      summary: 'The way from one place to another, turn by turn',
      limit: riding,
      query: FindWay,
      reply: Way,
      errors: [],
      handle: ({ ctx, query }) => findWay(ctx, query, providers),
    }),
    route({
      method: 'GET',
      path: '/places/plan',
      audience: 'public',
      permission: 'places.see_plan',
      summary: 'The built-in map of the town, to draw; empty where the streets are real ones',
      cache: { seconds: 3600, until: ['markets.'] },
      reply: GeoJson,
      errors: [],
      handle: ({ ctx }) => townOf(ctx.market)?.plan ?? openLand,
    }),
  ]
}

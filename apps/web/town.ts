// What a map shows where there are no tiles: a plan of the market's town, and in the demo some addresses in it.
import type { Place } from '@provender/market-presets'

/** GeoJSON, as the API answers it. */
interface TownFeature {
  type: 'Feature'
  properties: { layer: 'streets' | 'water' | 'parks'; kind: string; name?: string }
  geometry: { type: string; coordinates: number[][][] }
}

type Layer = TownFeature['properties']['layer']

/** As `TownMap` takes it; GeoJSON by layer. */
export interface TownFile {
  layers: Record<Layer, { type: 'FeatureCollection'; features: TownFeature[] }>
  /** Where one might live; none outside of the demo. */
  places: { name: string; place: Place }[]
  /** Picture tiles to draw instead, where the server is set up with some. */
  tiles?: string
}

export interface TownGiven {
  apiOrigin: string
  demo: boolean
  tiles: string | undefined
}

const drawn = new Map<string, Promise<string | undefined>>()

/** The file as JSON; nothing when there is no such market. */
export function townFile(market: string, given: TownGiven): Promise<string | undefined> {
  const known = drawn.get(market)
  if (known) return known

  const drawing = draw(market, given).catch(() => undefined)
  drawn.set(market, drawing)
  void drawing.then((file) => file ?? drawn.delete(market))
  return drawing
}

async function draw(market: string, { apiOrigin, demo, tiles }: TownGiven) {
  const response = await fetch(new URL('/api/v1/places/plan', apiOrigin), { headers: { 'x-market': market } })
  if (!response.ok) return undefined

  const { features } = (await response.json()) as { features: TownFeature[] }
  const { marketPresets } = await import('@provender/market-presets')
  const layer = (name: Layer) => ({
    type: 'FeatureCollection' as const,
    features: features.filter(({ properties }) => properties.layer === name),
  })
  const customers = demo ? (marketPresets.find(({ id }) => id === market)?.town.customers ?? []) : []
  const file: TownFile = {
    layers: { streets: layer('streets'), parks: layer('parks'), water: layer('water') },
    places: customers.map(({ address, place }) => ({ name: address, place })),
    ...(tiles !== undefined && { tiles }),
  }
  return JSON.stringify(file)
}

// What a map shows where there are no tiles: a plan of the market's town, and in the demo some addresses in it.
import type { Place, TownFeature } from '@provender/market-presets'

type Layer = TownFeature['properties']['layer']

/** As `TownMap` takes it; GeoJSON by layer. */
export interface TownFile {
  layers: Record<Layer, { type: 'FeatureCollection'; features: TownFeature[] }>
  /** Where one might live; none outside of the demo. */
  places: { name: string; place: Place }[]
}

/** How far from its middle a town is drawn; beyond it there is open land. */
const radiusM = 7_000

const drawn = new Map<string, Promise<string | undefined>>()

/** The file as JSON; nothing when there is no such market. */
export function townFile(market: string, given: { apiOrigin: string; demo: boolean }): Promise<string | undefined> {
  const known = drawn.get(market)
  if (known) return known

  const drawing = draw(market, given).catch(() => undefined)
  drawn.set(market, drawing)
  void drawing.then((file) => file ?? drawn.delete(market))
  return drawing
}

async function draw(market: string, { apiOrigin, demo }: { apiOrigin: string; demo: boolean }) {
  const url = new URL('/api/v1/market', apiOrigin)
  const response = await fetch(url, { headers: { 'x-market': market } })
  if (!response.ok) return undefined

  const { centre } = (await response.json()) as { centre: Place }
  const { marketPresets, townPlan } = await import('@provender/market-presets')
  const { features } = townPlan(market, centre, radiusM)
  const layer = (name: Layer) => ({
    type: 'FeatureCollection' as const,
    features: features.filter(({ properties }) => properties.layer === name),
  })
  const customers = demo ? (marketPresets.find(({ id }) => id === market)?.town.customers ?? []) : []
  const file: TownFile = {
    layers: { streets: layer('streets'), parks: layer('parks'), water: layer('water') },
    places: customers.map(({ address, place }) => ({ name: address, place })),
  }
  return JSON.stringify(file)
}

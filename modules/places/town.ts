// The built-in map of a market: drawn from its name, with everything that can be asked of its streets.
import type { MarketSettings } from '@provender/markets'
import type { Market } from '@provender/platform/context'
import { streetGraph } from './street-graph.ts'
import { type StreetRouter, streetRouter } from './street-router.ts'
import { type StreetIndex, streetIndex } from './street-index.ts'
import { type TownPlan, drawTown } from './town-plan.ts'

export interface Town {
  readonly plan: TownPlan
  readonly router: StreetRouter
  readonly index: StreetIndex
}

/** A town is a pure function of market and centre, so one made before is as good as a new one. */
const made = new Map<string, Pick<MarketSettings, 'centre' | 'country'> & { town: Town }>()

/** Nothing where the market's streets are real ones: those we do not know. */
export function townOf(market: Market): Town | undefined {
  const { centre, country, streets } = market.settings
  if (streets !== 'drawn') return undefined

  const known = made.get(market.id)
  if (known && known.country === country && known.centre.lat === centre.lat && known.centre.lng === centre.lng)
    return known.town

  const drawn = drawTown(market.id, { centre, country })
  const graph = streetGraph(drawn, centre)
  const town = { plan: drawn.plan, router: streetRouter(graph), index: streetIndex(drawn.streets, graph.toPlace) }
  made.set(market.id, { centre, country, town })
  return town
}

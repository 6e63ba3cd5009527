// A way from one place to another: how far, who says so, and how far to believe it.
import type { Market } from '@provender/platform/context'
import { Place, rideM } from '@provender/platform/geo'
import { Type, type Static } from 'typebox'
import { townOf } from './town.ts'

export const waySources = ['streets', 'straight_line_detour', 'osrm', 'google'] as const
export const WaySource = Type.Enum([...waySources], {
  description:
    'Where the distance is from: the streets of the built-in map, a provider, or the straight line times the usual ' +
    'detour of streets.',
})
export type WaySource = Static<typeof WaySource>

export const WayConfidence = Type.Enum(['low', 'high'], {
  description: 'high when streets were followed, low when they were only guessed.',
})

const way = {
  distanceM: Type.Integer({ minimum: 0, description: 'Along the streets, in metres.' }),
  source: WaySource,
  confidence: WayConfidence,
}
export const Way = Type.Object(
  { ...way, path: Type.Array(Place, { description: 'From the first place to the last.' }) },
  { title: 'Way' },
)
export type Way = Static<typeof Way>
/** A way without its turns. */
export type Distance = Omit<Way, 'path'>

/** What can be said without asking anybody: along the drawn streets, else the straight line times the usual detour. */
export function distanceBetween(market: Market, from: Place, to: Place): Distance {
  const streetsM = townOf(market)?.router.distance(from, to)

  return streetsM === undefined ? guessed(from, to) : { distanceM: streetsM, source: 'streets', confidence: 'high' }
}

/** The same with every turn. */
export function wayBetween(market: Market, from: Place, to: Place): Way {
  const found = townOf(market)?.router.way(from, to)

  return found
    ? { ...found, path: [...found.path], source: 'streets', confidence: 'high' }
    : { ...guessed(from, to), path: [from, to] }
}

function guessed(from: Place, to: Place): Distance {
  return { distanceM: rideM(from, to), source: 'straight_line_detour', confidence: 'low' }
}

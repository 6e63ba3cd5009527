// Moving along a way that has turns: how far one is, what lies ahead, and where a step leads.
import type { Place } from './glide.ts'

const metresPerDegree = 111_320

/** Metres as the crow flies, good enough inside a town. */
export function metresBetween(one: Place, other: Place): number {
  const { east, north } = stepOf(one, other)
  return Math.hypot(east, north)
}

export function metresOf(path: readonly Place[]): number {
  return path.slice(1).reduce((sum, place, index) => sum + metresBetween(path[index] ?? place, place), 0)
}

/** What is left of the way from the point nearest to `here`, and how far off the way that is. */
export function aheadOf(path: readonly Place[], here: Place): { path: Place[]; offM: number } {
  let best = { offM: Number.POSITIVE_INFINITY, leg: 0, at: path[0] ?? here }
  for (const [leg, from] of path.entries()) {
    const at = nearestOn(from, path[leg + 1] ?? from, here)
    const offM = metresBetween(at, here)
    if (offM < best.offM) best = { offM, leg, at }
  }
  const rest = path.slice(best.leg + 1)
  return { path: [best.at, ...(rest.length > 0 ? rest : path.slice(-1))], offM: best.offM }
}

/** Where somebody is who went so many metres along the way; its end once it is reached. */
export function stepAlong(path: readonly Place[], metres: number): Place | undefined {
  let left = metres
  for (const [leg, to] of path.slice(1).entries()) {
    const from = path[leg] ?? to
    const length = metresBetween(from, to)
    if (length > left) return between(from, to, left / length)
    left -= length
  }
  return path.at(-1)
}

function nearestOn(from: Place, to: Place, here: Place): Place {
  const along = stepOf(from, to)
  const aside = stepOf(from, here)
  const squared = along.east ** 2 + along.north ** 2
  if (squared === 0) return from
  const part = (along.east * aside.east + along.north * aside.north) / squared
  return between(from, to, Math.min(1, Math.max(0, part)))
}

function between(from: Place, to: Place, part: number): Place {
  return { lat: from.lat + (to.lat - from.lat) * part, lng: from.lng + (to.lng - from.lng) * part }
}

function stepOf(from: Place, to: Place) {
  const shrink = Math.cos((from.lat * Math.PI) / 180)
  return { east: (to.lng - from.lng) * metresPerDegree * shrink, north: (to.lat - from.lat) * metresPerDegree }
}

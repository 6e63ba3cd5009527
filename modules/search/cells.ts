// Cells: the town cut into squares, so that "who reaches me" is a question an index can answer.
import { detour, straightLineM } from '@provender/platform/geo'
import type { Place } from '@provender/platform/geo'

/** Degrees of latitude of the smallest square, about 1.2 km; each level is twice as wide, and all divide the circle. */
const smallest = 360 / 2 ** 15
const levels = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const
/** How food gets from a vendor to a place: as far as it delivers, or as far as people go to fetch it. */
type Way = 'delivery' | 'pickup'
const metresPerDegree = 111_195
/** Half a millionth of a degree, lest a place on an edge fall between two squares. */
const hair = 5e-7

/**
 * Squares that cover everywhere within reach of a vendor, none of which is much larger than they need to be: some 20 to
 * 40 of them. `reachM` is along the streets. They cover too much rather than too little; the distance itself decides.
 */
export function cellsInReach(market: string, way: Way, centre: Place, reachM: number): number[] {
  const straightM = reachM / detour + 1
  const level = levels.find((each) => sideM(each) >= straightM / 2) ?? levels[levels.length - 1] ?? 0

  return squaresAround(centre, straightM, level).map((square) => hashOf(`${market}/${way}/${square}`))
}

/** Every square a place lies in: one of each size. A vendor that reaches the place has one of them. */
export function cellsAt(market: string, ways: readonly Way[], place: Place): number[] {
  return ways.flatMap((way) => levels.map((level) => hashOf(`${market}/${way}/${squareOf(place, level)}`)))
}

/** The small square where a vendor itself is. */
export function homeCell(market: string, place: Place): number {
  return hashOf(`${market}/home/${squareOf(place, 0)}`)
}

/** The small squares around a place: vendors that live in them are near. */
export function homesNear(market: string, place: Place, withinM: number): number[] {
  return squaresAround(place, withinM, 0).map((square) => hashOf(`${market}/home/${square}`))
}

/** The whole market, for searches that say no place. */
export function anywhere(market: string): number {
  return hashOf(market)
}

function sideM(level: number): number {
  return smallest * 2 ** level * metresPerDegree
}

function squaresAround(centre: Place, radiusM: number, level: number): string[] {
  const side = smallest * 2 ** level
  const [south, north] = rangeOf(centre.lat, radiusM / metresPerDegree, side)
  // Towards the poles a degree of longitude is shorter; the farther edge needs the most of them.
  const farthest = Math.min(89.9, Math.abs(centre.lat) + radiusM / metresPerDegree)
  const [west, east] = rangeOf(centre.lng, radiusM / metresPerDegree / cosine(farthest), side)
  const squares = []
  for (let row = south; row <= north; row++) {
    for (let column = west; column <= east; column++) {
      const nearest = {
        lat: clamp(centre.lat, row * side, (row + 1) * side),
        lng: clamp(centre.lng, column * side, (column + 1) * side),
      }
      if (straightLineM(centre, nearest) <= radiusM * 1.001 + 1) squares.push(nameOf(level, row, column, side))
    }
  }

  return [...new Set(squares)]
}

function rangeOf(middle: number, reach: number, side: number): [number, number] {
  return [Math.floor((middle - reach - hair) / side), Math.floor((middle + reach + hair) / side)]
}

function squareOf({ lat, lng }: Place, level: number): string {
  const side = smallest * 2 ** level
  return nameOf(level, Math.floor(lat / side), Math.floor(lng / side), side)
}

/** Columns come round: 181° east is 179° west. */
function nameOf(level: number, row: number, column: number, side: number): string {
  const around = Math.round(360 / side)
  return `${level}:${row}:${((column % around) + around) % around}`
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}

function cosine(degrees: number): number {
  return Math.cos((degrees * Math.PI) / 180)
}

/** FNV-1a, as a signed 32-bit number. Two squares in one number cost a look at the distance, nothing else. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }

  return hash | 0
}

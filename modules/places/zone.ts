// A zone: a polygon on the map, where deliveries go, what they cost there, or where they do not go at all. Pure.
import { IdOf } from '@provender/platform/ids'
import { Place, straightLineM } from '@provender/platform/geo'
import { Type, type Static } from 'typebox'

export const ZoneId = IdOf('zone')
export type ZoneId = Static<typeof ZoneId>

const mostCorners = 200
const Ring = Type.Array(Place, {
  minItems: 3,
  maxItems: mostCorners + 1,
  description: 'Its corners in order; the last one is joined to the first.',
})
const Name = Type.String({ minLength: 1, maxLength: 60, description: 'What people call it.' })
const fee = {
  feeMinor: Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000_000 }), Type.Null()], {
    description: 'What a delivery there costs whatever its distance, in minor units; null: as everywhere else.',
  }),
  extraMinor: Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'Comes on top, in minor units.' }),
}
const ZoneKind = Type.Enum(['served', 'closed'], {
  description: 'served: deliveries go there; where a market has such zones they go nowhere else. closed: not there.',
})

/** What an administrator draws for the market. */
export const MarketZoneDraft = Type.Object({ name: Name, kind: ZoneKind, ring: Ring, ...fee })
export type MarketZoneDraft = Static<typeof MarketZoneDraft>

/** What a vendor draws for itself: its coverage instead of a circle. */
export const VendorZoneDraft = Type.Object({ name: Name, ring: Ring })
export type VendorZoneDraft = Static<typeof VendorZoneDraft>

export const Zone = Type.Object(
  {
    id: ZoneId,
    vendorId: Type.Union([IdOf<'vendor'>('Vendor'), Type.Null()], { description: "Null: the market's." }),
    name: Name,
    kind: ZoneKind,
    ring: Ring,
    areaM2: Type.Integer({ description: 'Square metres.' }),
    ...fee,
  },
  { title: 'Zone' },
)
export type Zone = Static<typeof Zone>

export const ZoneList = Type.Object({ items: Type.Array(Zone) }, { title: 'ZoneList' })

export type ZoneProblem =
  | { readonly problem: 'too_few_corners' }
  | { readonly problem: 'corner_twice'; readonly corner: number }
  | { readonly problem: 'crosses_itself'; readonly corner: number; readonly otherCorner: number }
  | { readonly problem: 'too_small' | 'too_large'; readonly areaM2: number }
  | { readonly problem: 'too_far'; readonly corner: number }

/** About a block of houses, and a county: anything else is a slip of the hand. */
const smallestM2 = 10_000
const largestM2 = 10_000_000_000
/** Farther from the middle of the market than this is another place. */
const farthestM = 150_000

/** A ring drawn as it is sent back by map libraries ends where it began; that corner says nothing new. */
export function openRing(ring: readonly Place[]): Place[] {
  const [first] = ring
  const last = ring.at(-1)

  return ring.length > 1 && first && last && isSame(first, last) ? ring.slice(0, -1) : [...ring]
}

/** What is wrong with an open ring, the first thing a person would want to know; corners are counted from 0. */
export function whyNotRing(ring: readonly Place[], centre: Place): ZoneProblem | undefined {
  if (ring.length < 3) return { problem: 'too_few_corners' }
  const far = ring.findIndex((corner) => straightLineM(corner, centre) > farthestM)
  if (far >= 0) return { problem: 'too_far', corner: far }
  const twice = ring.findIndex((corner, index) => isSame(corner, ring[(index + 1) % ring.length] ?? corner))
  if (twice >= 0) return { problem: 'corner_twice', corner: twice }
  const crossing = firstCrossing(ring)
  if (crossing) return { problem: 'crosses_itself', ...crossing }
  const areaM2 = areaOf(ring)
  if (areaM2 < smallestM2) return { problem: 'too_small', areaM2 }

  return areaM2 > largestM2 ? { problem: 'too_large', areaM2 } : undefined
}

/** Square metres of a simple ring, by the shoelace, on ground flat enough for a county. */
export function areaOf(ring: readonly Place[]): number {
  const metresPerDegree = 111_320
  const lats = ring.map(({ lat }) => lat)
  const shrink = Math.cos((((Math.min(...lats) + Math.max(...lats)) / 2) * Math.PI) / 180)
  const twice = ring.reduce((sum, one, index) => {
    const other = ring[(index + 1) % ring.length] ?? one
    return sum + (one.lng * other.lat - other.lng * one.lat)
  }, 0)

  return Math.round((Math.abs(twice) / 2) * metresPerDegree ** 2 * shrink)
}

/** Whether a place lies inside; on the line it may be either. */
export function contains(ring: readonly Place[], { lat, lng }: Place): boolean {
  return ring.reduce((odd, to, index) => {
    const from = ring.at(index - 1) ?? to
    const crosses =
      from.lat > lat !== to.lat > lat && lng < from.lng + ((lat - from.lat) / (to.lat - from.lat)) * (to.lng - from.lng)
    return crosses ? !odd : odd
  }, false)
}

function firstCrossing(ring: readonly Place[]): { corner: number; otherCorner: number } | undefined {
  for (let corner = 0; corner < ring.length; corner += 1) {
    for (let otherCorner = corner + 1; otherCorner < ring.length; otherCorner += 1) {
      const neighbours = otherCorner - corner === 1 || (corner === 0 && otherCorner === ring.length - 1)
      if (neighbours ? foldsBack(ring, corner, otherCorner) : cross(sideAt(ring, corner), sideAt(ring, otherCorner)))
        return { corner, otherCorner }
    }
  }

  return undefined
}

type Side = readonly [Place, Place]

function sideAt(ring: readonly Place[], corner: number): Side {
  const from = ring[corner] as Place
  return [from, ring[(corner + 1) % ring.length] ?? from]
}

function cross([a, b]: Side, [c, d]: Side): boolean {
  const [first, second, third, fourth] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)]
  if (first * second < 0 && third * fourth < 0) return true

  return (
    (first === 0 && isBetween(a, b, c)) ||
    (second === 0 && isBetween(a, b, d)) ||
    (third === 0 && isBetween(c, d, a)) ||
    (fourth === 0 && isBetween(c, d, b))
  )
}

/** Two sides that share a corner cross only when one runs back along the other. */
function foldsBack(ring: readonly Place[], corner: number, otherCorner: number): boolean {
  const [side, other] = [sideAt(ring, corner), sideAt(ring, otherCorner)]
  const [shared, one, two] = isSame(side[1], other[0]) ? [side[1], side[0], other[1]] : [side[0], side[1], other[0]]
  const along = (one.lat - shared.lat) * (two.lat - shared.lat) + (one.lng - shared.lng) * (two.lng - shared.lng)

  return turn(shared, one, two) === 0 && along > 0
}

/** Above zero: c lies to the left of the way from a to b. */
function turn(a: Place, b: Place, c: Place): number {
  return (b.lng - a.lng) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lng - a.lng)
}

function isBetween(a: Place, b: Place, { lat, lng }: Place): boolean {
  return (
    Math.min(a.lat, b.lat) <= lat &&
    lat <= Math.max(a.lat, b.lat) &&
    Math.min(a.lng, b.lng) <= lng &&
    lng <= Math.max(a.lng, b.lng)
  )
}

function isSame(one: Place, other: Place): boolean {
  return one.lat === other.lat && one.lng === other.lng
}

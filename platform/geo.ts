// Places, and how far it is from one to another.
import { Type, type Static } from 'typebox'

export const Place = Type.Object(
  {
    lat: Type.Number({ minimum: -90, maximum: 90, description: 'Latitude, degrees.' }),
    lng: Type.Number({ minimum: -180, maximum: 180, description: 'Longitude, degrees.' }),
  },
  { title: 'Place' },
)
export type Place = Static<typeof Place>

/** Streets are longer than the bee line; 1.3 is the usual circuity of towns (Ballou et al. 2002 measured 1.1 to 1.6). */
export const detour = 1.3

const earthRadiusM = 6_371_008.8

/** Metres as the crow flies, along the great circle (haversine). */
export function straightLineM(from: Place, to: Place): number {
  const halfLat = radians(to.lat - from.lat) / 2
  const halfLng = radians(to.lng - from.lng) / 2
  const haversine =
    Math.sin(halfLat) ** 2 + Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * Math.sin(halfLng) ** 2

  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(haversine)))
}

/** Metres for somebody who follows the streets: straight line times detour, whole metres. */
export function rideM(from: Place, to: Place): number {
  return Math.round(straightLineM(from, to) * detour)
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}

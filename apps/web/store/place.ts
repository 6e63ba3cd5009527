// A place the visitor has chosen, as it is kept in a cookie and put into requests.
import type { Place } from '../ui/glide.ts'

export interface ChosenPlace extends Place {
  /** As they would say it; empty for a bare point on the map. */
  name: string
}

export const placeCookie = (market: string) => `pv_${market}_place`

/** `3.8838,11.5195,Rue 1.750` → a place; nothing for what is not one. */
export function readPlace(text: string | undefined): ChosenPlace | undefined {
  const [, lat, lng, name = ''] = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)(?:,(.*))?$/s.exec(text ?? '') ?? []
  const place = { lat: Number(lat), lng: Number(lng), name: name.slice(0, 120) }
  return lat && lng && Math.abs(place.lat) <= 90 && Math.abs(place.lng) <= 180 ? place : undefined
}

export function writePlace({ lat, lng, name }: ChosenPlace): string {
  return `${lat.toFixed(5)},${lng.toFixed(5)},${name.slice(0, 120)}`
}

/** For the query of requests that measure distance. */
export function near(place: Place | undefined): { lat?: number; lng?: number } {
  return place ? { lat: place.lat, lng: place.lng } : {}
}

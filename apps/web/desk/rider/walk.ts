// A rider who moves along the way without leaving the desk: for demos, and for devices that do not tell where they are.
import type { Place } from '../../ui/glide.ts'

const metresPerDegree = 111_320

/** One step of the way, first north or south, then east or west, as streets go. Answers the target once it is reached. */
export function stepTowards(from: Place, to: Place, metres: number): Place {
  const shrink = Math.cos((from.lat * Math.PI) / 180)
  const north = (to.lat - from.lat) * metresPerDegree
  const east = (to.lng - from.lng) * metresPerDegree * shrink
  const northward = Math.sign(north) * Math.min(Math.abs(north), metres)
  const left = metres - Math.abs(northward)
  const eastward = Math.sign(east) * Math.min(Math.abs(east), left)
  return {
    lat: from.lat + northward / metresPerDegree,
    lng: from.lng + eastward / (metresPerDegree * shrink),
  }
}

/** The corner that `stepTowards` walks around, so that the map can show the way it will take. */
export function wayTo(from: Place, to: Place): Place[] {
  return [from, { lat: to.lat, lng: from.lng }, to]
}

/** Metres as the crow flies, good enough inside a town. */
export function metresBetween(one: Place, other: Place): number {
  const shrink = Math.cos((one.lat * Math.PI) / 180)
  return Math.hypot((other.lat - one.lat) * metresPerDegree, (other.lng - one.lng) * metresPerDegree * shrink)
}

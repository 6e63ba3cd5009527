// The way of a rider: along the streets at the speed of the vehicle.

export interface Place {
  readonly lat: number
  readonly lng: number
}

const metresPerDegree = 111_320
/** Kilometres an hour in town, waiting at crossings included. */
const speeds: Readonly<Record<string, number>> = {
  bicycle: 16,
  ebike: 20,
  scooter: 27,
  motorcycle: 30,
  car: 26,
  van: 24,
}

/** Metres a second. */
export function speedOf(vehicle: string): number {
  return (speeds[vehicle] ?? 20) / 3.6
}

/** Straight distance in metres; within a town the earth is flat. */
export function metresBetween(from: Place, to: Place): number {
  const { east, north } = stepOf(from, to)

  return Math.hypot(east, north)
}

/** Where somebody is who has gone so many metres towards `to`; never beyond it. */
export function placeTowards(from: Place, to: Place, metres: number): Place {
  const whole = metresBetween(from, to)
  if (metres >= whole) return to
  const share = metres / whole

  return { lat: from.lat + (to.lat - from.lat) * share, lng: from.lng + (to.lng - from.lng) * share }
}

/** Where somebody is who has gone so many metres along a way, and the turns that are left; none at its end. */
export function follow(path: readonly Place[], metres: number): { place: Place; ahead: readonly Place[] } {
  let [place, ...ahead] = path
  let left = metres
  if (!place) throw new RangeError('there is no way without a place')
  while (ahead[0]) {
    const length = metresBetween(place, ahead[0])
    if (length > left) return { place: placeTowards(place, ahead[0], left), ahead }
    left -= length
    place = ahead[0]
    ahead = ahead.slice(1)
  }

  return { place, ahead }
}

/** Degrees clockwise from north. */
export function headingTo(from: Place, to: Place): number {
  const { east, north } = stepOf(from, to)

  return (Math.atan2(east, north) * (180 / Math.PI) + 360) % 360
}

/** The place so many metres from another one in that direction. */
export function placeAround(centre: Place, metres: number, heading: number): Place {
  const angle = (heading * Math.PI) / 180

  return {
    lat: centre.lat + (Math.cos(angle) * metres) / metresPerDegree,
    lng: centre.lng + (Math.sin(angle) * metres) / (metresPerDegree * shrinkAt(centre)),
  }
}

function stepOf(from: Place, to: Place): { east: number; north: number } {
  return {
    east: (to.lng - from.lng) * metresPerDegree * shrinkAt(from),
    north: (to.lat - from.lat) * metresPerDegree,
  }
}

/** Degrees of longitude are shorter away from the equator. */
function shrinkAt({ lat }: Place): number {
  return Math.cos((lat * Math.PI) / 180)
}

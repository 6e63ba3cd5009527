// When food will arrive, as an honest range: half of all deliveries come before its start, nine in ten before its end.
import { type Distance, WaySource } from '@provender/places'
import { Type, type Static } from 'typebox'
import type { DeliveryState } from './delivery.ts'
import type { Place } from './place.ts'
import type { Vehicle } from './rider.ts'

export const EtaRange = Type.Object(
  {
    earliest: Type.String({ format: 'date-time', description: 'One in two comes before this (p50).' }),
    latest: Type.String({ format: 'date-time', description: 'Nine in ten come before this (p90).' }),
    source: WaySource,
    confidence: Type.Enum(['low', 'medium'], {
      description: 'low while no rider is named, or his place is unknown; medium once somebody is on the way.',
    }),
  },
  { title: 'EtaRange' },
)
export type EtaRange = Static<typeof EtaRange>

export interface Trip {
  readonly state: DeliveryState
  readonly pickup: Place
  readonly dropoff: Place
  /** When the food is, or will be, ready. */
  readonly readyAt: Date | null
  /** Nobody yet, or somebody whose place may be unknown. */
  readonly rider: { readonly vehicle: Vehicle; readonly place: Place | null } | null
  /** How far it is from one place to another here. */
  readonly distance: (from: Place, to: Place) => Distance
}

/** Seconds that half, and nine in ten, of all cases stay within. */
interface Span {
  readonly p50: number
  readonly p90: number
}

const minutes = (p50: number, p90: number): Span => ({ p50: p50 * 60, p90: p90 * 60 })

/** Door-to-door speeds in towns, stops at crossings included; metres a second (15, 20, 25, 28, 25 and 23 km/h). */
export const speedMps: Record<Vehicle, number> = {
  bicycle: 4.2,
  ebike: 5.6,
  scooter: 6.9,
  motorcycle: 7.8,
  car: 6.9,
  van: 6.4,
}
/** In one ride of ten, traffic and search for the door take this much longer than usual. */
const slowRide = 1.6
const findingRider = minutes(3, 10)
/** The ride to the vendor of somebody we do not know yet, or whose place we do not know. */
const unknownApproach = minutes(5, 12)
const kitchenDelay = minutes(0, 6)
const takingOver = minutes(2, 5)
const handingOver = minutes(2, 5)

/** When the food reaches its customer; nothing once that is over. Adding up the p90 of each leg errs on the late side. */
export function arrivalOf(trip: Trip, at: Date): EtaRange | null {
  if (trip.state === 'at_customer') return rangeOf(trip, [timeOf(at), handingOver])
  if (trip.state === 'picked_up')
    return rangeOf(trip, [timeOf(at), rideFrom(trip.rider?.place ?? null, trip), handingOver])
  const pickup = pickupTimes(trip, at)

  return pickup && rangeOf(trip, [pickup, ride(trip, trip.pickup, trip.dropoff), handingOver])
}

/** When the rider will have taken the food over; nothing once he has it. */
export function pickupOf(trip: Trip, at: Date): EtaRange | null {
  const pickup = pickupTimes(trip, at)

  return pickup && rangeOf(trip, [pickup])
}

function pickupTimes(trip: Trip, at: Date): Span | null {
  const arrival = arrivalAtVendor(trip, at)
  if (!arrival) return null

  const ready = trip.readyAt ? timeOf(trip.readyAt) : timeOf(at)
  const cooked = trip.readyAt && trip.readyAt > at ? sum([ready, kitchenDelay]) : ready
  const both = { p50: Math.max(arrival.p50, cooked.p50), p90: Math.max(arrival.p90, cooked.p90) }

  return sum([both, takingOver])
}

function arrivalAtVendor(trip: Trip, at: Date): Span | null {
  if (trip.state === 'waiting') return sum([timeOf(at), findingRider, unknownApproach])
  if (trip.state === 'at_vendor') return timeOf(at)
  if (trip.state !== 'assigned') return null
  const place = trip.rider?.place

  return sum([timeOf(at), place ? ride(trip, place, trip.pickup) : unknownApproach])
}

/** The last leg, from where the rider is or, when we do not know, from the vendor. */
function rideFrom(place: Place | null, trip: Trip): Span {
  return ride(trip, place ?? trip.pickup, trip.dropoff)
}

function ride(trip: Trip, from: Place, to: Place): Span {
  const seconds = trip.distance(from, to).distanceM / speedMps[vehicleOf(trip)]

  return { p50: seconds, p90: seconds * slowRide }
}

function vehicleOf(trip: Trip): Vehicle {
  return trip.rider?.vehicle ?? 'scooter'
}

/** A moment as seconds since 1970, so that spans can be added to it. */
function timeOf(at: Date): Span {
  return { p50: at.getTime() / 1000, p90: at.getTime() / 1000 }
}

function sum(spans: readonly Span[]): Span {
  return spans.reduce((total, { p50, p90 }) => ({ p50: total.p50 + p50, p90: total.p90 + p90 }))
}

function rangeOf(trip: Trip, spans: readonly Span[]): EtaRange {
  const { p50, p90 } = sum(spans)

  return {
    earliest: new Date(Math.round(p50) * 1000).toISOString(),
    latest: new Date(Math.round(p90) * 1000).toISOString(),
    source: trip.distance(trip.pickup, trip.dropoff).source,
    confidence: trip.rider?.place ? 'medium' : 'low',
  }
}

// What a rider's trips cost: minutes that food comes later than it could, and minutes of the rider.
import type { Rider } from './observation.ts'
import type { Situation } from './situation.ts'
import { type Job, type Stop, type Trip, expectedPickup } from './trip.ts'

/** Dearer than any delay: what cannot be fetched before the rider's shift ends. */
export const undelivered = 100_000
/** Who has waited longer than this has waited long. */
const mostIdleMinutes = 120

/** Infinity when the rider may not or cannot carry it. */
export function routeCost(situation: Situation, rider: Rider, trips: readonly Trip[]): number {
  const { at, travel, away, awayMinute, riderMinute } = situation
  const { pickupHalfMinutes, dropoffHalfMinutes, fairness, coldWeight } = situation.parameters
  const { vehicle, offAt } = rider
  let cost = 0
  let worked = 0
  let time = rider.freeAt > at ? rider.freeAt : at
  let spot = rider.spot
  let vendorId = rider.vendorId

  for (const trip of trips) {
    if (trip.size > rider.capacity) return Infinity
    const { stops } = trip.jobs[0] as Job
    const setOff = time
    for (let index = 0; index < stops.length; index++) {
      const stop = stops[index] as Stop
      let arrival: number
      if (vendorId === stop.vendorId) arrival = rider.freeAt
      else {
        const leg = travel(spot, stop.spot, vehicle)
        worked += leg
        arrival = time + leg
      }
      vendorId = null
      const ready = arrival + pickupHalfMinutes
      const pickup = expectedPickup(trip.jobs, ready > at ? ready : at, index)
      if (pickup > offAt) cost += undelivered * trip.jobs.length + pickup - offAt
      time = pickup + pickupHalfMinutes
      worked += 2 * pickupHalfMinutes
      spot = stop.spot
    }
    const pickedUp = time
    for (const job of trip.jobs) {
      if (job.excluded !== null && job.excluded.has(rider.id)) return Infinity
      const leg = travel(spot, job.dropoff, vehicle)
      time += leg + dropoffHalfMinutes
      cost += time - job.earliestDropoff
      cost += lateCost(situation, job, time)
      if (!rider.coldBox && time - pickedUp > job.coldMinutes) cost += coldWeight * (time - pickedUp - job.coldMinutes)
      time += dropoffHalfMinutes
      worked += leg + 2 * dropoffHalfMinutes
      spot = job.dropoff
    }
    // Minutes after the end of a shift cost nothing: they serve nobody else.
    if (time > offAt) worked -= Math.min(time - offAt, time - setOff)
  }

  // Among equals, whoever has been without work for longer.
  if (trips.length > 0) cost -= fairness * Math.min(rider.idleMinutes, mostIdleMinutes)

  // Where he will be of use afterwards, beside where he is now.
  if (trips.length > 0 && time < offAt) cost += awayMinute * (away(spot) - away(rider.spot))

  return cost + riderMinute * (worked > 0 ? worked : 0)
}

/** Grows with the square of what is above patience, so that whoever is far away gets his turn in the end. */
function lateCost({ parameters }: Situation, { placedAt }: Job, at: number): number {
  const over = at - placedAt - parameters.patienceMinutes

  return over > 0 ? parameters.lateness * over * over : 0
}

/** What it costs to leave a job to nobody: more than any delay, and more the longer it has waited. */
export function unplannedCost(situation: Situation, job: Job): number {
  const { at, parameters } = situation
  const waited = parameters.seniority * Math.max(0, at - job.earliestDropoff)

  return 2 * undelivered + waited + 2 * lateCost(situation, job, at)
}

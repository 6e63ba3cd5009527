// Why this rider: when he can be there, who was the next best, and how much worse that would have been.
import type { Rider } from './observation.ts'
import type { Plan, Route } from './plan.ts'
import { routeCost } from './route-cost.ts'
import type { Nearest, Situation } from './situation.ts'
import { type Job, type Stop, type Trip, expectedPickup } from './trip.ts'

export interface Explanation {
  /** When the rider can be at the vendor's. */
  readonly arrivalAt: number
  /** When he has the food, on average. */
  readonly pickupAt: number
  /** Riders who could have been sent. */
  readonly considered: number
  readonly nextBest: NextBest | null
}

export interface NextBest {
  readonly riderId: string
  readonly arrivalAt: number
  /** How much more it would have cost, in minutes of one delivery; less than 0 when others needed him more. */
  readonly extraMinutes: number
}

/** Compares the chosen rider with all others near, each with what else he is planned to do. */
export function explain(situation: Situation, plan: Plan, chosen: number, trip: Trip): Explanation {
  const { riders, nearest } = situation
  const stop = (trip.jobs[0] as Job).stops[0] as Stop
  const own = extraCost(situation, riders[chosen] as Rider, trip, (plan.routes[chosen] as Route).slice(1))
  let nextBest: NextBest | null = null
  let considered = 1
  for (const index of (nearest[(trip.jobs[0] as Job).index] as Nearest).riders) {
    const rider = riders[index] as Rider
    if (index === chosen) continue
    const extraMinutes = extraCost(situation, rider, trip, plan.routes[index] as Route) - own
    if (!Number.isFinite(extraMinutes)) continue
    considered += 1
    if (nextBest && extraMinutes >= nextBest.extraMinutes) continue
    nextBest = { riderId: rider.id, arrivalAt: arrivalOf(situation, rider, stop), extraMinutes }
  }
  const arrivalAt = arrivalOf(situation, riders[chosen] as Rider, stop)

  return {
    arrivalAt,
    pickupAt: expectedPickup(trip.jobs, arrivalAt + situation.parameters.pickupHalfMinutes),
    considered,
    nextBest,
  }
}

function extraCost(situation: Situation, rider: Rider, trip: Trip, others: Route): number {
  return routeCost(situation, rider, [trip, ...others]) - routeCost(situation, rider, others)
}

function arrivalOf({ at, travel }: Situation, rider: Rider, { vendorId, spot }: Stop): number {
  if (rider.vendorId === vendorId) return Math.max(at, rider.freeAt)

  return Math.max(at, rider.freeAt) + travel(rider.spot, spot, rider.vehicle)
}

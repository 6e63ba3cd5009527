// A tentative plan: who would carry what, in which order. Routes are replaced, never changed, so that undoing is cheap.
import type { Rider } from './observation.ts'
import { routeCost, unplannedCost } from './route-cost.ts'
import type { Nearest, Situation } from './situation.ts'
import { type Job, type Trip, expectedPickup, mayJoin, tripOf, withJob, withoutJob } from './trip.ts'

const slackMinutes = 1.5

export type Route = readonly Trip[]

export interface Plan {
  readonly routes: Route[]
  readonly costs: Float64Array
  /** The rider of each job, or -1. */
  readonly holders: Int32Array
}

export function emptyPlan({ riders, jobs }: Situation): Plan {
  return {
    routes: riders.map(() => []),
    costs: new Float64Array(riders.length),
    holders: new Int32Array(jobs.length).fill(-1),
  }
}

/** What all costs together, with what nobody carries. */
export function planCost(situation: Situation, plan: Plan): number {
  let sum = 0
  for (const cost of plan.costs) sum += cost
  for (const job of situation.jobs) if ((plan.holders[job.index] as number) < 0) sum += unplannedCost(situation, job)

  return sum
}

export function setRoute(situation: Situation, plan: Plan, rider: number, route: Route): void {
  plan.routes[rider] = route
  plan.costs[rider] = routeCost(situation, situation.riders[rider] as Rider, route)
}

export function removeJob(situation: Situation, plan: Plan, job: Job): void {
  const rider = plan.holders[job.index] as number
  if (rider < 0) return

  const route = (plan.routes[rider] as Route).flatMap((trip) => {
    if (!trip.jobs.includes(job)) return [trip]
    const rest = withoutJob(trip, job)
    return rest ? [rest] : []
  })
  plan.holders[job.index] = -1
  setRoute(situation, plan, rider, route)
}

export interface Insertion {
  readonly rider: number
  readonly route: Route
  readonly cost: number
  /** What the plan gets dearer by. */
  readonly extra: number
}

/** The cheapest way to carry the job as well, among the riders nearest to its first vendor; `skip` leaves some out. */
export function bestInsertion(
  situation: Situation,
  plan: Plan,
  job: Job,
  skip?: (rider: number) => boolean,
): Insertion | undefined {
  const { riders, arrivals } = situation.nearest[job.index] as Nearest
  const readyAt = expectedPickup([job], -Infinity)
  const { pickupHalfMinutes } = situation.parameters
  let best: Insertion | undefined
  for (let index = 0; index < riders.length; index++) {
    const rider = riders[index] as number
    if (skip?.(rider)) continue
    // Whoever comes later only makes it later; what a rider's own minutes may save is less than the slack.
    const late = expectedPickup([job], (arrivals[index] as number) + pickupHalfMinutes) - readyAt
    if (best && late > best.extra + slackMinutes) break
    const found = insertionFor(situation, plan, job, rider, best?.extra ?? Infinity)
    if (found) best = found
  }

  return best
}

/** The cheapest way for one rider, when it is cheaper than `limit`. */
export function insertionFor(
  situation: Situation,
  plan: Plan,
  job: Job,
  rider: number,
  limit: number,
): Insertion | undefined {
  const who = situation.riders[rider] as Rider
  const route = plan.routes[rider] as Route
  const now = plan.costs[rider] as number
  let best: Insertion | undefined
  let bound = limit
  const consider = (candidate: Route) => {
    const cost = routeCost(situation, who, candidate)
    if (cost - now >= bound) return
    bound = cost - now
    best = { rider, route: candidate, cost, extra: bound }
  }

  for (let index = 0; index <= route.length; index++) {
    if (route.length < situation.parameters.mostTrips) consider(route.toSpliced(index, 0, tripOf(job)))
    const trip = route[index]
    if (!trip || !mayJoin(trip, job, situation.parameters.mostPerTrip)) continue
    for (let position = 0; position <= trip.jobs.length; position++) {
      consider(route.with(index, withJob(trip, job, position)))
    }
  }

  return best
}

export function insert(plan: Plan, job: Job, { rider, route, cost }: Insertion): void {
  plan.routes[rider] = route
  plan.costs[rider] = cost
  plan.holders[job.index] = rider
}

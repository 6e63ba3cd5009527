// What must be done now, and what may wait: as little as possible is promised, as late as it costs nothing.
import type { Decision, Rider } from './observation.ts'
import { explain } from './explain.ts'
import type { Plan } from './plan.ts'
import type { Situation } from './situation.ts'
import type { Job, Stop, Trip } from './trip.ts'

export function commit(situation: Situation, plan: Plan): Decision[] {
  return plan.routes.flatMap((route, index) => {
    const decision = decide(situation, plan, index, route[0])
    return decision ? [decision] : []
  })
}

function decide(situation: Situation, plan: Plan, index: number, trip: Trip | undefined): Decision | undefined {
  const rider = situation.riders[index] as Rider
  if (!trip || rider.freeAt > situation.at) return undefined

  const stop = (trip.jobs[0] as Job).stops[0] as Stop
  const taskIds = trip.jobs.flatMap((job) => job.taskIds)
  const { pickupHalfMinutes } = situation.parameters
  if (rider.vendorId === stop.vendorId) {
    const earliest = rider.freeAt + pickupHalfMinutes
    const ready = trip.jobs.every((job) => job.stops.every((each) => (each.readyAt.at(-1) as number) <= situation.at))
    return ready && earliest <= situation.at ? { kind: 'collect', riderId: rider.id, taskIds } : undefined
  }

  const arrival =
    situation.at + situation.answerMinutes + situation.travel(rider.spot, stop.spot, rider.vehicle) + pickupHalfMinutes
  return shareReady(trip, arrival) >= quantile(situation)
    ? {
        kind: 'send',
        riderId: rider.id,
        vendorId: stop.vendorId,
        taskIds,
        explanation: explain(situation, plan, index, trip),
      }
    : undefined
}

/** How likely everything is ready by then. */
function shareReady(trip: Trip, by: number): number {
  let share = 1
  for (const job of trip.jobs) {
    const { readyAt } = job.stops[0] as Stop
    let ready = 0
    for (const moment of readyAt) if (moment <= by) ready += 1
    share = Math.min(share, ready / readyAt.length)
  }

  return share
}

/** The scarcer riders are, the surer the food must be before one sets off to wait for it. */
function quantile({ parameters, riderMinute }: Situation): number {
  return Math.min(parameters.mostSure, Math.max(parameters.leastSure, riderMinute / (1 + riderMinute)))
}

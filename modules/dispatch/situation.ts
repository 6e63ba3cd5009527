// An observation made ready for planning: deliveries grouped into jobs, riders per vendor, the price of a rider's minute.
import type { Observation, Rider, Spot, Task } from './observation.ts'
import type { Parameters } from './parameters.ts'
import { type Job, type Stop, expectedPickup } from './trip.ts'

export interface Situation {
  readonly at: number
  readonly answerMinutes: number
  readonly riders: readonly Rider[]
  readonly jobs: readonly Job[]
  /** For each job who can be at its first vendor's soonest. */
  readonly nearest: readonly Nearest[]
  /** What a minute of a rider is worth, in minutes of one delivery. */
  readonly riderMinute: number
  /** What a minute is worth that a rider ends up further from where orders come from. */
  readonly awayMinute: number
  readonly parameters: Parameters
  travel(from: Spot, to: Spot, vehicle: string): number
  /** Minutes from there to where the next order is likely to come from, on average. */
  away(spot: Spot): number
}

/** Riders, as indexes, and when each could be there; the soonest first. */
export interface Nearest {
  readonly riders: readonly number[]
  readonly arrivals: readonly number[]
}

export function situationOf(observation: Observation, parameters: Parameters): Situation {
  const { at, answerMinutes, riders } = observation
  const jobs = jobsOf(observation, parameters)
  const soon = jobs.reduce((sum, job) => sum + (readyMean(job) <= at + parameters.pressureMinutes ? 1 : 0), 0)
  const free = riders.reduce((sum, rider) => sum + (rider.freeAt <= at + parameters.pressureMinutes ? 1 : 0), 0)
  const pressure = Math.min(parameters.mostPressure, soon / Math.max(1, free))

  return {
    at,
    answerMinutes,
    riders,
    jobs,
    nearest: nearestRiders(observation, jobs, parameters.ridersPerVendor),
    riderMinute: parameters.riderMinute + parameters.pressure * pressure,
    awayMinute: parameters.awayMinute * pressure,
    parameters,
    travel: observation.travelMinutes,
    away: awayOf(observation, parameters.busiestVendors),
  }
}

/** Beside the busiest vendors the others change little. */
function awayOf({ demand, riders, travelMinutes }: Observation, most: number): Situation['away'] {
  const busiest = demand.toSorted((a, b) => b.perHour - a.perHour).slice(0, most)
  const perHour = busiest.reduce((sum, vendor) => sum + vendor.perHour, 0)
  const vehicle = riders[0]?.vehicle ?? ''
  const known = new Map<Spot, number>()

  return (spot) => {
    if (perHour === 0) return 0
    let away = known.get(spot)
    if (away === undefined) {
      away = 0
      for (const vendor of busiest) away += (vendor.perHour / perHour) * travelMinutes(spot, vendor.spot, vehicle)
      known.set(spot, away)
    }

    return away
  }
}

function readyMean(job: Job): number {
  return expectedPickup([job], -Infinity)
}

function jobsOf({ tasks, travelMinutes, riders }: Observation, parameters: Parameters): Job[] {
  const groups = new Map<string, Task[]>()
  for (const task of tasks) {
    const key = task.basketId === null ? `task ${task.id}` : `basket ${task.basketId}`
    const group = groups.get(key)
    if (group) group.push(task)
    else groups.set(key, [task])
  }
  const vehicle = riders[0]?.vehicle ?? ''

  return [...groups.values()].map((group, index) => jobOf(group, index, vehicle, travelMinutes, parameters))
}

function jobOf(
  tasks: readonly Task[],
  index: number,
  vehicle: string,
  travel: Observation['travelMinutes'],
  { pickupHalfMinutes, dropoffHalfMinutes }: Parameters,
): Job {
  const first = tasks[0] as Task
  const stops = stopsOf(tasks)
  const excluded = new Set(tasks.flatMap((task) => task.excluded))
  const job = {
    index,
    id: tasks.map((task) => task.id).join(' '),
    taskIds: tasks.map((task) => task.id),
    stops,
    dropoff: first.dropoff,
    placedAt: Math.min(...tasks.map((task) => task.placedAt)),
    size: tasks.reduce((sum, task) => sum + task.size, 0),
    coldMinutes: Math.min(...tasks.map((task) => task.coldMinutes)),
    excluded: excluded.size > 0 ? excluded : null,
    earliestDropoff: 0,
  }
  const last = stops.at(-1) as Stop
  const earliest =
    expectedPickup([job], -Infinity) + pickupHalfMinutes + travel(last.spot, job.dropoff, vehicle) + dropoffHalfMinutes

  return { ...job, earliestDropoff: earliest }
}

function stopsOf(tasks: readonly Task[]): Stop[] {
  const stops = new Map<string, Stop>()
  for (const { vendorId, pickup, readyAt } of tasks) {
    const known = stops.get(vendorId)
    stops.set(vendorId, { vendorId, spot: pickup, readyAt: known ? latestOf(known.readyAt, readyAt) : readyAt })
  }

  return [...stops.values()]
}

function latestOf(a: readonly number[], b: readonly number[]): readonly number[] {
  const length = Math.max(a.length, b.length)

  return Array.from({ length }, (_, i) =>
    Math.max(a[Math.min(i, a.length - 1)] as number, b[Math.min(i, b.length - 1)] as number),
  )
}

function nearestRiders(
  { at, riders, travelMinutes }: Observation,
  jobs: readonly Job[],
  most: number,
): readonly Nearest[] {
  const ofVendor = new Map<string, Nearest>()
  const arrivals = new Float64Array(riders.length)

  return jobs.map(({ stops, excluded }) => {
    const { vendorId, spot } = stops[0] as Stop
    const known = ofVendor.get(vendorId)
    if (known && !excluded) return known
    for (const [index, rider] of riders.entries()) {
      if (excluded?.has(rider.id)) arrivals[index] = Infinity
      else if (rider.vendorId === vendorId) arrivals[index] = rider.freeAt
      else arrivals[index] = Math.max(at, rider.freeAt) + travelMinutes(rider.spot, spot, rider.vehicle)
    }
    const chosen = smallest(arrivals, most)
    const nearest = { riders: chosen, arrivals: chosen.map((rider) => arrivals[rider] as number) }
    if (!excluded) ofVendor.set(vendorId, nearest)
    return nearest
  })
}

/** The indexes of the `most` smallest values, ascending; what is infinite is none of them. */
function smallest(values: Float64Array, most: number): number[] {
  const chosen: number[] = []
  let worst = Infinity
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number
    if (value === Infinity || (chosen.length >= most && value >= worst)) continue
    let place = chosen.length
    while (place > 0 && (values[chosen[place - 1] as number] as number) > value) place -= 1
    chosen.splice(place, 0, index)
    if (chosen.length > most) chosen.pop()
    worst = values[chosen.at(-1) as number] as number
  }

  return chosen
}

// Ruin and recreate: takes a few neighbouring jobs out of the plan and puts them back better, over and over.
import { type Plan, type Route, bestInsertion, insert, removeJob } from './plan.ts'
import { unplannedCost } from './route-cost.ts'
import type { Random } from './random.ts'
import type { Situation } from './situation.ts'
import type { Job, Stop } from './trip.ts'

/** As many tries as given, fewer when `mayGoOn` says so. Better plans are kept, slightly worse ones now and then. */
export function improve(
  situation: Situation,
  plan: Plan,
  { random, iterations, mayGoOn }: { random: Random; iterations: number; mayGoOn: () => boolean },
): void {
  const { jobs } = situation
  if (jobs.length < 2) return
  const vehicle = situation.riders[0]?.vehicle ?? ''

  for (let iteration = 0; iteration < iterations; iteration++) {
    if ((iteration & 15) === 15 && !mayGoOn()) return
    const temperature = situation.parameters.temperature * (1 - iteration / iterations)
    const seed = jobs[random.below(jobs.length)] as Job
    const removed = neighboursOf(jobs, seed, 1 + random.below(situation.parameters.mostRemoved), random, (a, b) =>
      situation.travel(a.spot, b.spot, vehicle),
    )
    tryAgain(situation, plan, removed, random, temperature)
  }
}

function tryAgain(situation: Situation, plan: Plan, removed: Job[], random: Random, temperature: number): void {
  order(removed, random)
  const before = new Map<number, { route: Route; cost: number }>()
  const held = removed.map((job) => plan.holders[job.index] as number)
  let delta = 0
  const remember = (rider: number) => {
    if (!before.has(rider)) before.set(rider, { route: plan.routes[rider] as Route, cost: plan.costs[rider] as number })
  }
  for (const [index, job] of removed.entries()) {
    const rider = held[index] as number
    if (rider < 0) delta -= unplannedCost(situation, job)
    else {
      remember(rider)
      delta -= plan.costs[rider] as number
      removeJob(situation, plan, job)
      delta += plan.costs[rider] as number
    }
  }

  const blink = situation.parameters.blink
  for (const job of removed) {
    const found = bestInsertion(situation, plan, job, () => random.unit() < blink)
    if (!found) {
      delta += unplannedCost(situation, job)
      continue
    }
    remember(found.rider)
    delta += found.extra
    insert(plan, job, found)
  }

  if (delta <= -1e-9 || (temperature > 0 && delta < -temperature * Math.log(random.unit()))) return
  for (const [rider, { route, cost }] of before) {
    plan.routes[rider] = route
    plan.costs[rider] = cost
    for (const trip of route) for (const job of trip.jobs) plan.holders[job.index] = rider
  }
  for (const [index, job] of removed.entries()) plan.holders[job.index] = held[index] as number
}

/** Jobs near the seed in place and time, the seed first. */
function neighboursOf(
  jobs: readonly Job[],
  seed: Job,
  count: number,
  random: Random,
  travel: (a: Stop, b: Stop) => number,
): Job[] {
  const chosen: Job[] = [seed]
  const distances: number[] = [-1]
  const from = seed.stops[0] as Stop
  for (const job of jobs) {
    if (job === seed) continue
    const distance =
      (travel(from, job.stops[0] as Stop) + 0.5 * Math.abs(job.earliestDropoff - seed.earliestDropoff)) *
      (0.5 + random.unit())
    if (chosen.length >= count && distance >= (distances.at(-1) as number)) continue
    let place = chosen.length
    while (place > 0 && (distances[place - 1] as number) > distance) place -= 1
    chosen.splice(place, 0, job)
    distances.splice(place, 0, distance)
    if (chosen.length > count) {
      chosen.pop()
      distances.pop()
    }
  }

  return chosen
}

function order(jobs: Job[], random: Random): void {
  if (random.unit() < 0.5) {
    jobs.sort((a, b) => a.earliestDropoff - b.earliestDropoff)
    return
  }
  for (let i = jobs.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    const job = jobs[i] as Job
    jobs[i] = jobs[j] as Job
    jobs[j] = job
  }
}

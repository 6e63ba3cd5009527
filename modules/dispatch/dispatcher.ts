// The dispatcher: keeps a tentative plan for everything that is known, improves it, and says what must be done now.
import { assignRoutes } from './assign-routes.ts'
import { commit } from './commit.ts'
import { improve } from './improve.ts'
import type { Decision, Observation, Rider } from './observation.ts'
import { type Parameters, parameters as tuned } from './parameters.ts'
import { type Plan, type Route, bestInsertion, emptyPlan, insert, setRoute } from './plan.ts'
import { position } from './position.ts'
import { createRandom } from './random.ts'
import { type Situation, situationOf } from './situation.ts'
import type { Trip } from './trip.ts'

/** For each rider his trips, by the ids of their jobs. */
type Memory = ReadonlyMap<string, readonly (readonly string[])[]>

export interface Dispatcher {
  decide(observation: Observation): readonly Decision[]
}

export function createDispatcher(parameters: Parameters = tuned): Dispatcher {
  const random = createRandom(parameters.seed)
  let memory: Memory = new Map()

  return {
    decide(observation) {
      const situation = situationOf(observation, parameters)
      const plan = recall(situation, memory)
      const fresh = complete(situation, plan)
      assignRoutes(situation, plan)
      const startedAt = performance.now()
      improve(situation, plan, {
        random,
        iterations: Math.round(parameters.iterations + parameters.iterationsPerJob * fresh),
        mayGoOn: () => performance.now() - startedAt < parameters.mostMilliseconds,
      })
      memory = remember(situation, plan)

      return [...commit(situation, plan), ...position(situation, plan, observation)]
    },
  }
}

/** What was planned before, as far as it is still to be done. */
function recall(situation: Situation, memory: Memory): Plan {
  const { riders, jobs } = situation
  const plan = emptyPlan(situation)
  const byId = new Map(jobs.map((job) => [job.id, job]))
  for (const [index, rider] of riders.entries()) {
    const route = (memory.get(rider.id) ?? []).flatMap((ids): Trip[] => {
      const left = ids.flatMap((id) => byId.get(id) ?? [])
      return left.length > 0 ? [{ jobs: left, size: left.reduce((sum, job) => sum + job.size, 0) }] : []
    })
    if (route.length === 0) continue
    setRoute(situation, plan, index, route)
    if (plan.costs[index] === Infinity) setRoute(situation, plan, index, [])
    else for (const trip of route) for (const job of trip.jobs) plan.holders[job.index] = index
  }

  return plan
}

/** Gives everything that nobody carries to somebody, the soonest ready first; answers how many there were. */
function complete(situation: Situation, plan: Plan): number {
  const left = situation.jobs.filter((job) => (plan.holders[job.index] as number) < 0)
  left.sort((a, b) => a.earliestDropoff - b.earliestDropoff)
  for (const job of left) {
    const found = bestInsertion(situation, plan, job)
    if (found) insert(plan, job, found)
  }

  return left.length
}

function remember({ riders }: Situation, plan: Plan): Memory {
  const memory = new Map<string, readonly (readonly string[])[]>()
  for (const [index, route] of plan.routes.entries()) {
    if (route.length > 0) memory.set((riders[index] as Rider).id, idsOf(route))
  }

  return memory
}

function idsOf(route: Route): string[][] {
  return route.map((trip) => trip.jobs.map((job) => job.id))
}

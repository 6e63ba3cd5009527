// Who takes which route: the tentative routes are dealt out anew among all riders at the least total cost.
import { assign } from './assignment.ts'
import { type Plan, type Route, setRoute } from './plan.ts'
import { routeCost, undelivered } from './route-cost.ts'
import type { Nearest, Situation } from './situation.ts'
import type { Job, Trip } from './trip.ts'
import type { Rider } from './observation.ts'

export function assignRoutes(situation: Situation, plan: Plan): void {
  const holders = [...plan.routes.keys()].filter((rider) => (plan.routes[rider] as Route).length > 0)
  const starts = new Int32Array(holders.length + 1)
  const columnOf: number[] = []
  const costOf: number[] = []
  for (const [row, holder] of holders.entries()) {
    const route = plan.routes[holder] as Route
    const near = (situation.nearest[((route[0] as Trip).jobs[0] as Job).index] as Nearest).riders
    for (const rider of near.includes(holder) ? near : [holder, ...near]) {
      const cost =
        rider === holder
          ? (plan.costs[holder] as number) - situation.parameters.hysteresis
          : routeCost(situation, situation.riders[rider] as Rider, route)
      if (cost === Infinity) continue
      columnOf.push(rider)
      costOf.push(cost)
    }
    starts[row + 1] = columnOf.length
  }

  const chosen = assign(
    {
      rows: holders.length,
      columns: situation.riders.length,
      starts,
      columnOf: Int32Array.from(columnOf),
      costOf: Float64Array.from(costOf),
    },
    1000 * undelivered,
  )
  const routes = holders.map((holder) => plan.routes[holder] as Route)
  for (const holder of holders) setRoute(situation, plan, holder, [])
  for (const [row, rider] of chosen.entries()) {
    const route = routes[row] as Route
    setRoute(situation, plan, rider, route)
    for (const trip of route) for (const job of trip.jobs) plan.holders[job.index] = rider
  }
}

// Where idle riders wait: at vendors' doors, spread so that the next order finds somebody near.
import type { Decision, Observation, Rider, VendorDemand } from './observation.ts'
import type { Plan, Route } from './plan.ts'
import type { Situation } from './situation.ts'

/** Moves the idle riders whose moving helps most. What an order suffers grows with the square of the way to it. */
export function position(situation: Situation, plan: Plan, { demand }: Observation): Decision[] {
  const { at, riders, parameters } = situation
  if (demand.length === 0 || parameters.mostMoves === 0) return []
  const idle: number[] = []
  for (const [index, rider] of riders.entries()) {
    if ((plan.routes[index] as Route).length > 0 || rider.freeAt > at + parameters.idleWithinMinutes) continue
    if (rider.offAt > at + parameters.positionBeforeOffMinutes) idle.push(index)
  }
  const movable = idle.filter((index) => (riders[index] as Rider).freeAt <= at)
  if (movable.length === 0) return []

  const near = nearestTwo(situation, idle, demand)
  const decisions: Decision[] = []
  const moves = movable
    .map((index) => bestMove(situation, index, demand, near))
    .filter((move) => move !== undefined)
    .sort((a, b) => b.gain - a.gain)
  for (const { rider, vendorId } of moves.slice(0, parameters.mostMoves)) {
    decisions.push({ kind: 'position', riderId: rider.id, vendorId })
  }

  return decisions
}

interface Nearest {
  readonly who: Int32Array
  readonly first: Float64Array
  readonly second: Float64Array
}

function nearestTwo(
  { at, riders, travel, parameters }: Situation,
  idle: readonly number[],
  demand: readonly VendorDemand[],
): Nearest {
  const who = new Int32Array(demand.length).fill(-1)
  const first = new Float64Array(demand.length).fill(parameters.farMinutes)
  const second = new Float64Array(demand.length).fill(parameters.farMinutes)
  for (const index of idle) {
    const rider = riders[index] as Rider
    const until = Math.max(0, rider.freeAt - at)
    for (let vendor = 0; vendor < demand.length; vendor++) {
      const minutes = until + travel(rider.spot, (demand[vendor] as VendorDemand).spot, rider.vehicle)
      if (minutes < (first[vendor] as number)) {
        second[vendor] = first[vendor] as number
        first[vendor] = minutes
        who[vendor] = index
      } else if (minutes < (second[vendor] as number)) second[vendor] = minutes
    }
  }

  return { who, first, second }
}

function bestMove(
  { riders, travel, parameters }: Situation,
  index: number,
  demand: readonly VendorDemand[],
  { who, first, second }: Nearest,
) {
  const rider = riders[index] as Rider
  let total = 0
  let kept = 0
  for (let vendor = 0; vendor < demand.length; vendor++) {
    const weight = (demand[vendor] as VendorDemand).perHour
    total += weight
    if (who[vendor] === index) kept += weight * ((second[vendor] as number) ** 2 - (first[vendor] as number) ** 2)
  }

  let best: { rider: Rider; vendorId: string; gain: number } | undefined
  let bound = kept + parameters.leastGain * total
  for (const target of demand) {
    const way = travel(rider.spot, target.spot, rider.vehicle)
    if (way === 0 || way > parameters.mostPositionMinutes) continue
    let gain = -parameters.moveMinute * way * total
    for (let vendor = 0; vendor < demand.length; vendor++) {
      const { spot, perHour } = demand[vendor] as VendorDemand
      const others = who[vendor] === index ? (second[vendor] as number) : (first[vendor] as number)
      const minutes = travel(target.spot, spot, rider.vehicle)
      if (minutes < others) gain += perHour * (others * others - minutes * minutes)
    }
    if (gain <= bound) continue
    bound = gain
    best = { rider, vendorId: target.vendorId, gain: gain - kept }
  }

  return best
}

// Who is asked to bring what: a pure choice over everything that waits and everybody who is free.
import type { WaitingReason } from './delivery.ts'
import { type Place, straightLineM } from './place.ts'
import type { Vehicle } from './rider.ts'

/** A rider who was asked for a delivery and did not take it, or gave it back. */
export interface Refusal {
  readonly riderId: string
  readonly times: number
  readonly lastAt: Date
}

export interface WaitingDelivery {
  readonly id: string
  readonly pickup: Place
  readonly dropoff: Place
  readonly requestedAt: Date
  readonly readyAt: Date | null
  /** Cash the rider would hold afterwards; 0 when the order is paid. */
  readonly collectMinor: number
  readonly refusals: readonly Refusal[]
}

export interface FreeRider {
  readonly id: string
  readonly place: Place
  readonly vehicle: Vehicle
  /** How much more cash he may hold. */
  readonly cashRoomMinor: number
}

/** All that a dispatcher may know at that moment. */
export interface Observation {
  readonly at: Date
  readonly deliveries: readonly WaitingDelivery[]
  readonly riders: readonly FreeRider[]
  /** Riders farther than this from the vendor are not asked. */
  readonly searchRadiusM: number
}

export type Decision =
  | {
      readonly kind: 'offer'
      readonly deliveryId: string
      readonly riderId: string
      readonly distanceM: number
      readonly explanation: string
    }
  | { readonly kind: 'wait'; readonly deliveryId: string; readonly reason: WaitingReason; readonly explanation: string }

/** One decision for each delivery; no rider is chosen twice. Pure, so that production, simulator and benchmark share it. */
export interface Dispatcher {
  readonly name: string
  choose(observation: Observation): readonly Decision[]
}

/** Nobody is asked again for the same delivery before this time has passed. */
const askAgainAfterMs = 60_000

/** The nearest free rider for each delivery, the longest waiting first; who said no is asked again after all others. */
export const nearestRider: Dispatcher = {
  name: 'nearest rider',
  choose(observation) {
    const free = new Map(observation.riders.map((rider) => [rider.id, rider]))
    const decisions: Decision[] = []
    for (const delivery of observation.deliveries.toSorted(byWaitingTime)) {
      const decision = decide(delivery, [...free.values()], observation)
      if (decision.kind === 'offer') free.delete(decision.riderId)
      decisions.push(decision)
    }

    return decisions
  },
}

function byWaitingTime(a: WaitingDelivery, b: WaitingDelivery): number {
  return a.requestedAt.getTime() - b.requestedAt.getTime() || (a.id < b.id ? -1 : 1)
}

interface Candidate {
  readonly riderId: string
  readonly distanceM: number
  readonly timesAsked: number
}

function decide(delivery: WaitingDelivery, riders: readonly FreeRider[], observation: Observation): Decision {
  const { at, searchRadiusM } = observation
  const wait = (reason: WaitingReason, explanation: string): Decision => ({
    kind: 'wait',
    deliveryId: delivery.id,
    reason,
    explanation,
  })
  if (riders.length === 0) return wait('nobody_free', 'No rider is free.')

  const near = riders
    .map((rider) => ({ rider, distanceM: Math.round(straightLineM(rider.place, delivery.pickup)) }))
    .filter(({ distanceM }) => distanceM <= searchRadiusM)
  if (near.length === 0)
    return wait('nobody_near', `${riders.length} free, none within ${searchRadiusM} m of the vendor.`)

  const allowed = near.filter(({ rider }) => rider.cashRoomMinor >= delivery.collectMinor)
  if (allowed.length === 0)
    return wait('over_cash_limit', `${near.length} near, all hold too much cash for this order.`)

  const refusals = new Map(delivery.refusals.map((refusal) => [refusal.riderId, refusal]))
  const fewest = Math.min(...allowed.map(({ rider }) => refusals.get(rider.id)?.times ?? 0))
  const chosen = allowed
    .filter(
      ({ rider }) => (refusals.get(rider.id)?.times ?? 0) === fewest && !saidNoJustNow(refusals.get(rider.id), at),
    )
    .map(({ rider, distanceM }): Candidate => ({ riderId: rider.id, distanceM, timesAsked: fewest }))
    .sort(byDistance)[0]
  if (!chosen) return wait('everybody_asked', `${allowed.length} near, all said no within the last minute.`)

  const { riderId, distanceM } = chosen
  const again = fewest === 0 ? '' : `, asked ${fewest} times before like all the others`
  return {
    kind: 'offer',
    deliveryId: delivery.id,
    riderId,
    distanceM,
    explanation: `Nearest of ${allowed.length} free riders within ${searchRadiusM} m: ${distanceM} m${again}.`,
  }
}

function saidNoJustNow(refusal: Refusal | undefined, at: Date): boolean {
  return refusal !== undefined && at.getTime() - refusal.lastAt.getTime() < askAgainAfterMs
}

function byDistance(a: Candidate, b: Candidate): number {
  return a.distanceM - b.distanceM || (a.riderId < b.riderId ? -1 : 1)
}

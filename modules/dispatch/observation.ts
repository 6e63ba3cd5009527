// What a dispatcher may know at one moment, and what it may answer. Times are minutes on one clock, of any origin.
import type { Explanation } from './explain.ts'

/** A place, in metres on a plane or degrees on the globe: only `travelMinutes` looks inside. */
export interface Spot {
  readonly x: number
  readonly y: number
}

/** Somebody who rides now, or will soon. */
export interface Rider {
  readonly id: string
  /** Where he will be when he is free. */
  readonly spot: Spot
  /** The vendor at whose counter he is then. */
  readonly vendorId: string | null
  /** When he can set off from there, or arrives (or arrived) at the vendor's. */
  readonly freeAt: number
  /** After this he fetches nothing more. */
  readonly offAt: number
  readonly vehicle: string
  /** What he may carry at once, in the units of `Task.size`. */
  readonly capacity: number
  readonly coldBox: boolean
  /** Minutes without work so far; evens out who is asked among equals. */
  readonly idleMinutes: number
}

/** Food that waits for a rider. */
export interface Task {
  readonly id: string
  readonly vendorId: string
  readonly pickup: Spot
  readonly dropoff: Spot
  readonly placedAt: number
  /** Equally likely moments of being ready, ascending; all the same when it is certain. */
  readonly readyAt: readonly number[]
  /** Deliveries of one basket are carried together. */
  readonly basketId: string | null
  readonly size: number
  /** Minutes it may be out of the cold when there is no cold box; Infinity when it need not be cold. */
  readonly coldMinutes: number
  /** Who must not be asked. */
  readonly excluded: readonly string[]
}

/** Where orders have been coming from. */
export interface VendorDemand {
  readonly vendorId: string
  readonly spot: Spot
  /** Orders expected in the next hour. */
  readonly perHour: number
}

export interface Observation {
  readonly at: number
  /** How long it takes until somebody who is asked sets off. */
  readonly answerMinutes: number
  readonly riders: readonly Rider[]
  readonly tasks: readonly Task[]
  readonly demand: readonly VendorDemand[]
  travelMinutes(from: Spot, to: Spot, vehicle: string): number
}

export type Decision =
  /** Set off now for the first of these deliveries' vendors. */
  | {
      readonly kind: 'send'
      readonly riderId: string
      readonly vendorId: string
      /** In the order of the doors. */
      readonly taskIds: readonly string[]
      readonly explanation: Explanation
    }
  /** He stands at the vendor's: hand him these, to be dropped in this order. */
  | { readonly kind: 'collect'; readonly riderId: string; readonly taskIds: readonly string[] }
  /** Nothing to fetch yet: wait at a better place. */
  | { readonly kind: 'position'; readonly riderId: string; readonly vendorId: string }

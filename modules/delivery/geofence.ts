// Near the vendor, near the customer, or on the way: told once on coming near and once on leaving, without flapping.
import { type DeliveryState, isBeforePickup } from './delivery.ts'
import { type Place, straightLineM } from './place.ts'

export const nearnesses = ['vendor', 'customer'] as const
export type Near = (typeof nearnesses)[number]

/** Coming within the first is near; only beyond the second it is left again: a phone's position wanders in between. */
export const enterM = 80
export const exitM = 150
/** What a phone is less sure of than this says nothing about doors. */
const vaguestM = 100

export interface Fenced {
  readonly state: DeliveryState
  readonly pickup: Place
  readonly dropoff: Place
}

/** Where the rider is near to now, having been near to `before`. Only the place he is on his way to counts. */
export function nearAfter(
  before: Near | null,
  { state, pickup, dropoff }: Fenced,
  seen: Place & { readonly accuracyM: number | null },
): Near | null {
  const [goal, place] = isBeforePickup(state) ? (['vendor', pickup] as const) : (['customer', dropoff] as const)
  if (seen.accuracyM !== null && seen.accuracyM > vaguestM) return before === goal ? before : null

  return straightLineM(seen, place) <= (before === goal ? exitM : enterM) ? goal : null
}

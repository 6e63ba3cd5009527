// Who may be asked for a delivery now, and, when nobody may, why not.
import type { WaitingReason } from './delivery.ts'
import { type Place, straightLineM } from './place.ts'

/** A rider who was asked for a delivery and did not take it, or gave it back. */
export interface Refusal {
  readonly riderId: string
  readonly times: number
  readonly lastAt: Date
}

export interface Wanted {
  readonly pickup: Place
  /** Cash the rider would hold afterwards; 0 when the order is paid. */
  readonly collectMinor: number
  readonly refusals: readonly Refusal[]
}

export interface Candidate {
  readonly id: string
  readonly place: Place
  /** How much more cash he may hold. */
  readonly cashRoomMinor: number
}

/** Nobody is asked again for the same delivery before this time has passed. */
const askAgainAfterMs = 60_000

/** Riders within reach who have room for the cash; of those only who said no least often, and not a moment ago. */
export function whoMay<Rider extends Candidate>(
  { pickup, collectMinor, refusals }: Wanted,
  riders: readonly Rider[],
  { at, searchRadiusM }: { at: Date; searchRadiusM: number },
): readonly Rider[] | WaitingReason {
  if (riders.length === 0) return 'nobody_free'
  const near = riders.filter((rider) => straightLineM(rider.place, pickup) <= searchRadiusM)
  if (near.length === 0) return 'nobody_near'
  const allowed = near.filter((rider) => rider.cashRoomMinor >= collectMinor)
  if (allowed.length === 0) return 'over_cash_limit'

  const known = new Map(refusals.map((refusal) => [refusal.riderId, refusal]))
  const fewest = Math.min(...allowed.map((rider) => known.get(rider.id)?.times ?? 0))
  const chosen = allowed.filter(({ id }) => {
    const refusal = known.get(id)
    if (!refusal) return true
    return refusal.times === fewest && at.getTime() - refusal.lastAt.getTime() >= askAgainAfterMs
  })

  return chosen.length > 0 ? chosen : 'everybody_asked'
}

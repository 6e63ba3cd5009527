// A delivery: one order on its way from vendor to customer, its states and what may follow them.
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import type { Place } from './place.ts'
import type { RiderId } from './rider.ts'

/**
 * What may follow what. A step that is not written here cannot happen; the database has the same table. A rider who
 * gives a delivery back before he has the food makes it wait again.
 */
export const nextStates = {
  waiting: ['assigned', 'cancelled'],
  assigned: ['at_vendor', 'picked_up', 'waiting', 'cancelled'],
  at_vendor: ['picked_up', 'waiting', 'cancelled'],
  picked_up: ['at_customer', 'delivered', 'failed'],
  at_customer: ['delivered', 'failed'],
  delivered: [],
  failed: ['returned'],
  returned: [],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>

export type DeliveryState = keyof typeof nextStates
export const deliveryStates = Object.keys(nextStates) as DeliveryState[]
export const DeliveryState = Type.Enum(deliveryStates, { description: 'Where the delivery is in its life.' })

export function mayFollow(from: DeliveryState, to: DeliveryState): boolean {
  return (nextStates[from] as readonly DeliveryState[]).includes(to)
}

/** A rider is on it: he may be called, and his customer may see where he is. */
export function isUnderWay(state: DeliveryState): boolean {
  return state === 'assigned' || state === 'at_vendor' || state === 'picked_up' || state === 'at_customer'
}

/** The rider's part is over. Food that failed to reach its customer may still come back to the vendor. */
export function isOver(state: DeliveryState): boolean {
  return state !== 'waiting' && !isUnderWay(state)
}

/** The food is still at the vendor's: the rider may give the delivery back, and the pickup code is still of use. */
export function isBeforePickup(state: DeliveryState): boolean {
  return state === 'waiting' || state === 'assigned' || state === 'at_vendor'
}

/** On whose behalf a step was taken. */
export const deliveryRoles = ['customer', 'vendor', 'rider', 'admin', 'system'] as const
export type DeliveryRole = (typeof deliveryRoles)[number]

/** Why nobody has been asked at the last look. */
const waitingReasons = ['nobody_free', 'nobody_near', 'over_cash_limit', 'everybody_asked', 'later'] as const
export type WaitingReason = (typeof waitingReasons)[number]
export const WaitingReason = Type.Enum([...waitingReasons], {
  description:
    'nobody_free: no rider is online without work; nobody_near: they are too far away; over_cash_limit: they hold too ' +
    'much cash for this order; everybody_asked: all said no a moment ago and are asked again soon; later: somebody will be asked ' +
    'in time for when the food is ready, or somebody better is free in a few minutes.',
})

export const DeliveryId = IdOf('delivery')
export type DeliveryId = Static<typeof DeliveryId>

/** A delivery as it is kept. */
export interface DeliveryRecord {
  readonly id: DeliveryId
  readonly orderId: string
  readonly orderNumber: string
  readonly state: DeliveryState
  readonly vendorId: string
  readonly vendorName: string
  readonly vendorPhone: string | null
  readonly pickup: Place
  readonly customerId: string
  /** The first name only. */
  readonly customerName: string
  readonly customerPhone: string | null
  readonly dropoff: { readonly line: string; readonly note: string | null; readonly place: Place }
  readonly distanceM: number
  readonly feeMinor: number
  /** Cash to take at the door; 0 when the order is paid. */
  readonly collectMinor: number
  readonly currency: string
  readonly pickupCode: string
  readonly riderId: RiderId | null
  readonly waitingReason: WaitingReason | null
  readonly requestedAt: Date
  readonly readyAt: Date | null
  readonly assignedAt: Date | null
  readonly pickedUpAt: Date | null
  readonly endedAt: Date | null
}

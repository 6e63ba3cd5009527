// A discount as a quote takes it: how much off each line and the delivery, and what of it the vendor pays.
import type { LocalText } from '@provender/markets'

/** Arrays go along the lines of the basket. */
export interface Discount {
  readonly promotionId: string
  readonly name: LocalText
  /** The coupon behind it, if one is. */
  readonly code: string | null
  readonly lineMinor: readonly number[]
  readonly vendorLineMinor: readonly number[]
  readonly deliveryMinor: number
  readonly vendorDeliveryMinor: number
}

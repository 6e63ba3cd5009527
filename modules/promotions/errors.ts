// Every "no" that promotions can say.
import { defineError } from '@provender/platform/errors'

export const promotionUnclear = defineError(
  'promotions.unclear',
  'invalid',
  'This promotion contradicts itself. Each problem says where.',
)
export const promotionUnknown = defineError('promotions.unknown', 'missing', 'There is no such promotion.')
export const sellerUnknown = defineError('promotions.vendor_unknown', 'missing', 'There is no such vendor.')
export const codeTaken = defineError('promotions.code_taken', 'conflict', 'This code is in use. Choose another one.')
export const limitBelowUse = defineError(
  'promotions.limit_below_use',
  'conflict',
  'It has been used more than that already. Choose a higher limit, or pause it.',
)
export const couponRefused = defineError(
  'promotions.coupon_refused',
  'conflict',
  'This code does not count here. Take it out, or see why.',
)
export const promotionExhausted = defineError(
  'promotions.exhausted',
  'conflict',
  'Somebody else was faster: this offer has run out. Look at the new price and order again.',
)
export const promotionUsedBefore = defineError(
  'promotions.used_before',
  'conflict',
  'This offer was used before, by you, on this device or for this address.',
)

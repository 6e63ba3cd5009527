// Every "no" that catalog can say.
import { defineError } from '@provender/platform/errors'

export const vendorUnknown = defineError('catalog.vendor_unknown', 'missing', 'There is no such vendor.')
export const productUnknown = defineError('catalog.product_unknown', 'missing', 'There is no such product.')
export const categoryUnknown = defineError('catalog.category_unknown', 'invalid', 'There is no such category.')
export const hoursUnclear = defineError(
  'catalog.hours_unclear',
  'invalid',
  'An opening needs an end that differs from its beginning. The whole day is 00:00 to 24:00.',
)
export const optionsUnclear = defineError(
  'catalog.options_unclear',
  'invalid',
  'The options of this product make no sense like this.',
)
export const daysOverlap = defineError(
  'catalog.days_overlap',
  'invalid',
  'Special days must not overlap, and must end on or after the day they begin. Give each day once.',
)
export const lastOrderTooEarly = defineError(
  'catalog.last_order_too_early',
  'invalid',
  'One of the openings is no longer than the time before closing in which no order is taken. Make that time shorter.',
)
export const timePassed = defineError(
  'catalog.time_passed',
  'invalid',
  'A pause ends at a time that is still to come, within 90 days.',
)
export const pickupPointUnknown = defineError(
  'catalog.pickup_point_unknown',
  'missing',
  'There is no such pickup point.',
)
export const tooManyPoints = defineError(
  'catalog.too_many_points',
  'conflict',
  'A vendor has at most 20 pickup points. Remove one first.',
)
export const nameTaken = defineError(
  'catalog.name_taken',
  'conflict',
  'Somebody took this name at the same moment. Try again.',
)
export const applicationPending = defineError(
  'catalog.application_pending',
  'conflict',
  'Your application is being looked at already.',
)
export const placeIncomplete = defineError('catalog.place_incomplete', 'invalid', 'A place needs both lat and lng.')

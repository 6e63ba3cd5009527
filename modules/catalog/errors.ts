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

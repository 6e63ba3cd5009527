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
export const detailsUnclear = defineError(
  'catalog.details_unclear',
  'invalid',
  'Something about this product makes no sense like this.',
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
export const menuMoved = defineError(
  'catalog.menu_moved',
  'conflict',
  'Your menu has changed in the meantime. Look at it again and put it in order once more.',
)
export const pricesMoved = defineError(
  'catalog.prices_moved',
  'conflict',
  'These are not the changes you looked at: something has changed in the meantime. Look at them again.',
)
export const priceImpossible = defineError(
  'catalog.price_impossible',
  'invalid',
  'Some products would have no price any more. Leave them out, or change prices by less.',
)
export const changeUnclear = defineError(
  'catalog.change_unclear',
  'invalid',
  'Say what changes, and when: at a moment to come, within a year.',
)
export const changeUnknown = defineError('catalog.change_unknown', 'missing', 'There is no such change to come.')
export const priceOfSizes = defineError(
  'catalog.price_of_sizes',
  'invalid',
  'This product is priced by its sizes. Change the prices of the sizes instead.',
)
export const tooManyChanges = defineError(
  'catalog.too_many_changes',
  'conflict',
  'A thousand changes are to come already. Wait for some of them, or cancel some.',
)
export const sheetUnreadable = defineError(
  'catalog.sheet_unreadable',
  'invalid',
  'This is no table we can read. Save it as CSV with a line of headings, as the export has it.',
)
export const menuTooLong = defineError(
  'catalog.menu_too_long',
  'invalid',
  'A table has at most 20,000 rows. Divide it into several.',
)
export const sheetFaulty = defineError(
  'catalog.sheet_faulty',
  'invalid',
  'Nothing was changed: some cells are wrong. Each is named with the way out.',
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

// Every "no" that delivery can say.
import { defineError } from '@provender/platform/errors'

export const deliveryUnknown = defineError('delivery.delivery_unknown', 'missing', 'There is no such delivery.')
export const movedOn = defineError(
  'delivery.moved_on',
  'conflict',
  'This delivery has moved on in the meantime. Look at its present state.',
)
export const pickupCodeWrong = defineError(
  'delivery.pickup_code_wrong',
  'conflict',
  'These are not the digits that the vendor has for this order.',
)
export const pickupCodeLocked = defineError(
  'delivery.pickup_code_locked',
  'limited',
  'Too many wrong digits. Wait a while before you try again.',
)
export const offerUnknown = defineError('delivery.offer_unknown', 'missing', 'There is no such offer.')
export const offerGone = defineError(
  'delivery.offer_gone',
  'conflict',
  'This offer is over: its time ran out, or the order does not need a rider any more.',
)
export const riderUnknown = defineError('delivery.rider_unknown', 'missing', 'There is no such rider.')
export const notApplied = defineError(
  'delivery.not_applied',
  'missing',
  'You have not applied as a rider yet: POST /rider/application.',
)
export const phoneMissing = defineError(
  'delivery.phone_missing',
  'invalid',
  'Please give a phone number that customers and vendors can reach you at.',
)
export const alreadyApplied = defineError(
  'delivery.already_applied',
  'conflict',
  'You have applied as a rider already.',
)
export const notApproved = defineError(
  'delivery.not_approved',
  'forbidden',
  'You cannot ride before your application is approved.',
)
export const deliveryUnderWay = defineError(
  'delivery.delivery_under_way',
  'conflict',
  'A delivery is under way. Finish it or give it back first.',
)
export const riderBusy = defineError(
  'delivery.rider_busy',
  'conflict',
  'Whoever takes over must be online, approved and without a delivery. Choose somebody else, or nobody.',
)
export const sameRider = defineError(
  'delivery.same_rider',
  'invalid',
  'This is the rider you are taking it from. Choose somebody else, or nobody.',
)
export const nothingToReassign = defineError(
  'delivery.nothing_to_reassign',
  'conflict',
  'This rider has nothing that he has not fetched yet.',
)

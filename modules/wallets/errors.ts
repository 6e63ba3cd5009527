// Every "no" that wallets can say.
import { defineError } from '@provender/platform/errors'

export const recipientUnknown = defineError(
  'wallets.recipient_unknown',
  'missing',
  'Nobody here has this e-mail address or phone number.',
)
export const notToYourself = defineError('wallets.not_to_yourself', 'invalid', 'This is your own wallet.')
export const overLimit = defineError('wallets.over_limit', 'conflict', 'That is more than you may give away for now.')
export const customerUnknown = defineError('wallets.customer_unknown', 'missing', 'There is no such customer.')
export const tipNotPossible = defineError(
  'wallets.tip_not_possible',
  'conflict',
  'Only a rider who has brought your order can be tipped.',
)
export const tipTooLarge = defineError('wallets.tip_too_large', 'invalid', 'That is more than a tip.')
export const nothingInHand = defineError(
  'wallets.nothing_in_hand',
  'conflict',
  'The rider does not hold that much cash.',
)

// Every "no" that payouts can say.
import { defineError } from '@provender/platform/errors'

export const nobodyToPay = defineError('payouts.nobody_to_pay', 'missing', 'Only vendors and riders are paid out.')
export const destinationMissing = defineError(
  'payouts.destination_missing',
  'conflict',
  'Say first where the money should go.',
)
export const destinationUnknown = defineError('payouts.destination_unknown', 'missing', 'There is no such account.')
export const destinationNotReady = defineError(
  'payouts.destination_not_ready',
  'conflict',
  'The account is not verified yet, or was changed a short while ago.',
)
export const destinationDecided = defineError(
  'payouts.destination_decided',
  'conflict',
  'This account has been decided about, or was changed in the meantime.',
)
export const belowMinimum = defineError('payouts.below_minimum', 'invalid', 'That is less than the smallest payout.')
export const alreadyUnderWay = defineError(
  'payouts.already_under_way',
  'conflict',
  'A payout is under way. Wait until it has arrived.',
)
export const payoutUnknown = defineError('payouts.payout_unknown', 'missing', 'There is no such payout.')
export const payoutDecided = defineError(
  'payouts.payout_decided',
  'conflict',
  'This payout has been decided about in the meantime.',
)
export const notByYourself = defineError(
  'payouts.not_by_yourself',
  'forbidden',
  'Whoever asked for it cannot agree to it.',
)
export const somethingChanged = defineError(
  'payouts.something_changed',
  'conflict',
  'Amount or account is not what you have seen. Look again.',
)
export const batchUnknown = defineError('payouts.batch_unknown', 'missing', 'There is no such batch.')

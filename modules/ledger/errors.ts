// Every "no" that the ledger can say.
import { defineError } from '@provender/platform/errors'

export const insufficientFunds = defineError(
  'ledger.insufficient_funds',
  'conflict',
  'There is not enough money in the wallet.',
)
export const walletFrozen = defineError(
  'ledger.wallet_frozen',
  'conflict',
  'This wallet is frozen. Please contact support.',
)
export const cashLimitReached = defineError(
  'ledger.cash_limit_reached',
  'conflict',
  'The rider holds too much cash for this order. He has to hand some in first.',
)
export const walletUnknown = defineError('ledger.wallet_unknown', 'missing', 'There is no such wallet.')
export const fundsUnknown = defineError('ledger.funds_unknown', 'missing', 'The ledger knows no such order.')
export const fundsMovedOn = defineError(
  'ledger.funds_moved_on',
  'conflict',
  "The order's money has moved on in the meantime. Look at its present state.",
)
export const fundsDiffer = defineError(
  'ledger.funds_differ',
  'conflict',
  "The order's money was opened on other terms, or these terms do not add up.",
)
export const moreThanOwed = defineError('ledger.more_than_owed', 'conflict', 'That is more than the order still needs.')
export const riderMissing = defineError(
  'ledger.rider_missing',
  'conflict',
  'The order has a delivery fee, but no rider to be paid.',
)
export const transferDiffers = defineError(
  'ledger.transfer_differs',
  'conflict',
  'This transfer was made before, with other amounts or accounts.',
)
export const moreThanRefundable = defineError(
  'ledger.more_than_refundable',
  'conflict',
  'That is more than is left to refund of this order.',
)
export const nothingToMove = defineError('ledger.nothing_to_move', 'invalid', 'The amount must be more than zero.')

// Every "no" that ordering can say.
import { defineError } from '@provender/platform/errors'

export const orderUnknown = defineError('ordering.order_unknown', 'missing', 'There is no such order.')
export const movedOn = defineError(
  'ordering.moved_on',
  'conflict',
  'This order has moved on in the meantime. Look at its present state.',
)
export const cancelTooLate = defineError(
  'ordering.cancel_too_late',
  'conflict',
  'The time in which this order could be cancelled is over. Please call the vendor.',
)
export const methodNotOffered = defineError(
  'ordering.method_not_offered',
  'conflict',
  'You cannot pay this way here. Choose another one.',
)
export const priceMoved = defineError(
  'ordering.price_moved',
  'conflict',
  'The price has changed since you saw it. Look at the new one and order again.',
)
export const tooManyUnpaid = defineError(
  'ordering.too_many_unpaid',
  'conflict',
  'You have several orders waiting to be paid. Pay or cancel one of them first.',
)
export const walletPartTooLarge = defineError(
  'ordering.wallet_part_too_large',
  'conflict',
  'Your wallet can pay all of this order. Choose the wallet as the way to pay.',
)
export const codeMissing = defineError(
  'ordering.code_missing',
  'invalid',
  'Ask the customer for the four digits of the order.',
)
export const codeWrong = defineError('ordering.code_wrong', 'conflict', 'These are not the digits of this order.')
export const codeLocked = defineError(
  'ordering.code_locked',
  'limited',
  'Too many wrong digits. Wait a while before you try again.',
)
export const lineUnknown = defineError('ordering.line_unknown', 'missing', 'There is no such line in this order.')
export const linePacked = defineError(
  'ordering.line_packed',
  'conflict',
  'This line has been packed already. What was charged for it stands.',
)
export const beyondBound = defineError(
  'ordering.beyond_bound',
  'conflict',
  'That is more than the customer agreed to pay for. Pack no more than the bound.',
)
export const nothingLeft = defineError(
  'ordering.nothing_left',
  'conflict',
  'Nothing of this order would be left. Cancel or decline it instead, and everything goes back.',
)
export const cartFull = defineError(
  'ordering.cart_full',
  'conflict',
  'A basket holds no more kinds of things than this.',
)

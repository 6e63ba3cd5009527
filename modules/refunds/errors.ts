// Every "no" that refunds can say.
import { defineError } from '@provender/platform/errors'

export const refundUnknown = defineError('refunds.refund_unknown', 'missing', 'There is no such refund.')
export const orderNotOver = defineError(
  'refunds.order_not_over',
  'conflict',
  'Only an order that has reached its customer can be refunded. Before that, cancel it.',
)
export const askedTooLate = defineError(
  'refunds.asked_too_late',
  'conflict',
  'It is too late to ask for money back of this order. Please write to us instead.',
)
export const nothingLeft = defineError(
  'refunds.nothing_left',
  'conflict',
  'That has been refunded already, or is more than was ordered.',
)
export const lineUnknown = defineError('refunds.line_unknown', 'invalid', 'The order has no such line.')
export const notYours = defineError(
  'refunds.not_yours',
  'forbidden',
  'A vendor refunds his own goods for reasons of his own. Ask the platform for anything else.',
)
export const beyondLimit = defineError(
  'refunds.beyond_limit',
  'forbidden',
  'This is above your limit. Somebody of the platform has to decide.',
)
export const secondPersonNeeded = defineError(
  'refunds.second_person_needed',
  'conflict',
  'You have agreed to this refund already. A second person has to.',
)
export const alreadyDecided = defineError(
  'refunds.already_decided',
  'conflict',
  'This refund has been decided in the meantime.',
)
export const alreadyAsked = defineError(
  'refunds.already_asked',
  'conflict',
  'You have asked for money back of this order. Wait for the answer first.',
)

// Every "no" that pricing can say about a basket.
import { defineError } from '@provender/platform/errors'

export const vendorClosed = defineError('pricing.vendor_closed', 'conflict', 'This vendor takes no orders right now.')
export const fulfilmentNotOffered = defineError(
  'pricing.fulfilment_not_offered',
  'conflict',
  'Food cannot reach you this way here. Choose another one.',
)
export const placeMissing = defineError(
  'pricing.place_missing',
  'invalid',
  'A delivery is priced by its distance: say where it goes.',
)
export const productGone = defineError(
  'pricing.product_gone',
  'conflict',
  'Something in the basket is not offered any more.',
)
export const outOfReach = defineError('pricing.out_of_reach', 'conflict', 'This vendor does not deliver that far.')
export const notServed = defineError('pricing.not_served', 'conflict', 'Nothing is delivered to this place from here.')
export const belowMinimum = defineError(
  'pricing.below_minimum',
  'conflict',
  'The basket is worth less than this vendor takes orders for.',
)
export const tipNotTaken = defineError(
  'pricing.tip_not_taken',
  'invalid',
  'Nobody brings this order, or tips are not taken here: leave the tip out.',
)
export const tipTooLarge = defineError(
  'pricing.tip_too_large',
  'invalid',
  'That is more than a tip may be here. Give a smaller one.',
)
export const choiceGone = defineError(
  'pricing.choice_gone',
  'conflict',
  'Something you chose with a product is not offered any more. Choose again.',
)
export const choicesDoNotFit = defineError(
  'pricing.choices_do_not_fit',
  'conflict',
  'A product in the basket needs another choice: too little or too much was chosen.',
)
export const ruleUnclear = defineError(
  'pricing.rule_unclear',
  'invalid',
  'This rule contradicts itself. Each problem says where.',
)
export const ruleUnknown = defineError('pricing.rule_unknown', 'missing', 'There is no such price rule.')
export const groupUnknown = defineError('pricing.group_unknown', 'missing', 'There is no such group of customers.')
export const groupInUse = defineError(
  'pricing.group_in_use',
  'conflict',
  'A price list is for this group. Remove the list first.',
)
export const sellerUnknown = defineError('pricing.seller_unknown', 'missing', 'There is no such vendor.')
export const quantityUnfit = defineError(
  'pricing.quantity_unfit',
  'invalid',
  'This cannot be ordered in that amount. Keep to its steps and limits.',
)
export const notNow = defineError('pricing.not_now', 'conflict', 'Something in the basket cannot be had at this time.')

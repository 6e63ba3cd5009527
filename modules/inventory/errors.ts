// Every "no" that inventory can say.
import { defineError } from '@provender/platform/errors'

export const soldOut = defineError('inventory.sold_out', 'conflict', 'There is not enough left of something you want.')
export const promisedAlready = defineError(
  'inventory.promised_already',
  'conflict',
  'Orders already hold more than that. Count what is on the shelf, promised or not.',
)
export const reservationLapsed = defineError(
  'inventory.reservation_lapsed',
  'conflict',
  'The goods were not paid for in time and are on sale again.',
)

// The colour of each state of a delivery.
import type { Tone } from '../ui/badge.tsx'
import type { RiderDelivery } from './answers.ts'

export const deliveryTones: Record<RiderDelivery['state'], Tone> = {
  waiting: 'warn',
  assigned: 'accent',
  at_vendor: 'accent',
  picked_up: 'accent',
  at_customer: 'accent',
  delivered: 'good',
  failed: 'bad',
  returned: 'neutral',
  cancelled: 'neutral',
}

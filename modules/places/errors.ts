// Every "no" that places can say.
import { defineError } from '@provender/platform/errors'

export const zoneUnclear = defineError(
  'places.zone_unclear',
  'invalid',
  'This is no area: draw three corners or more, round the outside, without crossing your own line.',
)
export const zoneUnknown = defineError('places.zone_unknown', 'missing', 'There is no such zone.')
export const zonesFull = defineError('places.zones_full', 'conflict', 'There are as many zones as there may be.')
export const noVendor = defineError('places.no_vendor', 'missing', 'There is no such vendor.')

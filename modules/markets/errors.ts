// Every "no" that markets can say.
import { defineError } from '@provender/platform/errors'

export const settingsInvalid = defineError(
  'markets.settings_invalid',
  'invalid',
  'These settings contradict themselves. Each problem says where and how to put it right.',
)
export const settingsFixed = defineError(
  'markets.settings_fixed',
  'forbidden',
  'Some of these settings only the operators of the platform may change.',
)
export const settingsMovedOn = defineError(
  'markets.settings_moved_on',
  'conflict',
  'Somebody changed the settings after you read them. Look at the present ones and try again.',
)
export const hostTaken = defineError(
  'markets.host_taken',
  'conflict',
  'One of these host names leads to another market.',
)
export const marketUnknown = defineError('markets.unknown', 'missing', 'There is no such market.')

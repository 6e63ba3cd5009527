// Every "no" that identity can say.
import { defineError } from '@provender/platform/errors'

/** One sentence for a wrong password and for an account that is not there. */
export const wrongCredentials = defineError(
  'identity.wrong_credentials',
  'unauthenticated',
  'This name and password do not belong together.',
)
export const lockedOut = defineError(
  'identity.locked_out',
  'limited',
  'Too many wrong passwords. Please wait half an hour before you try again.',
)
export const accountSuspended = defineError(
  'identity.account_suspended',
  'forbidden',
  'This account is suspended. Please write to us.',
)
export const sessionOver = defineError(
  'identity.session_over',
  'unauthenticated',
  'Your session is over. Please sign in.',
)
export const emailTaken = defineError(
  'identity.email_taken',
  'conflict',
  'There is an account with this e-mail address already. Sign in instead.',
)
export const phoneTaken = defineError(
  'identity.phone_taken',
  'conflict',
  'There is an account with this phone number already. Sign in instead.',
)
export const accountUnknown = defineError('identity.account_unknown', 'missing', 'There is no such account.')
export const alreadyBound = defineError(
  'identity.already_bound',
  'conflict',
  'This account is a rider already, or this rider has an account already.',
)
export const notYourself = defineError('identity.not_yourself', 'conflict', 'You cannot suspend your own account.')
export const tooBusy = defineError(
  'identity.too_busy',
  'unavailable',
  'Very many people are signing in just now. Please try again in a moment.',
)

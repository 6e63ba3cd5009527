// The facts that identity announces. Names, addresses and numbers of people stay out of them: the log is for ever.
import { defineEvent } from '@provender/platform/events'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'

const accountId = IdOf<'account'>('Account')
const role = Type.Enum(['customer', 'vendor', 'rider', 'admin', 'operator'])

export const accountRegistered = defineEvent(
  'identity.account_registered',
  1,
  Type.Object({ accountId, roles: Type.Array(role), language: Type.String() }),
)
export const roleGranted = defineEvent(
  'identity.role_granted',
  1,
  Type.Object({
    accountId,
    role,
    subjectId: Type.Union([Type.String({ format: 'uuid', description: 'The vendor or rider.' }), Type.Null()]),
  }),
)
export const signedIn = defineEvent(
  'identity.signed_in',
  1,
  Type.Object({ accountId, sessionId: IdOf<'session'>('Session'), app: Type.Union([Type.String(), Type.Null()]) }),
)
/** Somebody is locked out after too many wrong passwords; nobody's account when the name was made up. */
export const signInLocked = defineEvent(
  'identity.sign_in_locked',
  1,
  Type.Object({ accountId: Type.Union([accountId, Type.Null()]), until: Type.String({ format: 'date-time' }) }),
)
/** One session ended, or all of the account's when no session is named. */
export const sessionEnded = defineEvent(
  'identity.session_ended',
  1,
  Type.Object({
    accountId,
    sessionId: Type.Union([IdOf<'session'>('Session'), Type.Null()]),
    because: Type.Enum(['signed_out', 'signed_out_everywhere', 'token_reused', 'password_changed', 'suspended']),
  }),
)
export const accountSuspended = defineEvent(
  'identity.account_suspended',
  1,
  Type.Object({ accountId, by: Type.String() }),
)
export const accountRestored = defineEvent(
  'identity.account_restored',
  1,
  Type.Object({ accountId, by: Type.String() }),
)
export const profileChanged = defineEvent('identity.profile_changed', 1, Type.Object({ accountId }))

// Signing in, a saga: count the attempt, compare the password outside of any transaction, then let in or write down why not.
import type { Context } from '@provender/platform/context'
import type { Open } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { invalidRequest } from '@provender/platform/http-errors'
import { createHash } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { normalEmail, normalPhone } from './account.ts'
import { type Credentials, selectCredentials } from './account-store.ts'
import { accountSuspended, lockedOut, wrongCredentials } from './errors.ts'
import { signInLocked } from './events.ts'
import { comparePassword, inTurn, mostCharacters } from './password.ts'
import { type Counted, countAttempt, deleteGuard, insertAttempt } from './sign-in-store.ts'
import { type Device, type Tokens, startSession } from './start-session.ts'

export const SignIn = Type.Object({
  email: Type.Optional(Type.String({ maxLength: 320 })),
  phone: Type.Optional(Type.String({ maxLength: 40, description: 'Instead of the e-mail address.' })),
  password: Type.String({ maxLength: mostCharacters }),
})
export type SignIn = Static<typeof SignIn>

interface Tried {
  readonly counted: Counted
  readonly account: Credentials | undefined
  /** What the guard counts under: an account has one count, whichever of its names is tried. */
  readonly subject: string
  readonly right: boolean
}

/** A name that nobody has goes the same way as one that somebody has, takes as long, and gets the same answer. */
export async function signIn(
  open: Open,
  ctx: Context,
  { email, phone, password, device }: SignIn & { readonly device: Device },
): Promise<Tokens> {
  const typed = email ?? phone
  if (typed === undefined) {
    throw invalidRequest({ errors: [{ field: 'email', problem: 'Give your e-mail address or your phone number.' }] })
  }
  const identifierHash = createHash('sha256').update(typed.trim().toLowerCase()).digest()

  const tried = await inTurn(() => tryPassword(open, ctx, { by: nameOf(ctx, { email, phone }), typed, password }))
  const { account, counted, right, subject } = tried
  const outcome = outcomeOf(tried)
  const tokens = await open(async (tx) => {
    await insertAttempt(tx, { accountId: account?.id ?? null, identifierHash, outcome, ...device, at: ctx.at })
    if (counted.admitted && !right && counted.lockedUntil) {
      await publish(tx, signInLocked, { accountId: account?.id ?? null, until: counted.lockedUntil.toISOString() })
    }
    if (right) await deleteGuard(tx, subject)

    return outcome === 'succeeded' && account ? startSession(tx, ctx, account, device) : undefined
  })
  if (tokens) return tokens

  if (outcome === 'suspended') throw accountSuspended()
  if (outcome === 'locked') throw lockedOut({ retryAfterSeconds: secondsUntil(counted.lockedUntil, ctx.at) })
  throw wrongCredentials()
}

type Name = { readonly email: string } | { readonly phone: string } | undefined

function nameOf(ctx: Context, { email, phone }: { email: string | undefined; phone: string | undefined }): Name {
  if (email !== undefined) {
    const normal = normalEmail(email)
    return normal === undefined ? undefined : { email: normal }
  }
  const normal = normalPhone(phone ?? '', ctx.market.settings.country)

  return normal === undefined ? undefined : { phone: normal }
}

async function tryPassword(
  open: Open,
  ctx: Context,
  { by, typed, password }: { by: Name; typed: string; password: string },
): Promise<Tried> {
  const { account, counted, subject } = await open(async (tx) => {
    const account = await selectCredentials(tx, by ?? { email: '' })
    const subject = account ? `account:${account.id}` : `name:${hashOfName(by, typed)}`
    return { account, subject, counted: await countAttempt(tx, subject, ctx.at) }
  })
  const right = counted.admitted && (await comparePassword(account?.passwordHash, password))

  return { account, counted, subject, right }
}

function hashOfName(by: Name, typed: string): string {
  const name = by === undefined ? typed.trim().toLowerCase() : JSON.stringify(by)
  return createHash('sha256').update(name).digest('base64url')
}

function outcomeOf({ counted, account, right }: Tried): 'succeeded' | 'wrong' | 'locked' | 'suspended' {
  if (!counted.admitted) return 'locked'
  if (!right) return 'wrong'

  return account?.state === 'suspended' ? 'suspended' : 'succeeded'
}

function secondsUntil(until: Date | null, at: Date): number {
  return Math.max(1, Math.ceil(((until?.getTime() ?? at.getTime()) - at.getTime()) / 1000))
}

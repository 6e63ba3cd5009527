// What people may change about themselves: name, number, language, photo, and their password.
import { usePicture } from '@provender/media'
import type { Context } from '@provender/platform/context'
import type { Open, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { invalidRequest, unauthenticated } from '@provender/platform/http-errors'
import { Type, type Static } from 'typebox'
import { type AccountId, type Profile, nameProblems, normalName, normalPhone, phoneProblems } from './account.ts'
import { updatePassword, updateProfile } from './account-store.ts'
import { confirmPassword } from './confirm-password.ts'
import { profileChanged } from './events.ts'
import { getProfile } from './get-account.ts'
import { hashPassword, mostCharacters, passwordProblems } from './password.ts'
import { endAllSessions } from './sign-out.ts'

export const ChangeProfile = Type.Object({
  name: Type.Optional(Type.String({ maxLength: 400 })),
  phone: Type.Optional(
    Type.Union([Type.String({ maxLength: 40 }), Type.Null()], { description: 'null takes it away.' }),
  ),
  language: Type.Optional(Type.Enum(['en', 'fr'])),
  picture: Type.Optional(
    Type.Union([Type.String({ pattern: '^photo:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }), Type.Null()], {
      description: 'An uploaded photo of your own; null takes it away.',
    }),
  ),
})
export type ChangeProfile = Static<typeof ChangeProfile>

/** Only what is named changes. */
export async function changeProfile(
  tx: Tx,
  ctx: Context,
  { name, phone, language, picture }: ChangeProfile,
): Promise<Profile> {
  const accountId = ownId(ctx)
  const problems = [
    ...(name === undefined ? [] : nameProblems(name)),
    ...(typeof phone === 'string' ? phoneProblems(phone, ctx.market.settings.country) : []),
  ]
  if (problems.length > 0) throw invalidRequest({ errors: problems })

  await updateProfile(tx, accountId, {
    name: name === undefined ? undefined : normalName(name),
    phone: typeof phone === 'string' ? normalPhone(phone, ctx.market.settings.country) : phone,
    language,
    picture,
  })
  if (picture !== undefined) await usePicture(tx, ctx, { usedBy: `account:${accountId}`, picture })
  await publish(tx, profileChanged, { accountId })

  return getProfile(tx, ctx)
}

export const ChangePassword = Type.Object({
  currentPassword: Type.String({ maxLength: mostCharacters }),
  newPassword: Type.String({ maxLength: 400 }),
})
export type ChangePassword = Static<typeof ChangePassword>

/**
 * Asks for the present password, so that a phone left lying about changes nothing; wrong ones count like those of
 * signing in. Every session ends: whoever knew the old password is out, and one signs in with the new one.
 */
export async function changePassword(
  open: Open,
  ctx: Context,
  { currentPassword, newPassword }: ChangePassword,
): Promise<void> {
  const accountId = ownId(ctx)
  const problems = passwordProblems(newPassword, 'newPassword')
  if (problems.length > 0) throw invalidRequest({ errors: problems })

  await confirmPassword(open, ctx, currentPassword, 'currentPassword')

  const passwordHash = await hashPassword(newPassword)
  await open(async (tx) => {
    await updatePassword(tx, accountId, passwordHash)
    await endAllSessions(tx, ctx, { accountId, because: 'password_changed' })
  })
}

function ownId(ctx: Context): AccountId {
  if (ctx.actor.kind !== 'account') throw unauthenticated()

  return ctx.actor.accountId
}

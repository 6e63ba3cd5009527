// Being asked for the password again, right before something that cannot be undone.
import type { Context } from '@provender/platform/context'
import type { Open } from '@provender/platform/db'
import { invalidRequest, unauthenticated } from '@provender/platform/http-errors'
import { selectCredentials } from './account-store.ts'
import { lockedOut } from './errors.ts'
import { comparePassword, inTurn } from './password.ts'
import { countAttempt, deleteGuard } from './sign-in-store.ts'

/** Wrong ones count like those of signing in. Opens short transactions of its own, so never inside one. */
export async function confirmPassword(
  open: Open,
  { actor, at }: Context,
  password: string,
  field = 'password',
): Promise<void> {
  if (actor.kind !== 'account') throw unauthenticated()
  const { accountId } = actor
  const subject = `account:${accountId}`
  const right = await inTurn(async () => {
    const { account, counted } = await open(async (tx) => ({
      account: await selectCredentials(tx, { id: accountId }),
      counted: await countAttempt(tx, subject, at),
    }))
    if (!counted.admitted) throw lockedOut()

    return comparePassword(account?.passwordHash, password)
  })
  if (!right) throw invalidRequest({ errors: [{ field, problem: 'This is not your present password.' }] })

  await open((tx) => deleteGuard(tx, subject))
}

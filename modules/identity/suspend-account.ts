// Suspending an account and letting it back in.
import { type Context, actorName } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import type { AccountId } from './account.ts'
import { lockAccount, updateAccountState } from './account-store.ts'
import { accountUnknown, notYourself } from './errors.ts'
import { accountRestored, accountSuspended } from './events.ts'
import { endAllSessions } from './sign-out.ts'
import { unsettle } from './unsettled.ts'

/** Every session ends with it: its next request is refused. */
export async function suspendAccount(
  tx: Tx,
  ctx: Context,
  { accountId, reason }: { accountId: AccountId; reason: string },
): Promise<void> {
  if ('accountId' in ctx.actor && ctx.actor.accountId === accountId) throw notYourself()
  if (!(await lockAccount(tx, accountId))) throw accountUnknown()

  unsettle(accountId)
  if (!(await updateAccountState(tx, accountId, reason))) return
  await endAllSessions(tx, ctx, { accountId, because: 'suspended' })
  await publish(tx, accountSuspended, { accountId, by: actorName(ctx.actor) })
}

/** It may sign in again. */
export async function restoreAccount(tx: Tx, ctx: Context, { accountId }: { accountId: AccountId }): Promise<void> {
  if (!(await lockAccount(tx, accountId))) throw accountUnknown()

  if (await updateAccountState(tx, accountId, null))
    await publish(tx, accountRestored, { accountId, by: actorName(ctx.actor) })
}

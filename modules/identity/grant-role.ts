// Giving an account a role, and what it has the role for.
import { type Context, type Role, actorName } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import type { AccountId } from './account.ts'
import { deleteWaitingMembership, insertMembership, lockAccount } from './account-store.ts'
import { accountUnknown } from './errors.ts'
import { roleGranted } from './events.ts'
import { unsettle } from './unsettled.ts'

export interface GrantRole {
  readonly accountId: AccountId
  readonly role: Role
  /** The vendor it works for, the rider it is. */
  readonly subjectId?: string
}

/** The account may use it in its very next request. Granting again changes nothing. */
export async function grantRole(tx: Tx, ctx: Context, { accountId, role, subjectId }: GrantRole): Promise<void> {
  if (!(await lockAccount(tx, accountId))) throw accountUnknown()

  unsettle(accountId)
  const by = actorName(ctx.actor)
  const news = await insertMembership(tx, { accountId, role, subjectId: subjectId ?? null, by, at: ctx.at })
  if (subjectId !== undefined) await deleteWaitingMembership(tx, accountId, role)
  if (news) await publish(tx, roleGranted, { accountId, role, subjectId: subjectId ?? null })
}

/** Tells an account which vendor it works for, or which rider it is; the role comes along if it was missing. */
export async function bindSubject(
  tx: Tx,
  ctx: Context,
  binding: { readonly accountId: AccountId; readonly role: 'vendor' | 'rider'; readonly subjectId: string },
): Promise<void> {
  await grantRole(tx, ctx, binding)
}

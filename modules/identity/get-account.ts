// Questions about accounts: one's own, how to reach somebody, and all of a market for its admins.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { unauthenticated } from '@provender/platform/http-errors'
import { Type, type Static } from 'typebox'
import { type AccountId, Profile, normalEmail, normalPhone, profileReply } from './account.ts'
import {
  type AccountFilter,
  type Contact,
  selectAccount,
  selectAccounts,
  selectContact,
  selectCredentials,
} from './account-store.ts'
import { accountUnknown } from './errors.ts'

export async function getProfile(db: Db, ctx: Context): Promise<Profile> {
  if (ctx.actor.kind !== 'account') throw unauthenticated()
  const account = await selectAccount(db, ctx.actor.accountId)
  if (!account) throw unauthenticated()

  return profileReply(account)
}

/** What others of the business need to reach this person. */
export async function getContact(db: Db, _ctx: Context, accountId: AccountId): Promise<Contact> {
  const contact = await selectContact(db, accountId)
  if (!contact) throw accountUnknown()

  return contact
}

/** A customer who may sign in, by e-mail address or phone number as somebody typed it, or by id. */
export async function findCustomer(
  db: Db,
  ctx: Context,
  who: string | { readonly accountId: AccountId },
): Promise<{ readonly accountId: AccountId; readonly name: string } | undefined> {
  const by = typeof who === 'string' ? nameOf(ctx, who) : { id: who.accountId }
  const account = by && (await selectCredentials(db, by))
  if (!account || account.state !== 'active' || !account.roles.includes('customer')) return undefined

  return { accountId: account.id, name: account.name }
}

function nameOf(ctx: Context, typed: string): { email: string } | { phone: string } | undefined {
  const email = normalEmail(typed)
  if (email !== undefined) return { email }
  const phone = normalPhone(typed, ctx.market.settings.country)

  return phone === undefined ? undefined : { phone }
}

/** An account as an admin sees it. */
export const AccountOfMarket = Type.Object(
  { ...Profile.properties, state: Type.Enum(['active', 'suspended']) },
  { title: 'AccountOfMarket' },
)
export type AccountOfMarket = Static<typeof AccountOfMarket>

/** The newest first, a page at a time. */
export async function listAccounts(
  db: Db,
  filter: Omit<AccountFilter, 'before'> & { readonly after?: string },
): Promise<{ items: AccountOfMarket[]; next: string | null }> {
  const { after, limit, ...rest } = filter
  const found = await selectAccounts(db, { ...rest, ...(after !== undefined && { before: after }), limit: limit + 1 })
  const page = found.slice(0, limit)

  return {
    items: page.map((account) => ({ ...profileReply(account), state: account.state })),
    next: found.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

export async function getAccount(db: Db, accountId: AccountId): Promise<AccountOfMarket> {
  const account = await selectAccount(db, accountId)
  if (!account) throw accountUnknown()

  return { ...profileReply(account), state: account.state }
}

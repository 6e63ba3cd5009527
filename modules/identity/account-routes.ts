// The addresses of people's own profile, and of all accounts for those who run a market.
import { pictureUnknown } from '@provender/media'
import { type AnyRoute, route } from '@provender/platform/http'
import { Type } from 'typebox'
import { AccountId, Profile } from './account.ts'
import { ChangePassword, ChangeProfile, changePassword, changeProfile } from './change-profile.ts'
import { accountUnknown, lockedOut, notYourself, phoneTaken, tooBusy } from './errors.ts'
import { AccountOfMarket, getAccount, getProfile, listAccounts } from './get-account.ts'
import { dropCookies } from './session-cookies.ts'
import { restoreAccount, suspendAccount } from './suspend-account.ts'

const OneAccount = Type.Object({ accountId: AccountId })

export const accountRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/users/profile',
    audience: 'customer',
    permission: 'identity.read_profile',
    summary: 'Who am I here?',
    reply: Profile,
    errors: [],
    handle: ({ db, ctx }) => getProfile(db, ctx),
  }),
  route({
    method: 'PUT',
    path: '/users/profile',
    audience: 'customer',
    permission: 'identity.change_profile',
    summary: 'Change my name, phone number, language or photo',
    body: ChangeProfile,
    reply: Profile,
    errors: [phoneTaken, pictureUnknown],
    handle: ({ tx, ctx, body }) => changeProfile(tx, ctx, body),
  }),
  route({
    method: 'PUT',
    path: '/users/password',
    audience: 'customer',
    permission: 'identity.change_password',
    summary: 'Change my password; every device has to sign in again',
    body: ChangePassword,
    reply: Type.Object({ signedIn: Type.Boolean() }),
    errors: [lockedOut, tooBusy],
    limit: { most: 20, perSeconds: 900, by: 'account' },
    transaction: 'own',
    async handle(asked) {
      await changePassword(asked.open, asked.ctx, asked.body)
      dropCookies(asked)

      return { signedIn: false }
    },
  }),
  route({
    method: 'GET',
    path: '/accounts',
    audience: 'admin',
    permission: 'identity.list_accounts',
    summary: 'The accounts of this market, the newest first',
    query: Type.Object({
      role: Type.Optional(Type.Enum(['customer', 'vendor', 'rider', 'admin'])),
      state: Type.Optional(Type.Enum(['active', 'suspended'])),
      search: Type.Optional(
        Type.String({ minLength: 1, maxLength: 100, description: 'Part of a name, address or number.' }),
      ),
      after: Type.Optional(AccountId),
      limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }),
    }),
    reply: Type.Object(
      { items: Type.Array(AccountOfMarket), next: Type.Union([Type.String(), Type.Null()]) },
      { title: 'AccountList' },
    ),
    errors: [],
    handle: ({ db, query }) => listAccounts(db, query),
  }),
  route({
    method: 'GET',
    path: '/accounts/:accountId',
    audience: 'admin',
    permission: 'identity.read_account',
    summary: 'One account',
    params: OneAccount,
    reply: AccountOfMarket,
    errors: [accountUnknown],
    handle: ({ db, params }) => getAccount(db, params.accountId),
  }),
  route({
    method: 'PUT',
    path: '/accounts/:accountId/suspension',
    audience: 'admin',
    permission: 'identity.suspend_account',
    summary: 'Suspend an account: all its sessions end at once',
    params: OneAccount,
    body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) }),
    reply: AccountOfMarket,
    errors: [accountUnknown, notYourself],
    async handle({ tx, ctx, params, body }) {
      await suspendAccount(tx, ctx, { ...params, reason: body.reason })
      return getAccount(tx, params.accountId)
    },
  }),
  route({
    method: 'DELETE',
    path: '/accounts/:accountId/suspension',
    audience: 'admin',
    permission: 'identity.restore_account',
    summary: 'Let a suspended account back in',
    params: OneAccount,
    reply: AccountOfMarket,
    errors: [accountUnknown],
    async handle({ tx, ctx, params }) {
      await restoreAccount(tx, ctx, params)
      return getAccount(tx, params.accountId)
    },
  }),
]

// The books of a market, for its administrators.
import { type AnyRoute, route } from '@provender/platform/http'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'
import { fundsUnknown, walletUnknown } from './errors.ts'
import { PlatformAccount, freezeWallet, listPlatformAccounts } from './move-wallet-money.ts'
import { Violation, findViolations } from './find-violations.ts'
import { OrderLedger, getOrderLedger } from './get-order-ledger.ts'

export const ledgerRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/ledger/orders/:orderId',
    audience: 'admin',
    permission: 'ledger.get_order_ledger',
    summary: "An order's money: its terms, entries and accounts",
    params: Type.Object({ orderId: IdOf('order') }),
    reply: OrderLedger,
    errors: [fundsUnknown],
    handle: ({ db, ctx, params }) => getOrderLedger(db, ctx, params.orderId),
  }),
  route({
    method: 'GET',
    path: '/ledger/invariants',
    audience: 'admin',
    permission: 'ledger.find_violations',
    summary: 'Proof of the books: every violation found is a defect, none is the good answer',
    reply: Type.Object({ violations: Type.Array(Violation) }, { title: 'LedgerInvariants' }),
    errors: [],
    handle: async ({ db, ctx }) => ({ violations: await findViolations(db, ctx) }),
  }),
  route({
    method: 'GET',
    path: '/wallet/balance',
    audience: 'admin',
    permission: 'ledger.get_platform_balances',
    summary: "What stands in the platform's own accounts",
    reply: Type.Object({ items: Type.Array(PlatformAccount) }, { title: 'PlatformAccounts' }),
    errors: [],
    handle: async ({ db, ctx }) => ({ items: await listPlatformAccounts(db, ctx) }),
  }),
  route({
    method: 'PUT',
    path: '/wallets/:ownerKind/:ownerId/state',
    audience: 'admin',
    permission: 'ledger.freeze_wallet',
    summary: "Freeze somebody's wallet, or open it again; a frozen one receives and does not pay",
    idempotent: 'accepted',
    params: Type.Object({
      ownerKind: Type.Enum(['customer', 'vendor', 'rider']),
      ownerId: Type.String({ format: 'uuid' }),
    }),
    body: Type.Object({
      state: Type.Enum(['open', 'frozen']),
      reason: Type.String({ minLength: 3, maxLength: 300, description: 'Kept with the event.' }),
    }),
    reply: Type.Object({ state: Type.Enum(['open', 'frozen']) }, { title: 'WalletState' }),
    errors: [walletUnknown],
    handle: ({ tx, ctx, params, body }) => freezeWallet(tx, ctx, { ...params, ...body }),
  }),
]

// The ledger over HTTP: a customer's wallet, and the books for administrators.
import type { MarketSettings } from '@provender/markets'
import type { Context } from '@provender/platform/context'
import { unauthenticated } from '@provender/platform/http-errors'
import { type AnyRoute, route } from '@provender/platform/http'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'
import type { AccountName } from './account.ts'
import { fundsUnknown } from './errors.ts'
import { Violation, findViolations } from './find-violations.ts'
import { getBalance } from './get-balance.ts'
import { OrderLedger, getOrderLedger } from './get-order-ledger.ts'
import { ListStatement, StatementPage, listStatement } from './list-statement.ts'

export const ledgerRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/wallet/balance',
    audience: 'customer',
    permission: 'ledger.get_balance',
    summary: 'What is in my wallet',
    reply: Type.Object({ balanceMinor: Type.Integer(), currency: Type.String() }, { title: 'WalletBalance' }),
    errors: [],
    handle: async ({ db, ctx }) => {
      const wallet = ownWallet(ctx)
      return { balanceMinor: await getBalance(db, ctx, wallet), currency: wallet.currency }
    },
  }),
  route({
    method: 'GET',
    path: '/wallet/transactions',
    audience: 'customer',
    permission: 'ledger.list_statement',
    summary: 'What went into and out of my wallet, newest first',
    query: ListStatement,
    reply: StatementPage,
    errors: [],
    handle: ({ db, ctx, query }) => listStatement(db, ctx, { ...query, account: ownWallet(ctx) }),
  }),
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
]

function ownWallet({ actor, market }: Context): AccountName {
  if (actor.kind !== 'account') throw unauthenticated()

  const { currency }: Pick<MarketSettings, 'currency'> = market.settings
  return { ownerKind: 'customer', ownerId: actor.accountId, kind: 'wallet', currency }
}

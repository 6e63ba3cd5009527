// Wallets over HTTP: everybody sees his own, as a customer, a vendor or a rider.
import type { Context } from '@provender/platform/context'
import { FileReply, type AnyRoute, nameFile, route } from '@provender/platform/http'
import { unauthenticated } from '@provender/platform/http-errors'
import { Type } from 'typebox'
import type { AccountName } from './account.ts'
import { walletUnknown } from './errors.ts'
import { ListStatement, StatementPage, listStatement } from './list-statement.ts'
import { Standing, getStanding } from './move-wallet-money.ts'
import { PeriodOfStatement, statementFile } from './statement-file.ts'

type Side = AccountName['ownerKind']

function walletRoutesOf(side: Side): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/wallet/balance',
      audience: side,
      permission: 'ledger.get_balance',
      summary: 'What is in my wallet, and what I owe of it',
      reply: Type.Object(
        {
          ...Standing.properties,
          others: Type.Array(Standing, { description: 'In other currencies; never added up.' }),
        },
        { title: 'WalletBalance' },
      ),
      errors: [walletUnknown],
      handle: async ({ db, ctx }) => {
        const [standing, ...others] = await getStanding(db, ctx, ownWallet(ctx, side))
        return { ...(standing as Standing), others }
      },
    }),
    route({
      method: 'GET',
      path: '/wallet/transactions',
      audience: side,
      permission: 'ledger.list_statement',
      summary: 'What went into and out of my wallet, newest first',
      query: ListStatement,
      reply: StatementPage,
      errors: [walletUnknown],
      handle: ({ db, ctx, query }) => listStatement(db, ctx, { ...query, account: ownWallet(ctx, side) }),
    }),
    route({
      method: 'GET',
      path: '/wallet/statement.csv',
      audience: side,
      permission: 'ledger.list_statement',
      summary: 'My statement as a table for spreadsheets',
      query: PeriodOfStatement,
      file: 'text/csv',
      reply: FileReply,
      errors: [walletUnknown],
      handle: async ({ db, ctx, query, response }) => {
        nameFile(response, `statement-${ctx.at.toISOString().slice(0, 10)}.csv`)
        return statementFile(db, ctx, { ...query, account: ownWallet(ctx, side) })
      },
    }),
  ]
}

export const walletRoutes: readonly AnyRoute[] = (['customer', 'vendor', 'rider'] as const).flatMap(walletRoutesOf)

/** Of the vendor they work for, of the rider they are, or their own. */
function ownWallet({ actor, market }: Context, side: Side): AccountName {
  if (actor.kind !== 'account') throw unauthenticated()
  const ownerId = { customer: actor.accountId, vendor: actor.vendorIds[0], rider: actor.riderId }[side]
  if (ownerId === undefined) throw walletUnknown()

  return { ownerKind: side, ownerId, kind: 'wallet', currency: market.settings.currency }
}

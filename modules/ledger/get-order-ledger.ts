// Where an order's money stands and how it got there.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { Account } from './account.ts'
import { fundsUnknown } from './errors.ts'
import { selectFunds, selectOrderEntries } from './ledger-store.ts'
import { OrderFunds } from './order-funds.ts'
import { Entry } from './transfer.ts'

export const OrderLedger = Type.Object(
  { funds: OrderFunds, accounts: Type.Array(Account), entries: Type.Array(Entry) },
  { title: 'OrderLedger' },
)
export type OrderLedger = Static<typeof OrderLedger>

/** Throws `fundsUnknown`. */
export async function getOrderFunds(db: Db, _ctx: Context, orderId: string): Promise<OrderFunds> {
  const funds = await selectFunds(db, orderId)
  if (!funds) throw fundsUnknown()

  return funds
}

/** Its terms, every entry it caused, and the accounts they touched with their balances of today. */
export async function getOrderLedger(db: Db, ctx: Context, orderId: string): Promise<OrderLedger> {
  const funds = await getOrderFunds(db, ctx, orderId)
  return { funds, ...(await selectOrderEntries(db, orderId)) }
}

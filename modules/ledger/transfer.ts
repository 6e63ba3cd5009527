// A transfer: money moved once, by entries that sum to zero.
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { Account } from './account.ts'
import { TransferKind } from './events.ts'

export type TransferKind = Static<typeof TransferKind>

const amountMinor = Type.Integer({ description: 'Above zero: into the account. Below: out of it. Minor units.' })
const at = Type.String({ format: 'date-time' })

/** One line of an account's statement. */
export const StatementLine = Type.Object({
  number: Type.Integer({ minimum: 1, description: 'Counts 1, 2, 3 … in each account, without gaps.' }),
  transferId: Type.Integer(),
  kind: TransferKind,
  orderId: Type.Union([IdOf('order'), Type.Null()]),
  amountMinor,
  balanceAfterMinor: Type.Integer(),
  at,
})
export type StatementLine = Static<typeof StatementLine>

/** An entry as an accountant wants to see it: with its transfer and its account. */
export const Entry = Type.Object({
  transferId: Type.Integer(),
  kind: TransferKind,
  accountId: Account.properties.id,
  amountMinor,
  balanceAfterMinor: Type.Union([Type.Integer(), Type.Null()], { description: 'Null for hot accounts.' }),
  actor: Type.String({ description: 'Who moved it.' }),
  at,
})
export type Entry = Static<typeof Entry>

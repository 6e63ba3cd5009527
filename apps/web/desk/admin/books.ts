// An order's entries as an accountant lays them out: T-accounts and transfers that sum to nothing. Pure.
import type { OrderLedger } from '../answers.ts'

type Account = OrderLedger['accounts'][number]
type Entry = OrderLedger['entries'][number]

export interface TAccount {
  account: Account
  /** Into the account. */
  credits: Entry[]
  /** Out of it; amounts below zero. */
  debits: Entry[]
  /** What this order has left in it. */
  sumMinor: number
}

export interface TransferSheet {
  id: number
  kind: Entry['kind']
  at: string
  entries: { entry: Entry; account: Account | undefined }[]
  /** Zero, or the books are wrong. */
  sumMinor: number
}

export function tAccountsOf({ accounts, entries }: Pick<OrderLedger, 'accounts' | 'entries'>): TAccount[] {
  return accounts.map((account) => {
    const own = entries.filter(({ accountId }) => accountId === account.id)
    return {
      account,
      credits: own.filter(({ amountMinor }) => amountMinor > 0),
      debits: own.filter(({ amountMinor }) => amountMinor < 0),
      sumMinor: sumOf(own),
    }
  })
}

export function transfersOf({ accounts, entries }: Pick<OrderLedger, 'accounts' | 'entries'>): TransferSheet[] {
  const byId = new Map(accounts.map((account) => [account.id, account]))
  return [...Map.groupBy(entries, ({ transferId }) => transferId)].map(([id, own]) => ({
    id,
    kind: own[0]?.kind ?? 'settlement',
    at: own[0]?.at ?? '',
    entries: own.map((entry) => ({ entry, account: byId.get(entry.accountId) })),
    sumMinor: sumOf(own),
  }))
}

export function sumOf(entries: readonly Pick<Entry, 'amountMinor'>[]): number {
  return entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}

// What the ledger has booked of a payment provider, under the names the provider's statement uses.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { selectProviderMoney } from './books-store.ts'

/** Charges go by the provider's own name for them, refunds by our reference. */
export interface ProviderBooking {
  readonly kind: 'charge' | 'refund'
  readonly name: string
  readonly amountMinor: number
  readonly currency: string
}

/** Of certain names, whenever they were booked; or all of a span of time. */
export type ProviderMoneyFilter =
  | { readonly provider: string; readonly names: readonly string[] }
  | { readonly provider: string; readonly from: Date; readonly until: Date }

export async function listProviderMoney(
  db: Db,
  _ctx: Context,
  filter: ProviderMoneyFilter,
): Promise<ProviderBooking[]> {
  const rows = await selectProviderMoney(db, filter)

  return rows.map(({ key, currency, amount_minor: amountMinor }) => {
    const refund = key.startsWith('refund_sent:')
    const prefix = refund ? 'refund_sent:' : `capture:${filter.provider}:`
    return { kind: refund ? 'refund' : 'charge', name: key.slice(prefix.length), amountMinor, currency }
  })
}

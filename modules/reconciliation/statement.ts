// A provider's statement: what it says it has collected, line by line.
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'

/** One thing a provider did with our money, in minor units of its currency. */
export interface StatementLine {
  /** As people count them: the first line of data is 1. */
  readonly number: number
  readonly kind: 'charge' | 'refund'
  /** The provider's own name for it. */
  readonly transaction: string
  /** Ours, where the provider repeats it. */
  readonly reference: string | undefined
  readonly amountMinor: number
  /** What the provider kept of it; undefined where it does not say. */
  readonly feeMinor: number | undefined
  readonly currency: string
  readonly state: 'succeeded' | 'failed'
}

export const StatementId = IdOf<'statement'>('Statement of a provider')

export const Statement = Type.Object(
  {
    id: StatementId,
    gateway: Type.String(),
    source: Type.Enum(['file', 'api'], { description: 'file: uploaded; api: asked of the gateway itself.' }),
    name: Type.String(),
    fromOn: Type.String({ format: 'date', description: 'The first day it covers.' }),
    untilOn: Type.String({ format: 'date', description: 'The last day it covers.' }),
    lines: Type.Integer(),
    collectedMinor: Type.Integer({ description: 'Charges that succeeded, less refunds.' }),
    bookedMinor: Type.Integer({ description: 'What the ledger had of the same days when it was last compared.' }),
    openDifferences: Type.Integer(),
    takenAt: Type.String({ format: 'date-time' }),
    comparedAt: Type.String({ format: 'date-time' }),
  },
  { title: 'Statement' },
)
export type Statement = Static<typeof Statement>

/**
 * "12.50" of a currency with two decimals is 1250. Answers undefined for what is no amount, and for one with more decimals
 * than the currency has: rounding money is not ours to do.
 */
export function minorOf(text: string, decimals: number): number | undefined {
  const found = /^(-?)(\d{1,12})(?:[.,](\d+))?$/.exec(text.trim().replace(/[\s'’]/g, ''))
  if (!found) return undefined
  const [, sign, whole, part = ''] = found
  if (/[1-9]/.test(part.slice(decimals))) return undefined
  const minor = Number(`${whole}${part.slice(0, decimals).padEnd(decimals, '0')}`)

  return Number.isSafeInteger(minor) ? (sign === '-' ? -minor : minor) : undefined
}

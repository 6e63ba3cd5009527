// Holding a statement against our books, line by line: pure, so that every kind of difference can be injected and found.
import type { StatementLine } from './statement.ts'

/** What the ledger has booked of a provider. */
export interface Booked {
  readonly kind: 'charge' | 'refund'
  /** Charges go by the provider's own name, refunds by our reference. */
  readonly name: string
  readonly amountMinor: number
  readonly currency: string
}

export const differenceKinds = [
  'missing_here',
  'missing_there',
  'amount',
  'currency',
  'fee',
  'duplicate',
  'state',
] as const
export type DifferenceKind = (typeof differenceKinds)[number]

export interface Difference {
  readonly kind: DifferenceKind
  /** What it is about: the provider's name for a charge, ours for a refund. */
  readonly subject: string
  readonly line: number | undefined
  readonly reference: string | undefined
  readonly oursMinor: number | undefined
  readonly theirsMinor: number | undefined
  readonly currency: string
}

/** What a provider may keep of a charge: basis points, rounded half up, and a fixed part. */
export interface FeeRule {
  readonly bp: number
  readonly fixedMinor: number
}

/**
 * @param booked of these subjects, whenever they were booked
 * @param expected what was booked in the days of the statement and should be on it
 */
export function matchStatement(
  lines: readonly StatementLine[],
  {
    booked,
    expected,
    feeRule,
  }: { booked: readonly Booked[]; expected: readonly Booked[]; feeRule: FeeRule | undefined },
): Difference[] {
  const ours = new Map(booked.map((each) => [keyOf(each.kind, each.name), each]))
  const seen = new Set<string>()
  const found: Difference[] = []
  for (const line of lines) {
    const key = keyOf(line.kind, nameOf(line))
    const book = ours.get(key)
    // A failed try of something that went through later is no second time.
    if (seen.has(key) && line.state === 'succeeded') found.push(difference('duplicate', line, book))
    else found.push(...compare(line, book, feeRule))
    if (line.state === 'succeeded' || book) seen.add(key)
  }
  const missing = expected.filter((each) => !seen.has(keyOf(each.kind, each.name)))

  return [
    ...found,
    ...missing.map((each): Difference => ({
      kind: 'missing_there',
      subject: each.name,
      line: undefined,
      reference: undefined,
      oursMinor: each.amountMinor,
      theirsMinor: undefined,
      currency: each.currency,
    })),
  ]
}

function compare(line: StatementLine, book: Booked | undefined, feeRule: FeeRule | undefined): Difference[] {
  if (line.state === 'failed') return book ? [difference('state', line, book)] : []
  if (!book) return [difference('missing_here', line, undefined)]
  if (line.currency !== book.currency) return [difference('currency', line, book)]
  if (line.amountMinor !== book.amountMinor) return [difference('amount', line, book)]

  const fee = line.kind === 'charge' && feeRule ? feeOf(line.amountMinor, feeRule) : undefined
  if (fee === undefined || line.feeMinor === undefined || line.feeMinor === fee) return []
  return [{ ...difference('fee', line, book), oursMinor: fee, theirsMinor: line.feeMinor }]
}

export function feeOf(amountMinor: number, { bp, fixedMinor }: FeeRule): number {
  return Math.floor((amountMinor * bp + 5000) / 10_000) + fixedMinor
}

function difference(kind: DifferenceKind, line: StatementLine, book: Booked | undefined): Difference {
  return {
    kind,
    subject: nameOf(line),
    line: line.number,
    reference: line.reference,
    oursMinor: book?.amountMinor,
    theirsMinor: line.amountMinor,
    currency: line.currency,
  }
}

function nameOf({ kind, transaction, reference }: StatementLine): string {
  return kind === 'refund' ? (reference ?? transaction) : transaction
}

function keyOf(kind: string, name: string): string {
  return `${kind} ${name}`
}

// Tax: which rate a thing is taxed at, and how much that is, rounded on each line so that a receipt adds up.
import { type MarketSettings, textIn, type Language } from '@provender/markets'
import type { PricePart } from './part.ts'

/** An amount to be taxed at one rate. */
export interface Taxed {
  readonly amountMinor: number
  readonly bp: number
  readonly included: boolean
}

/** The rate of goods: their category's class, or the market's usual one. */
export function goodsRate(tax: MarketSettings['tax'], taxClass: string | null | undefined): Omit<Taxed, 'amountMinor'> {
  const special = taxClass ? tax.classes?.find(({ id }) => id === taxClass) : undefined

  return { bp: special?.bp ?? tax.goodsBp, included: special?.included ?? tax.included }
}

export function feeRate(tax: MarketSettings['tax']): Omit<Taxed, 'amountMinor'> {
  return { bp: tax.deliveryBp, included: tax.included }
}

/** Tax in or on an amount, rounded half up in whole numbers. */
export function taxOn({ amountMinor, bp, included }: Taxed): number {
  const whole = included ? 10_000 + bp : 10_000

  return Math.floor((2 * amountMinor * bp + whole) / (2 * whole))
}

/** One part for each rate, the taxes of its lines summed after rounding. */
export function taxParts(lines: readonly Taxed[], tax: MarketSettings['tax'], language: Language): PricePart[] {
  const byRate = Map.groupBy(lines, ({ bp, included }) => `${bp} ${included}`)

  return [...byRate.values()]
    .map((same) => {
      const { bp, included } = same[0] as Taxed
      const amountMinor = same.reduce((sum, line) => sum + taxOn(line), 0)
      return { code: 'tax' as const, amountMinor, facts: { bp, included, label: textIn(tax.label, language) } }
    })
    .filter(({ amountMinor }) => amountMinor > 0)
}

// New prices by one rule: so much per cent or so much money, rounded to what people pay with.
import { Type, type Static } from 'typebox'

export const RepriceRule = Type.Object(
  {
    by: Type.Union([
      Type.Object({ percentBp: Type.Integer({ minimum: -9000, maximum: 100_000, description: '1250 is 12.5 %.' }) }),
      Type.Object({ amountMinor: Type.Integer({ minimum: -1_000_000_000, maximum: 1_000_000_000 }) }),
    ]),
    roundToMinor: Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Prices become multiples of this.' }),
    rounding: Type.Enum(['nearest', 'up', 'down']),
  },
  { title: 'RepriceRule' },
)
export type RepriceRule = Static<typeof RepriceRule>

const mostMinor = 1_000_000_000

/** Exact whatever the size; half a step is rounded up. Nothing when the price would not be one any more. */
export function repriced(priceMinor: number, { by, roundToMinor, rounding }: RepriceRule): number | undefined {
  const step = BigInt(roundToMinor)
  // In ten-thousandths of a minor unit, so that nothing is rounded before the end.
  const wanted =
    'percentBp' in by
      ? BigInt(priceMinor) * BigInt(10_000 + by.percentBp)
      : BigInt(priceMinor + by.amountMinor) * 10_000n
  const unit = step * 10_000n
  if (wanted < 0n) return undefined
  const steps = rounding === 'down' ? wanted / unit : (wanted + (rounding === 'up' ? unit - 1n : unit / 2n)) / unit
  const price = Number(steps * step)

  return price > mostMinor || (price === 0 && priceMinor > 0) ? undefined : price
}

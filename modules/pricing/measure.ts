// Goods sold by weight or volume: amounts in whole base units, steps, and the bound of what is weighed only when packed.
import type { DomainError } from '@provender/platform/errors'
import { Type, type Static } from 'typebox'
import { quantityUnfit } from './errors.ts'

export const BaseUnit = Type.Enum(['g', 'ml', 'lb_100'], {
  description: 'Grams, millilitres, or hundredths of a pound: quantities are whole numbers of it.',
})

const amount = (description: string) => Type.Integer({ minimum: 1, maximum: 1_000_000, description })

export const Measure = Type.Object(
  {
    base: BaseUnit,
    per: amount('The price is for so many base units.'),
    step: amount('It is sold in steps of so many.'),
    least: amount('At least so many.'),
    most: amount('At most so many in one order line.'),
    toleranceBp: Type.Union([Type.Integer({ minimum: 0, maximum: 5000 }), Type.Null()], {
      description: 'What is packed may weigh that much more, in basis points; null: it is packed to the gram.',
    }),
  },
  { title: 'Measure' },
)
export type Measure = Static<typeof Measure>

/** Of a line: what its unit price is for. */
export const LineMeasure = Type.Object({ base: BaseUnit, per: amount('The price is for so many base units.') })
export type LineMeasure = Static<typeof LineMeasure>

/** What the price of each unit buys, for those that can be weighed or poured. */
const unitMeasures: Readonly<Record<string, Pick<Measure, 'base' | 'per'>>> = {
  kg: { base: 'g', per: 1000 },
  '500 g': { base: 'g', per: 500 },
  '250 g': { base: 'g', per: 250 },
  '100 g': { base: 'g', per: 100 },
  pound: { base: 'lb_100', per: 100 },
  'half pound': { base: 'lb_100', per: 50 },
  litre: { base: 'ml', per: 1000 },
  '500 ml': { base: 'ml', per: 500 },
}

/** What one of a unit is in base units; nothing for what is counted. */
export function measureOf(unit: string): Pick<Measure, 'base' | 'per'> | undefined {
  return unitMeasures[unit]
}

/** The most kinds of one counted thing on a line. */
const mostPieces = 99

/** Whether so much of it can be ordered: within its bounds and in its steps. */
export function whyNotAmount(
  productId: string,
  measure: Measure | null | undefined,
  quantity: number,
): DomainError | undefined {
  const { step, least, most } = measure ?? { step: 1, least: 1, most: mostPieces }
  const fits = quantity >= least && quantity <= most && (quantity - least) % step === 0

  return fits ? undefined : quantityUnfit({ productId, step, least, most, quantity })
}

/** The most that may be packed, and is paid for until it is weighed; nothing where it is packed as ordered. */
export function boundOf(measure: Measure | null | undefined, quantity: number): number | undefined {
  if (!measure || measure.toleranceBp === null) return undefined

  return Math.floor((quantity * (10_000 + measure.toleranceBp)) / 10_000)
}

/** What so much costs, rounded half up to whole minor units. */
export function priceOfAmount(unitPriceMinor: number, quantity: number, per = 1): number {
  return Number((2n * BigInt(unitPriceMinor) * BigInt(quantity) + BigInt(per)) / (2n * BigInt(per)))
}

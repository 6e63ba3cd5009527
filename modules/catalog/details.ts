// What is known of a product besides name and price, as it is written, kept, and read for customers.
import type { Context } from '@provender/platform/context'
import { Measure, measureOf } from '@provender/pricing'
import { Type, type Static, type TSchema } from 'typebox'
import { Facts, FactsDraft, publicFacts } from './facts.ts'
import { type Sale, SoldWhen, saleAt, whenIsUnclear } from './sold-when.ts'

const nullable = <S extends TSchema>(schema: S, description: string) =>
  Type.Union([schema, Type.Null()], { description })

const PreparationMinutes = nullable(
  Type.Integer({ minimum: 0, maximum: 2880 }),
  'From accepting to ready, where it takes longer than the vendor usually needs.',
)

/** What a vendor says; what is left out stays as it is. Base unit and size of a measure follow from the unit. */
export const detailsDraft = {
  measure: Type.Optional(
    nullable(
      Type.Pick(Measure, ['step', 'least', 'most', 'toleranceBp']),
      'In which steps it is weighed or poured, in base units; null: it is counted.',
    ),
  ),
  facts: Type.Optional(FactsDraft),
  soldWhen: Type.Optional(nullable(SoldWhen, 'When it is sold; null: whenever the vendor is open.')),
  preparationMinutes: Type.Optional(PreparationMinutes),
}
const DetailsDraft = Type.Object(detailsDraft)
export type DetailsDraft = Static<typeof DetailsDraft>

/** What its vendor sees. */
export const ownDetails = {
  measure: nullable(Measure, 'How it is weighed or poured; null: it is counted.'),
  facts: FactsDraft,
  soldWhen: nullable(SoldWhen, 'When it is sold; null: whenever the vendor is open.'),
  soldOutUntil: nullable(Type.String({ format: 'date-time' }), 'Sold out until then, and back by itself.'),
  preparationMinutes: PreparationMinutes,
}

/** What customers see. */
export const publicDetails = {
  measure: ownDetails.measure,
  facts: Facts,
  soldNow: Type.Boolean({ description: 'Whether it can be had at this moment, as far as days and hours go.' }),
  soldFrom: nullable(Type.String({ format: 'date-time' }), 'When it can be had again; null when now, or not for long.'),
  preparationMinutes: PreparationMinutes,
}

/** As they are kept. */
export interface Details {
  readonly measure: Measure | null
  readonly facts: FactsDraft
  readonly soldWhen: SoldWhen | null
  readonly preparationMinutes: number | null
}
export interface DetailsRead extends Details {
  /** RFC 3339 as JSON has it, or as the driver reads it. */
  readonly soldOutUntil: Date | string | null
}

export const noDetails: Details = { measure: null, facts: {}, soldWhen: null, preparationMinutes: null }

/** What is there now, with what the vendor says about it. */
export function keptDetails(
  draft: DetailsDraft,
  { before, unit }: { before: Details; unit: string },
): { details: Details } | { unclear: { field: string; problem: string } } {
  const measured = draft.measure === undefined ? before.measure : draft.measure
  const size = measureOf(unit)
  const { step, least, most } = measured ?? { step: 1, least: 1, most: 1 }
  if (measured && !size) {
    return {
      unclear: { field: '/measure', problem: 'What is sold in this unit is counted. Choose a weight or volume.' },
    }
  }
  if (least > most || (most - least) % step !== 0) {
    return { unclear: { field: '/measure/most', problem: 'The most must be the least and some steps more.' } }
  }
  const soldWhen = draft.soldWhen === undefined ? before.soldWhen : draft.soldWhen
  const unclear = soldWhen && whenIsUnclear(soldWhen)
  if (unclear) return { unclear }

  return {
    details: {
      measure: measured && size ? { ...measured, ...size } : null,
      facts: draft.facts ?? before.facts,
      soldWhen,
      preparationMinutes: draft.preparationMinutes === undefined ? before.preparationMinutes : draft.preparationMinutes,
    },
  }
}

export function saleOf({ soldWhen, soldOutUntil }: DetailsRead, ctx: Context): Sale {
  return saleAt(
    { soldWhen, soldOutUntil: soldOutUntil === null ? null : new Date(soldOutUntil) },
    ctx.market.settings.timeZone,
    ctx.at,
  )
}

export function publicDetailsOf(read: DetailsRead, ctx: Context) {
  const { measure, preparationMinutes } = read

  return { measure, preparationMinutes, facts: publicFacts(read.facts, ctx.language), ...saleOf(read, ctx) }
}

// What becomes of a product on a later day.
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { ProductId } from '../product.ts'

export const ScheduledChangeId = IdOf<'scheduledChange'>('ScheduledChange')

const PriceMinor = Type.Integer({ minimum: 0, maximum: 1_000_000_000 })

export const ScheduleChange = Type.Object({
  productId: ProductId,
  applyAt: Type.String({ format: 'date-time' }),
  priceMinor: Type.Optional(PriceMinor),
  listed: Type.Optional(Type.Boolean({ description: 'On the menu, or off it.' })),
})
export type ScheduleChange = Static<typeof ScheduleChange>

export const ScheduledChange = Type.Object(
  {
    id: ScheduledChangeId,
    productId: ProductId,
    applyAt: Type.String({ format: 'date-time' }),
    priceMinor: Type.Union([PriceMinor, Type.Null()], { description: 'null: stays.' }),
    listed: Type.Union([Type.Boolean(), Type.Null()], { description: 'null: stays.' }),
  },
  { title: 'ScheduledChange' },
)
export type ScheduledChange = Static<typeof ScheduledChange>

export const ScheduledChangeList = Type.Object({ items: Type.Array(ScheduledChange) }, { title: 'ScheduledChangeList' })

/** A change as it is kept. */
export interface ChangeRecord extends Omit<ScheduledChange, 'applyAt'> {
  readonly vendorId: string
  readonly applyAt: Date
}

export function changeReply({ id, productId, applyAt, priceMinor, listed }: ChangeRecord): ScheduledChange {
  return { id, productId, applyAt: applyAt.toISOString(), priceMinor, listed }
}

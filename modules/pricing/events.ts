// The facts pricing announces.
import { defineEvent } from '@provender/platform/events'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'

/** A price rule is new, different or gone, or something began or ended in the town: prices are worked out anew. */
export const rulesChanged = defineEvent(
  'pricing.rules_changed',
  1,
  Type.Object({ vendorId: Type.Union([IdOf('vendor'), Type.Null()], { description: 'Null: of the whole market.' }) }),
)

/** What lists show of some prices is different now. */
export const pricesChanged = defineEvent(
  'pricing.prices_changed',
  1,
  Type.Object({ products: Type.Integer({ minimum: 1, description: 'How many.' }) }),
)

// The facts that places announces.
import { defineEvent } from '@provender/platform/events'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'

/** A zone was drawn, changed or removed: where deliveries go is another than before. */
export const zonesChanged = defineEvent(
  'places.zones_changed',
  1,
  Type.Object({
    zoneId: IdOf('zone'),
    vendorId: Type.Union([IdOf('vendor'), Type.Null()], { description: "Null: the market's." }),
    change: Type.Enum(['drawn', 'changed', 'removed']),
  }),
)

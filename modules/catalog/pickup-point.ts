// A pickup point: where else than at its door a vendor hands food over.
import { Place } from '@provender/pricing'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'

export const PickupPointId = IdOf<'pickupPoint'>('PickupPoint')

export const mostPickupPoints = 20

export const PickupPointDraft = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }),
  addressLine: Type.String({ minLength: 3, maxLength: 200 }),
  place: Place,
  directions: Type.Union([Type.String({ maxLength: 300 }), Type.Null()], {
    description: 'How to find it: the blue gate behind the school.',
  }),
})
export type PickupPointDraft = Static<typeof PickupPointDraft>

export const PickupPoint = Type.Object({ id: PickupPointId, ...PickupPointDraft.properties }, { title: 'PickupPoint' })
export type PickupPoint = Static<typeof PickupPoint>

export const PickupPointList = Type.Object({ items: Type.Array(PickupPoint) }, { title: 'PickupPointList' })

// An offer: one rider is asked whether he takes one delivery, and has a moment to think about it.
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { DeliveryId } from './delivery.ts'
import { Place, roughly } from './place.ts'

export const offerStates = ['open', 'accepted', 'declined', 'expired', 'withdrawn'] as const
export type OfferState = (typeof offerStates)[number]
export const OfferState = Type.Enum([...offerStates], {
  description: 'withdrawn: the order was cancelled, or the rider went offline.',
})

export const OfferId = IdOf('offer')
export type OfferId = Static<typeof OfferId>

const time = (description: string) => Type.String({ format: 'date-time', description })

export const Offer = Type.Object(
  {
    id: OfferId,
    deliveryId: DeliveryId,
    state: OfferState,
    orderNumber: Type.String(),
    vendorName: Type.String(),
    pickup: Place,
    dropoff: Type.Object(Place.properties, {
      description: 'Roughly, to 100 metres: the door is told to whoever accepts.',
    }),
    approachM: Type.Integer({ description: 'From you to the vendor, in metres.' }),
    distanceM: Type.Integer({ description: 'From the vendor to the customer, in metres.' }),
    feeMinor: Type.Integer({ description: 'What you earn, in minor units.' }),
    collectMinor: Type.Integer({ description: 'Cash to take at the door, in minor units; 0 when the order is paid.' }),
    currency: Type.String(),
    readyAt: Type.Union([time('When the food should be ready.'), Type.Null()]),
    offeredAt: time('When you were asked.'),
    expiresAt: time('Unanswered at this time, somebody else is asked.'),
  },
  { title: 'Offer' },
)
export type Offer = Static<typeof Offer>

/** An offer as it is kept, with what the rider must know of its delivery. */
export interface OfferRecord {
  readonly id: OfferId
  readonly deliveryId: string
  readonly orderId: string
  readonly riderId: string
  readonly state: OfferState
  readonly orderNumber: string
  readonly vendorName: string
  readonly pickup: Place
  readonly dropoff: Place
  readonly approachM: number
  readonly distanceM: number
  readonly feeMinor: number
  readonly collectMinor: number
  readonly currency: string
  readonly readyAt: Date | null
  readonly offeredAt: Date
  readonly expiresAt: Date
}

export function offerReply(offer: OfferRecord): Offer {
  const { orderId: _orderId, riderId: _riderId, ...shown } = offer

  return {
    ...shown,
    dropoff: roughly(offer.dropoff),
    readyAt: offer.readyAt?.toISOString() ?? null,
    offeredAt: offer.offeredAt.toISOString(),
    expiresAt: offer.expiresAt.toISOString(),
  }
}

// The facts that delivery announces. Whole names, numbers and addresses of people stay out of them: the log is for ever.
import { type EventDefinition, defineEvent } from '@provender/platform/events'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static, type TSchema } from 'typebox'

const Place = Type.Object({ lat: Type.Number(), lng: Type.Number() })
const maybe = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])
const time = (description: string) => Type.String({ format: 'date-time', description })

const fact = {
  deliveryId: IdOf('delivery'),
  orderId: IdOf('order'),
  orderNumber: Type.String(),
  vendorId: IdOf('vendor'),
  customerId: IdOf('account'),
  riderId: Type.Union([IdOf('rider'), Type.Null()], { description: 'Whom it concerns; null while nobody is named.' }),
  state: Type.String({ description: 'The state the delivery came into.' }),
  at: time('When.'),
  by: Type.Enum(['customer', 'vendor', 'rider', 'admin', 'system'], { description: 'On whose behalf.' }),
  reason: maybe(Type.String()),
}

/** What every step of a delivery says. */
export const DeliveryFact = Type.Object(fact)
export type DeliveryFact = Static<typeof DeliveryFact>

export const AssignedFact = Type.Object({
  ...fact,
  rider: Type.Object({ name: Type.String({ description: 'The first name.' }), vehicle: Type.String() }),
})

export const deliveryRequested = defineEvent('delivery.delivery_requested', 1, DeliveryFact)
export const riderAssigned = defineEvent('delivery.rider_assigned', 1, AssignedFact)
/** Before he has the food at the vendor's, afterwards at the customer's: the state says which. */
export const riderArrived = defineEvent('delivery.rider_arrived', 1, DeliveryFact)
export const pickedUp = defineEvent('delivery.picked_up', 1, DeliveryFact)
export const delivered = defineEvent('delivery.delivered', 1, DeliveryFact)
export const deliveryFailed = defineEvent('delivery.delivery_failed', 1, DeliveryFact)
export const deliveryReturned = defineEvent('delivery.delivery_returned', 1, DeliveryFact)
/** The rider gave it back before he had the food: it waits again. */
export const deliveryReleased = defineEvent('delivery.delivery_released', 1, DeliveryFact)
export const deliveryCancelled = defineEvent('delivery.delivery_cancelled', 1, DeliveryFact)
/** The kitchen is done, and a rider is on his way to it. */
export const foodReady = defineEvent(
  'delivery.food_ready',
  1,
  Type.Object({ ...fact, vendorName: Type.String(), pickup: Place }),
)

/** Every step after somebody was named. */
export const deliverySteps: readonly EventDefinition<typeof DeliveryFact>[] = [
  riderArrived,
  pickedUp,
  delivered,
  deliveryFailed,
  deliveryReturned,
  deliveryReleased,
  deliveryCancelled,
]

export const offerMade = defineEvent(
  'delivery.offer_made',
  1,
  Type.Object({
    offerId: IdOf('offer'),
    deliveryId: IdOf('delivery'),
    orderId: IdOf('order'),
    riderId: IdOf('rider'),
    orderNumber: Type.String(),
    vendorName: Type.String(),
    pickup: Place,
    approachM: Type.Integer(),
    distanceM: Type.Integer(),
    feeMinor: Type.Integer(),
    collectMinor: Type.Integer(),
    currency: Type.String(),
    expiresAt: time('Unanswered at this time, somebody else is asked.'),
  }),
)

export const offerClosed = defineEvent(
  'delivery.offer_closed',
  1,
  Type.Object({
    offerId: IdOf('offer'),
    deliveryId: IdOf('delivery'),
    riderId: IdOf('rider'),
    state: Type.Enum(['accepted', 'declined', 'expired', 'withdrawn']),
  }),
)

/** The rider has come near to where he is going, or has left it again. */
export const riderNear = defineEvent(
  'delivery.rider_near',
  1,
  Type.Object({
    ...fact,
    near: Type.Union([Type.Enum(['vendor', 'customer']), Type.Null()], { description: 'Where he is now.' }),
    left: Type.Union([Type.Enum(['vendor', 'customer']), Type.Null()], {
      description: 'Where he was and is no longer.',
    }),
  }),
)
/** Where a rider with a delivery is; taken out of the log after an hour. */
export const riderMoved = defineEvent(
  'delivery.rider_moved',
  1,
  Type.Object({
    deliveryId: IdOf('delivery'),
    orderId: IdOf('order'),
    riderId: IdOf('rider'),
    at: time('When the phone measured it.'),
    lat: Type.Number(),
    lng: Type.Number(),
    heading: Type.Union([Type.Number(), Type.Null()]),
    speedMps: Type.Union([Type.Number(), Type.Null()]),
  }),
)

const riderFact = Type.Object({
  riderId: IdOf('rider'),
  name: Type.String({ description: 'The first name.' }),
  approval: Type.Enum(['pending', 'approved', 'rejected']),
  online: Type.Boolean(),
  reason: maybe(Type.String()),
})

export const riderApplied = defineEvent('delivery.rider_applied', 1, riderFact)
export const riderDecided = defineEvent('delivery.rider_decided', 1, riderFact)
export const riderAvailability = defineEvent('delivery.rider_availability_changed', 1, riderFact)

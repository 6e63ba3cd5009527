// The facts that ordering announces, one for each state that others have to know of. Names, numbers and addresses of
// customers stay out of them: the log is for ever.
import { type EventDefinition, defineEvent } from '@provender/platform/events'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'

const Place = Type.Object({ lat: Type.Number(), lng: Type.Number() })
const maybe = <S extends ReturnType<typeof Type.String>>(schema: S) => Type.Union([schema, Type.Null()])

const fact = {
  orderId: IdOf<'order'>('Order'),
  number: Type.String(),
  vendorId: IdOf<'vendor'>('Vendor'),
  vendorName: Type.String(),
  vendorPlace: Place,
  customerId: IdOf<'account'>('Account'),
  state: Type.String({ description: 'The state the order came into.' }),
  fulfilment: Type.Enum(['delivery', 'pickup']),
  paymentMethod: Type.Enum(['wallet', 'cash', 'card', 'mobile_money']),
  goodsMinor: Type.Integer(),
  deliveryFeeMinor: Type.Integer(),
  totalMinor: Type.Integer(),
  currency: Type.String(),
  at: Type.String({ format: 'date-time' }),
  by: Type.Enum(['customer', 'vendor', 'rider', 'admin', 'system'], { description: 'On whose behalf.' }),
  reason: maybe(Type.String()),
  readyAt: maybe(Type.String({ format: 'date-time', description: 'When the vendor means to have it ready.' })),
  vendorKnows: Type.Boolean({
    description: 'False for an order that ended before it was paid: the vendor never saw it.',
  }),
  returnedMinor: Type.Integer({ description: "What went back to the customer's wallet." }),
}

/** What every event about an order says. */
export const OrderFact = Type.Object(fact)
export type OrderFact = Static<typeof OrderFact>

export const PlacedFact = Type.Object({
  ...fact,
  items: Type.Array(
    Type.Object({ productId: IdOf<'product'>('Product'), name: Type.String(), quantity: Type.Integer() }),
  ),
  distanceM: Type.Union([Type.Integer({ description: 'How far it goes, in metres.' }), Type.Null()]),
})
export type PlacedFact = Static<typeof PlacedFact>

/** A line was weighed, or could not be had: the order costs this now. */
export const orderPacked = defineEvent(
  'ordering.order_packed',
  1,
  Type.Object({
    orderId: IdOf<'order'>('Order'),
    number: Type.String(),
    vendorId: IdOf<'vendor'>('Vendor'),
    customerId: IdOf<'account'>('Account'),
    productId: IdOf<'product'>('Product'),
    name: Type.String(),
    orderedQuantity: Type.Integer(),
    packedQuantity: Type.Integer(),
    reason: Type.Enum(['weighed', 'sold_out', 'damaged']),
    chargedMinor: Type.Integer(),
    returnedMinor: Type.Integer({ description: "What went back to the customer's wallet." }),
    totalMinor: Type.Integer({ description: 'What the order costs now.' }),
    currency: Type.String(),
    at: Type.String({ format: 'date-time' }),
  }),
)
export const orderPlaced = defineEvent('ordering.order_placed', 1, PlacedFact)
export const orderAccepted = defineEvent('ordering.order_accepted', 1, OrderFact)
export const orderDeclined = defineEvent('ordering.order_declined', 1, OrderFact)
export const orderPreparing = defineEvent('ordering.order_preparing', 1, OrderFact)
export const orderReady = defineEvent('ordering.order_ready', 1, OrderFact)
export const orderPickedUp = defineEvent('ordering.order_picked_up', 1, OrderFact)
export const orderCollected = defineEvent('ordering.order_collected', 1, OrderFact)
export const orderDelivered = defineEvent('ordering.order_delivered', 1, OrderFact)
export const orderDeliveryFailed = defineEvent('ordering.order_delivery_failed', 1, OrderFact)
export const orderReturned = defineEvent('ordering.order_returned', 1, OrderFact)
export const orderPaymentFailed = defineEvent('ordering.order_payment_failed', 1, OrderFact)
export const orderCancelled = defineEvent('ordering.order_cancelled', 1, OrderFact)
export const orderExpired = defineEvent('ordering.order_expired', 1, OrderFact)

/** Every event after placing. */
export const orderMoves: readonly EventDefinition<typeof OrderFact>[] = [
  orderAccepted,
  orderDeclined,
  orderPreparing,
  orderReady,
  orderPickedUp,
  orderCollected,
  orderDelivered,
  orderDeliveryFailed,
  orderReturned,
  orderPaymentFailed,
  orderCancelled,
  orderExpired,
]

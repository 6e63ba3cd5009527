// An order: its states and what may follow them, its amounts, and how each side gets to see it.
import type { MarketSettings } from '@provender/markets'
import { Fulfilment, PaymentMethod, stateText } from '@provender/markets'
import type { Actor, Language } from '@provender/platform/context'
import { IdOf } from '@provender/platform/ids'
import { Choice, LineMeasure, Place, PricePart } from '@provender/pricing'
import { Type, type Static } from 'typebox'

/** What may follow what. A step that is not written here cannot happen; the database has the same table. */
export const nextStates = {
  awaiting_payment: ['placed', 'payment_failed', 'cancelled', 'expired'],
  placed: ['accepted', 'declined', 'cancelled', 'expired'],
  accepted: ['preparing', 'cancelled'],
  preparing: ['ready', 'cancelled'],
  ready: ['picked_up', 'collected', 'cancelled'],
  picked_up: ['delivered', 'failed_delivery'],
  collected: [],
  delivered: [],
  failed_delivery: ['returned'],
  returned: [],
  payment_failed: [],
  declined: [],
  cancelled: [],
  expired: [],
} as const satisfies Record<string, readonly string[]>

export type OrderState = keyof typeof nextStates
export const orderStates = Object.keys(nextStates) as OrderState[]

export const OrderState = Type.Enum(orderStates, { description: 'Where the order is in its life.' })

/** May an order go from one state to the other, the way it reaches its customer considered? */
export function mayFollow(from: OrderState, to: OrderState, fulfilment: Fulfilment): boolean {
  return (
    (nextStates[from] as readonly OrderState[]).includes(to) &&
    to !== (fulfilment === 'pickup' ? 'picked_up' : 'collected')
  )
}

/** Nothing follows a final state. */
export function isFinal(state: OrderState): boolean {
  return nextStates[state].length === 0
}

/** On whose behalf a step was taken. */
export const orderRoles = ['customer', 'vendor', 'rider', 'admin', 'system'] as const
export type OrderRole = (typeof orderRoles)[number]

export const OrderId = IdOf<'order'>('Order')
export type OrderId = Static<typeof OrderId>

export const Address = Type.Object({
  line: Type.String({ minLength: 1, maxLength: 300, description: 'Street, number, town, as people write it.' }),
  place: Place,
  note: Type.Optional(Type.String({ maxLength: 300, description: 'For the rider: gate, floor, landmark.' })),
})
export type Address = Static<typeof Address>

export const PaymentState = Type.Enum(['awaiting', 'due', 'paid', 'returned', 'failed', 'none'], {
  description:
    'awaiting (the provider), due (cash at the door), paid, returned (to the wallet), failed, or none (ended unpaid).',
})
export type PaymentState = Static<typeof PaymentState>

const minor = (description: string) => Type.Integer({ description: `${description}, in minor units.` })
const time = (description: string) => Type.String({ format: 'date-time', description })
const maybe = <S extends ReturnType<typeof Type.String>>(schema: S) => Type.Union([schema, Type.Null()])

/** Why less was packed, or another weight. */
export const PackedReason = Type.Enum(['weighed', 'sold_out', 'damaged'])

const OrderLine = Type.Object({
  productId: IdOf<'product'>('Product'),
  name: Type.String({ description: 'As it was called when it was ordered.' }),
  choices: Type.Array(Choice, { description: 'What was chosen with it; the price of one has them in it.' }),
  unitPriceMinor: minor('Price of one'),
  quantity: Type.Integer({ description: 'Pieces, or base units of the measure.' }),
  measure: Type.Optional(LineMeasure),
  mostQuantity: Type.Optional(Type.Integer({ description: 'The most that may be packed; the total is held for it.' })),
  packedQuantity: Type.Optional(
    Type.Integer({ description: 'What was packed, once it was weighed or found missing.' }),
  ),
  chargedMinor: Type.Optional(minor('What is charged in the end')),
  packedReason: Type.Optional(PackedReason),
  totalMinor: minor('Price of all of them, at most'),
  discountMinor: minor('What promotions took off them'),
  note: maybe(Type.String({ description: 'A wish for the kitchen.' })),
})

const HistoryStep = Type.Object({
  state: OrderState,
  label: Type.String({ description: 'The state in the words of the market.' }),
  at: time('When the order came into this state.'),
  by: Type.Enum([...orderRoles], { description: 'On whose behalf.' }),
  reason: maybe(Type.String({ description: 'What was said about it.' })),
})

export const Order = Type.Object(
  {
    id: OrderId,
    number: Type.String({ description: 'Six letters and digits to say over a counter.' }),
    state: OrderState,
    stateLabel: Type.String({ description: 'The state in the words of the market.' }),
    fulfilment: Fulfilment,
    vendor: Type.Object({
      id: IdOf<'vendor'>('Vendor'),
      name: Type.String(),
      place: Place,
      phone: maybe(Type.String()),
    }),
    customer: Type.Object({
      name: Type.String({ description: 'The first name only, unless you are the customer or an administrator.' }),
      phone: maybe(Type.String({ description: 'Shown to the vendor while the order is under way.' })),
    }),
    lines: Type.Array(OrderLine),
    goodsMinor: minor('The lines together'),
    deliveryFeeMinor: minor('The delivery fee'),
    smallBasketFeeMinor: minor('The fee for a small basket'),
    serviceFeeMinor: minor("The platform's fee for its service"),
    taxMinor: minor('Tax'),
    taxIncluded: Type.Boolean({ description: 'Whether the tax is already inside the prices.' }),
    taxAddedMinor: minor('What of the tax is on top of the prices'),
    tipMinor: minor('For the rider'),
    discountMinor: minor('What promotions took off'),
    totalMinor: minor('What the customer pays'),
    agreedTotalMinor: Type.Optional(minor('What was agreed on, where it costs less in the end')),
    currency: Type.String(),
    parts: Type.Array(PricePart, { description: 'Each part of the total and its reason, as a receipt lists them.' }),
    payment: Type.Object({ method: PaymentMethod, state: PaymentState }),
    address: Type.Union([Type.Object({ line: Type.String(), place: Place, note: maybe(Type.String()) }), Type.Null()]),
    distanceM: Type.Union([Type.Integer({ description: 'From vendor to address, in metres.' }), Type.Null()]),
    placedAt: time('When the customer ordered.'),
    payBy: maybe(time('Unpaid at this time, the order expires.')),
    acceptBy: maybe(time('Unanswered at this time, the order expires.')),
    readyAt: maybe(time('When the vendor means to have it ready, or had it.')),
    cancelUntil: maybe(
      time('Until then the customer may cancel without asking; null when there is nothing to cancel.'),
    ),
    handoverCode: maybe(
      Type.String({ description: 'Four digits the customer says on receiving; shown to nobody else.' }),
    ),
    history: Type.Array(HistoryStep),
  },
  { title: 'Order' },
)
export type Order = Static<typeof Order>

export const OrderPage = Type.Object(
  { items: Type.Array(Order), next: maybe(Type.String({ description: 'Give it as `after` for the next page.' })) },
  { title: 'OrderPage' },
)
export type OrderPage = Static<typeof OrderPage>

/** An order as it is kept. */
export interface OrderRecord {
  readonly id: OrderId
  readonly number: string
  readonly state: OrderState
  readonly fulfilment: Fulfilment
  readonly paymentMethod: PaymentMethod
  readonly customerId: string
  readonly customerName: string
  readonly contactPhone: string | null
  readonly vendorId: string
  readonly vendorName: string
  readonly vendorPhone: string | null
  readonly vendorPlace: Place
  readonly address: { readonly line: string; readonly place: Place; readonly note: string | null } | null
  readonly distanceM: number | null
  readonly goodsMinor: number
  readonly deliveryFeeMinor: number
  readonly smallBasketFeeMinor: number
  readonly taxMinor: number
  readonly taxIncluded: boolean
  readonly taxAddedMinor: number
  readonly serviceFeeMinor: number
  readonly tipMinor: number
  readonly discountMinor: number
  /** What of the discount the vendor gives himself; the platform gives the rest. */
  readonly vendorDiscountMinor: number
  /** What loyalty points paid. */
  readonly pointsMinor: number
  readonly parts: readonly PricePart[]
  readonly totalMinor: number
  /** What was agreed on, where it costs less in the end. */
  readonly agreedTotalMinor?: number | null
  readonly currency: string
  readonly preparationMinutes: number
  readonly handoverCode: string
  readonly placedAt: Date
  /** When the vendor got to see it; null while a payment is awaited. */
  readonly confirmedAt: Date | null
  readonly paidAt: Date | null
  readonly cancelUntil: Date | null
  readonly deadlineAt: Date | null
  readonly readyAt: Date | null
  readonly endedAt: Date | null
}

export interface LineRecord extends Partial<PackedRecord> {
  readonly productId: string
  readonly name: string
  readonly choices: Choice[]
  readonly unitPriceMinor: number
  readonly quantity: number
  readonly totalMinor: number
  readonly discountMinor: number
  readonly note: string | null
}

interface PackedRecord {
  readonly measure: LineMeasure
  readonly mostQuantity: number
  readonly packedQuantity: number
  readonly chargedMinor: number
  readonly packedReason: Static<typeof PackedReason>
}

export interface HistoryRecord {
  readonly state: OrderState
  /** RFC 3339, UTC. */
  readonly at: string
  readonly role: OrderRole
  readonly reason: string | null
}

/** An order with all that belongs to it. */
export interface WholeOrder extends OrderRecord {
  readonly lines: readonly LineRecord[]
  readonly history: readonly HistoryRecord[]
}

/** How the order's own money stands. */
export function paymentStateOf(order: Pick<OrderRecord, 'state' | 'paymentMethod' | 'paidAt'>): PaymentState {
  const undone = isFinal(order.state) && order.state !== 'collected' && order.state !== 'delivered'
  if (order.paidAt !== null) return undone ? 'returned' : 'paid'
  if (order.state === 'payment_failed') return 'failed'
  if (undone) return 'none'

  return order.paymentMethod === 'cash' ? 'due' : 'awaiting'
}

/** Until when the customer may cancel at this moment without asking; null when the state does not allow it at all. */
export function cancelDeadlineOf(order: Pick<OrderRecord, 'state' | 'cancelUntil' | 'deadlineAt'>): Date | null {
  if (order.state === 'awaiting_payment') return order.deadlineAt
  if (order.state === 'placed' || order.state === 'accepted') return order.cancelUntil

  return null
}

/** The sides that people can be on. A rider's side is known to the delivery, not to the order. */
export const orderSides = ['customer', 'vendor', 'admin'] as const
export type OrderSide = (typeof orderSides)[number]

/** Is this order any business of the actor's, on this side? A vendor's begins when the order is confirmed. */
export function isOnSide(
  side: OrderSide,
  order: Pick<OrderRecord, 'customerId' | 'vendorId' | 'confirmedAt'>,
  actor: Actor,
): boolean {
  if (actor.kind === 'operator') return side === 'admin'
  if (actor.kind !== 'account') return false
  if (side === 'customer') return order.customerId === actor.accountId
  if (side === 'vendor') return order.confirmedAt !== null && actor.vendorIds.includes(order.vendorId)

  return actor.roles.includes('admin')
}

export interface Reader {
  readonly settings: MarketSettings
  readonly language: Language
  readonly side: OrderSide
}

/** The order as one side may see it. */
export function orderReply(order: WholeOrder, { settings, language, side }: Reader): Order {
  const knowsCustomer = side !== 'vendor'
  const underWay = order.endedAt === null
  const paid = order.paidAt !== null
  const labelOf = (state: OrderState) => stateText(settings, { state, paid, language })

  return {
    id: order.id,
    number: order.number,
    state: order.state,
    stateLabel: labelOf(order.state),
    fulfilment: order.fulfilment,
    vendor: { id: order.vendorId, name: order.vendorName, place: order.vendorPlace, phone: order.vendorPhone },
    customer: {
      name: knowsCustomer ? order.customerName : firstNameOf(order.customerName),
      phone: knowsCustomer || underWay ? order.contactPhone : null,
    },
    lines: [...order.lines],
    goodsMinor: order.goodsMinor,
    deliveryFeeMinor: order.deliveryFeeMinor,
    smallBasketFeeMinor: order.smallBasketFeeMinor,
    serviceFeeMinor: order.serviceFeeMinor,
    taxMinor: order.taxMinor,
    taxIncluded: order.taxIncluded,
    taxAddedMinor: order.taxAddedMinor,
    tipMinor: order.tipMinor,
    discountMinor: order.discountMinor,
    totalMinor: order.totalMinor,
    ...(typeof order.agreedTotalMinor === 'number' && { agreedTotalMinor: order.agreedTotalMinor }),
    currency: order.currency,
    parts: [...order.parts],
    payment: { method: order.paymentMethod, state: paymentStateOf(order) },
    address: knowsCustomer || underWay ? order.address : null,
    distanceM: order.distanceM,
    placedAt: order.placedAt.toISOString(),
    payBy: order.state === 'awaiting_payment' ? written(order.deadlineAt) : null,
    acceptBy: order.state === 'placed' ? written(order.deadlineAt) : null,
    readyAt: written(order.readyAt),
    cancelUntil: written(cancelDeadlineOf(order)),
    handoverCode: side === 'customer' && underWay ? order.handoverCode : null,
    history: order.history.map((step) => ({
      state: step.state,
      label: labelOf(step.state),
      at: step.at,
      by: step.role,
      reason: step.reason,
    })),
  }
}

/** "Ada" of "Ada Lovelace": enough to call somebody at a counter. */
export function firstNameOf(name: string): string {
  return name.trim().split(/\s+/)[0] ?? ''
}

function written(date: Date | null): string | null {
  return date?.toISOString() ?? null
}

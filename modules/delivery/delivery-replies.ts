// A delivery as each side may see it: the rider, the vendor, an administrator.
import { distanceBetween } from '@provender/places'
import type { Context, Market } from '@provender/platform/context'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static, type TSchema } from 'typebox'
import {
  DeliveryId,
  type DeliveryRecord,
  DeliveryState,
  WaitingReason,
  deliveryRoles,
  isBeforePickup,
  isUnderWay,
} from './delivery.ts'
import { Decisions, decisionReply } from './decision.ts'
import type { DecisionRow } from './decision-store.ts'
import type { HistoryRecord } from './delivery-store.ts'
import { EtaRange, type Trip, arrivalOf, pickupOf } from './eta.ts'
import { OfferState } from './offer.ts'
import type { AskedRow } from './offer-store.ts'
import { Place } from './place.ts'
import { Rider, RiderCard, type RiderRecord, riderCard, riderReply } from './rider.ts'

const maybe = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])
const time = (description: string) => Type.String({ format: 'date-time', description })
const minor = (description: string) => Type.Integer({ description: `${description}, in minor units.` })

const common = {
  id: DeliveryId,
  orderId: IdOf('order'),
  orderNumber: Type.String({ description: 'Six letters and digits to say over a counter.' }),
  state: DeliveryState,
  requestedAt: time('When a rider was first wanted.'),
  readyAt: maybe(time('When the food should be, or was, ready.')),
  assignedAt: maybe(time('When the rider took it.')),
  pickedUpAt: maybe(time('When the rider got the food.')),
  endedAt: maybe(time("When the rider's part was over.")),
}

const Vendor = Type.Object({
  id: IdOf('vendor'),
  name: Type.String(),
  phone: maybe(Type.String()),
  place: Place,
})
const Customer = Type.Object({ firstName: Type.String(), phone: maybe(Type.String()) })
const Dropoff = Type.Object({ line: Type.String(), note: maybe(Type.String()), place: Place })
const amounts = {
  distanceM: Type.Integer({ description: 'From vendor to customer, in metres.' }),
  feeMinor: minor('What the rider earns'),
  collectMinor: minor('Cash to take at the door'),
  currency: Type.String(),
}

/** What its rider sees. Customer and door are forgotten when it is over. */
export const RiderDelivery = Type.Object(
  {
    ...common,
    vendor: Vendor,
    customer: Type.Union([Customer, Type.Null()], { description: 'While the delivery is under way.' }),
    dropoff: Type.Union([Dropoff, Type.Null()], { description: 'While the delivery is under way.' }),
    ...amounts,
  },
  { title: 'RiderDelivery' },
)
export type RiderDelivery = Static<typeof RiderDelivery>

export const RiderDeliveryPage = Type.Object(
  {
    items: Type.Array(RiderDelivery),
    next: maybe(Type.String({ description: 'Give it as `after` for the next page.' })),
  },
  { title: 'RiderDeliveryPage' },
)
export type RiderDeliveryPage = Static<typeof RiderDeliveryPage>

/** What its vendor sees: whom to hand the food to, and when he comes. Where he is otherwise is not the vendor's to know. */
export const VendorDelivery = Type.Object(
  {
    ...common,
    pickupCode: maybe(Type.String({ description: 'Four digits to tell the rider when you hand the food over.' })),
    rider: Type.Union([RiderCard, Type.Null()]),
    pickupRange: Type.Union([EtaRange, Type.Null()], { description: 'When the rider will have taken it.' }),
  },
  { title: 'VendorDelivery' },
)
export type VendorDelivery = Static<typeof VendorDelivery>

/** What administrators see. */
export const AdminDelivery = Type.Object(
  {
    ...common,
    vendor: Vendor,
    customer: Customer,
    dropoff: Dropoff,
    ...amounts,
    rider: Type.Union([Rider, Type.Null()]),
    waitingReason: Type.Union([WaitingReason, Type.Null()], {
      description: 'Why nobody is being asked, at the last look.',
    }),
    etaRange: Type.Union([EtaRange, Type.Null()]),
  },
  { title: 'AdminDelivery' },
)
export type AdminDelivery = Static<typeof AdminDelivery>

export const AdminDeliveryPage = Type.Object(
  {
    items: Type.Array(AdminDelivery),
    next: maybe(Type.String({ description: 'Give it as `after` for the next page.' })),
  },
  { title: 'AdminDeliveryPage' },
)
export type AdminDeliveryPage = Static<typeof AdminDeliveryPage>

export const AdminDeliveryStory = Type.Object(
  {
    ...AdminDelivery.properties,
    asked: Type.Array(
      Type.Object({
        riderId: IdOf('rider'),
        riderName: Type.String(),
        state: OfferState,
        distanceM: Type.Integer({ description: 'From the rider to the vendor, in metres.' }),
        explanation: Type.String({ description: 'Why this rider was chosen.' }),
        offeredAt: time('When the rider was asked.'),
        closedAt: maybe(time('When the question was answered, or ran out.')),
      }),
    ),
    decisions: Decisions,
    history: Type.Array(
      Type.Object({
        state: DeliveryState,
        at: time('When the delivery came into this state.'),
        by: Type.Enum([...deliveryRoles], { description: 'On whose behalf.' }),
        riderId: maybe(IdOf('rider')),
        reason: maybe(Type.String()),
      }),
    ),
  },
  { title: 'AdminDeliveryStory' },
)
export type AdminDeliveryStory = Static<typeof AdminDeliveryStory>

export function riderDeliveryReply(delivery: DeliveryRecord): RiderDelivery {
  const underWay = isUnderWay(delivery.state)

  return {
    ...commonOf(delivery),
    vendor: vendorOf(delivery),
    customer: underWay ? customerOf(delivery) : null,
    dropoff: underWay ? delivery.dropoff : null,
    ...amountsOf(delivery),
  }
}

export function vendorDeliveryReply(
  delivery: DeliveryRecord,
  rider: RiderRecord | undefined,
  { market, at }: Context,
): VendorDelivery {
  return {
    ...commonOf(delivery),
    pickupCode: isBeforePickup(delivery.state) ? delivery.pickupCode : null,
    rider: rider ? riderCard(rider, isUnderWay(delivery.state)) : null,
    pickupRange: pickupOf(tripOf(market, delivery, rider), at),
  }
}

export function adminDeliveryReply(
  delivery: DeliveryRecord,
  rider: RiderRecord | undefined,
  { market, at }: Context,
): AdminDelivery {
  return {
    ...commonOf(delivery),
    vendor: vendorOf(delivery),
    customer: customerOf(delivery),
    dropoff: delivery.dropoff,
    ...amountsOf(delivery),
    rider: rider ? riderReply(rider) : null,
    waitingReason: delivery.waitingReason,
    etaRange: arrivalOf(tripOf(market, delivery, rider), at),
  }
}

export function adminStoryReply(
  delivery: AdminDelivery,
  {
    asked,
    decisions,
    history,
  }: { asked: readonly AskedRow[]; decisions: readonly DecisionRow[]; history: readonly HistoryRecord[] },
): AdminDeliveryStory {
  return {
    ...delivery,
    asked: asked.map((each) => ({
      ...each,
      offeredAt: each.offeredAt.toISOString(),
      closedAt: written(each.closedAt),
    })),
    decisions: decisions.map(decisionReply),
    history: history.map(({ state, at, role, riderId, reason }) => ({
      state,
      at: at.toISOString(),
      by: role,
      riderId,
      reason,
    })),
  }
}

/** The way that is left, as the estimate of arrival needs it. */
export function tripOf(market: Market, delivery: DeliveryRecord, rider: RiderRecord | undefined): Trip {
  const { state, pickup, dropoff, readyAt } = delivery
  const distance = (from: Place, to: Place) => distanceBetween(market, from, to)

  return { state, pickup, dropoff: dropoff.place, readyAt, rider: rider ?? null, distance }
}

function commonOf(delivery: DeliveryRecord) {
  return {
    id: delivery.id,
    orderId: delivery.orderId,
    orderNumber: delivery.orderNumber,
    state: delivery.state,
    requestedAt: delivery.requestedAt.toISOString(),
    readyAt: written(delivery.readyAt),
    assignedAt: written(delivery.assignedAt),
    pickedUpAt: written(delivery.pickedUpAt),
    endedAt: written(delivery.endedAt),
  }
}

function vendorOf({ vendorId, vendorName, vendorPhone, pickup }: DeliveryRecord) {
  return { id: vendorId, name: vendorName, phone: vendorPhone, place: pickup }
}

function customerOf({ customerName, customerPhone }: DeliveryRecord) {
  return { firstName: customerName, phone: customerPhone }
}

function amountsOf({ distanceM, feeMinor, collectMinor, currency }: DeliveryRecord) {
  return { distanceM, feeMinor, collectMinor, currency }
}

function written(date: Date | null): string | null {
  return date?.toISOString() ?? null
}

// Where deliveries are answered, carried, followed and looked after over HTTP.
import { cashLimitReached } from '@provender/ledger'
import { codeLocked, codeWrong, movedOn as orderMovedOn, orderUnknown } from '@provender/ordering'
import { type AnyRoute, route } from '@provender/platform/http'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'
import { acceptOffer, declineOffer } from './answer-offer.ts'
import {
  HandoverCode,
  WhyNot,
  arriveAtCustomer,
  arriveAtVendor,
  completeDelivery,
  failDelivery,
  pickUpDelivery,
  releaseDelivery,
} from './carry-delivery.ts'
import { DeliveryId } from './delivery.ts'
import {
  AdminDelivery,
  AdminDeliveryPage,
  AdminDeliveryStory,
  RiderDelivery,
  RiderDeliveryPage,
  VendorDelivery,
  riderDeliveryReply,
} from './delivery-replies.ts'
import {
  deliveryUnknown,
  movedOn,
  notApplied,
  notApproved,
  offerGone,
  offerUnknown,
  pickupCodeLocked,
  pickupCodeWrong,
} from './errors.ts'
import { getAnyDelivery, getDeliveryStory, getVendorDelivery } from './get-delivery.ts'
import { ListAllDeliveries, ListOwnDeliveries, listAllDeliveries, listOwnDeliveries } from './list-deliveries.ts'
import { OfferList, listOffers } from './list-offers.ts'
import { Offer, OfferId, offerReply } from './offer.ts'
import { Tracking, trackOrder } from './track-order.ts'

const ofOffer = Type.Object({ offerId: OfferId })
const ofDelivery = Type.Object({ deliveryId: DeliveryId })
const ofOrder = Type.Object({ orderId: IdOf('order') })

const offerRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/offers',
    audience: 'rider',
    permission: 'delivery.list_offers',
    summary: 'What I am being asked to bring',
    reply: OfferList,
    errors: [notApplied],
    handle: ({ db, ctx }) => listOffers(db, ctx),
  }),
  route({
    method: 'POST',
    path: '/offers/:offerId/accept',
    audience: 'rider',
    permission: 'delivery.answer_offer',
    summary: 'Take a delivery I was offered',
    idempotent: 'accepted',
    params: ofOffer,
    reply: RiderDelivery,
    errors: [notApplied, offerUnknown, offerGone, notApproved, cashLimitReached],
    handle: async ({ tx, ctx, params }) => riderDeliveryReply(await acceptOffer(tx, ctx, params)),
  }),
  route({
    method: 'POST',
    path: '/offers/:offerId/decline',
    audience: 'rider',
    permission: 'delivery.answer_offer',
    summary: 'Leave a delivery I was offered to somebody else',
    idempotent: 'accepted',
    params: ofOffer,
    reply: Offer,
    errors: [notApplied, offerUnknown, offerGone],
    handle: async ({ tx, ctx, params }) => offerReply(await declineOffer(tx, ctx, params)),
  }),
]

const carryingRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/deliveries',
    audience: 'rider',
    permission: 'delivery.list_own_deliveries',
    summary: 'My deliveries, newest first',
    query: ListOwnDeliveries,
    reply: RiderDeliveryPage,
    errors: [notApplied],
    handle: ({ db, ctx, query }) => listOwnDeliveries(db, ctx, query),
  }),
  route({
    method: 'PUT',
    path: '/deliveries/:deliveryId/arrived',
    audience: 'rider',
    permission: 'delivery.carry',
    summary: "I am at the vendor's",
    params: ofDelivery,
    reply: RiderDelivery,
    errors: [notApplied, deliveryUnknown, movedOn],
    handle: async ({ tx, ctx, params }) => riderDeliveryReply(await arriveAtVendor(tx, ctx, params)),
  }),
  route({
    method: 'PUT',
    path: '/deliveries/:deliveryId/picked-up',
    audience: 'rider',
    permission: 'delivery.carry',
    summary: "I have the food, as the vendor's code shows",
    transaction: 'own',
    params: ofDelivery,
    body: HandoverCode,
    reply: RiderDelivery,
    errors: [notApplied, deliveryUnknown, movedOn, orderMovedOn, pickupCodeWrong, pickupCodeLocked],
    handle: async ({ db, open, ctx, params, body }) =>
      riderDeliveryReply(await pickUpDelivery({ db, open }, ctx, { ...params, ...body })),
  }),
  route({
    method: 'PUT',
    path: '/deliveries/:deliveryId/arrived-at-customer',
    audience: 'rider',
    permission: 'delivery.carry',
    summary: "I am at the customer's",
    params: ofDelivery,
    reply: RiderDelivery,
    errors: [notApplied, deliveryUnknown, movedOn],
    handle: async ({ tx, ctx, params }) => riderDeliveryReply(await arriveAtCustomer(tx, ctx, params)),
  }),
  route({
    method: 'PUT',
    path: '/deliveries/:deliveryId/delivered',
    audience: 'rider',
    permission: 'delivery.carry',
    summary: "The customer has the food, as the customer's code shows",
    transaction: 'own',
    params: ofDelivery,
    body: HandoverCode,
    reply: RiderDelivery,
    errors: [notApplied, deliveryUnknown, movedOn, orderMovedOn, codeWrong, codeLocked],
    handle: async ({ db, open, ctx, params, body }) =>
      riderDeliveryReply(await completeDelivery({ db, open }, ctx, { ...params, ...body })),
  }),
  route({
    method: 'PUT',
    path: '/deliveries/:deliveryId/failed',
    audience: 'rider',
    permission: 'delivery.carry',
    summary: 'I cannot hand the food over, and bring it back',
    params: ofDelivery,
    body: WhyNot,
    reply: RiderDelivery,
    errors: [notApplied, deliveryUnknown, movedOn, orderMovedOn],
    handle: async ({ tx, ctx, params, body }) =>
      riderDeliveryReply(await failDelivery(tx, ctx, { ...params, ...body, by: 'rider' })),
  }),
  route({
    method: 'PUT',
    path: '/deliveries/:deliveryId/released',
    audience: 'rider',
    permission: 'delivery.carry',
    summary: 'I cannot fetch the food: somebody else has to',
    params: ofDelivery,
    body: WhyNot,
    reply: RiderDelivery,
    errors: [notApplied, deliveryUnknown, movedOn],
    handle: async ({ tx, ctx, params, body }) =>
      riderDeliveryReply(await releaseDelivery(tx, ctx, { ...params, ...body, by: 'rider' })),
  }),
]

const followingRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/orders/:orderId/tracking',
    audience: 'customer',
    permission: 'delivery.track_order',
    summary: 'Where my order is and when it comes',
    params: ofOrder,
    reply: Tracking,
    errors: [orderUnknown],
    handle: ({ db, ctx, params }) => trackOrder(db, ctx, params),
  }),
  route({
    method: 'GET',
    path: '/orders/:orderId/delivery',
    audience: 'vendor',
    permission: 'delivery.get_vendor_delivery',
    summary: 'Who fetches an order, when, and the code to tell him',
    params: ofOrder,
    reply: VendorDelivery,
    errors: [deliveryUnknown],
    handle: ({ db, ctx, params }) => getVendorDelivery(db, ctx, params),
  }),
]

const adminRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/deliveries',
    audience: 'admin',
    permission: 'delivery.list_all_deliveries',
    summary: 'Deliveries of the market, newest first',
    query: ListAllDeliveries,
    reply: AdminDeliveryPage,
    errors: [],
    handle: ({ db, ctx, query }) => listAllDeliveries(db, ctx, query),
  }),
  route({
    method: 'GET',
    path: '/orders/:orderId/delivery',
    audience: 'admin',
    permission: 'delivery.get_any_delivery',
    summary: "An order's delivery: who was asked and why, what happened when",
    params: ofOrder,
    reply: AdminDeliveryStory,
    errors: [deliveryUnknown],
    handle: ({ db, ctx, params }) => getDeliveryStory(db, ctx, params),
  }),
  route({
    method: 'PUT',
    path: '/deliveries/:deliveryId/released',
    audience: 'admin',
    permission: 'delivery.step_in',
    summary: 'Take a delivery from its rider before he has the food, and ask others',
    params: ofDelivery,
    body: WhyNot,
    reply: AdminDelivery,
    errors: [deliveryUnknown, movedOn],
    handle: async ({ tx, ctx, params, body }) => {
      await releaseDelivery(tx, ctx, { ...params, ...body, by: 'admin' })
      return getAnyDelivery(tx, ctx, params)
    },
  }),
  route({
    method: 'PUT',
    path: '/deliveries/:deliveryId/failed',
    audience: 'admin',
    permission: 'delivery.step_in',
    summary: 'End a delivery whose rider does not',
    params: ofDelivery,
    body: WhyNot,
    reply: AdminDelivery,
    errors: [deliveryUnknown, movedOn, orderMovedOn],
    handle: async ({ tx, ctx, params, body }) => {
      await failDelivery(tx, ctx, { ...params, ...body, by: 'admin' })
      return getAnyDelivery(tx, ctx, params)
    },
  }),
]

export const deliveryRoutes: readonly AnyRoute[] = [
  ...offerRoutes,
  ...carryingRoutes,
  ...followingRoutes,
  ...adminRoutes,
]

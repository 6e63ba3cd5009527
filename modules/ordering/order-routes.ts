// Where orders are placed, read, answered and called off over HTTP.
import { type AnyRoute, route } from '@provender/platform/http'
import { PromotionDraft, promotionUnclear } from '@provender/promotions'
import { Type } from 'typebox'
import {
  AcceptOrder,
  DeclineOrder,
  ReportProgress,
  acceptOrder,
  declineOrder,
  reportPacked,
  reportProgress,
} from './answer-order.ts'
import { PackLine } from './pack-order.ts'
import { CancelOrder, cancelOrder } from './cancel-order.ts'
import {
  beyondBound,
  cancelTooLate,
  codeLocked,
  codeMissing,
  codeWrong,
  linePacked,
  lineUnknown,
  movedOn,
  nothingLeft,
  orderUnknown,
} from './errors.ts'
import { getOrder } from './get-order.ts'
import { ListAllOrders, ListOwnOrders, listAllOrders, listOwnOrders } from './list-orders.ts'
import { Order, OrderId, OrderPage } from './order.ts'
import { Basket, PlaceOrder, placeErrors, placeOrder } from './place-order.ts'
import { PromotionPreview, previewPromotion } from './preview-promotion.ts'

const params = Type.Object({ orderId: OrderId })
const codeErrors = [codeMissing, codeWrong, codeLocked]

const customerRoutes: readonly AnyRoute[] = [
  route({
    method: 'POST',
    path: '/orders',
    audience: 'customer',
    permission: 'ordering.place_order',
    summary: 'Place an order',
    idempotent: true,
    body: PlaceOrder,
    reply: Order,
    status: 201,
    errors: placeErrors,
    handle: ({ tx, ctx, body }) => placeOrder(tx, ctx, body),
  }),
  route({
    method: 'POST',
    path: '/vendors/:vendorId/orders',
    audience: 'customer',
    permission: 'ordering.place_order',
    summary: 'Place an order with this vendor',
    idempotent: true,
    params: Type.Object({ vendorId: PlaceOrder.properties.vendorId }),
    body: Basket,
    reply: Order,
    status: 201,
    errors: placeErrors,
    handle: ({ tx, ctx, params, body }) => placeOrder(tx, ctx, { ...body, vendorId: params.vendorId }),
  }),
  route({
    method: 'GET',
    path: '/orders',
    audience: 'customer',
    permission: 'ordering.list_orders',
    summary: 'My orders, newest first',
    query: ListOwnOrders,
    reply: OrderPage,
    errors: [],
    handle: ({ db, ctx, query }) => listOwnOrders(db, ctx, { ...query, side: 'customer' }),
  }),
  route({
    method: 'GET',
    path: '/orders/:orderId',
    audience: 'customer',
    permission: 'ordering.get_order',
    summary: 'One of my orders',
    params,
    reply: Order,
    errors: [orderUnknown],
    handle: ({ db, ctx, params }) => getOrder(db, ctx, { ...params, side: 'customer' }),
  }),
  route({
    method: 'POST',
    path: '/orders/:orderId/cancel',
    audience: 'customer',
    permission: 'ordering.cancel_order',
    summary: 'Cancel one of my orders while that is still possible, saying why',
    idempotent: 'accepted',
    params,
    body: CancelOrder,
    reply: Order,
    errors: [orderUnknown, movedOn, cancelTooLate],
    handle: async ({ tx, ctx, params, body }) => {
      await cancelOrder(tx, ctx, { ...params, ...body, side: 'customer' })
      return getOrder(tx, ctx, { ...params, side: 'customer' })
    },
  }),
  route({
    method: 'DELETE',
    path: '/orders/:orderId',
    audience: 'customer',
    permission: 'ordering.cancel_order',
    summary: 'Cancel one of my orders while that is still possible',
    idempotent: 'accepted',
    params,
    reply: Order,
    errors: [orderUnknown, movedOn, cancelTooLate],
    handle: async ({ tx, ctx, params }) => {
      await cancelOrder(tx, ctx, { ...params, side: 'customer' })
      return getOrder(tx, ctx, { ...params, side: 'customer' })
    },
  }),
]

const vendorRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/orders',
    audience: 'vendor',
    permission: 'ordering.list_vendor_orders',
    summary: 'Orders for my vendors, newest first',
    query: ListOwnOrders,
    reply: OrderPage,
    errors: [],
    handle: ({ db, ctx, query }) => listOwnOrders(db, ctx, { ...query, side: 'vendor' }),
  }),
  route({
    method: 'GET',
    path: '/orders/:orderId',
    audience: 'vendor',
    permission: 'ordering.get_vendor_order',
    summary: 'One order for my vendors',
    params,
    reply: Order,
    errors: [orderUnknown],
    handle: ({ db, ctx, params }) => getOrder(db, ctx, { ...params, side: 'vendor' }),
  }),
  route({
    method: 'PUT',
    path: '/orders/:orderId/accept',
    audience: 'vendor',
    permission: 'ordering.answer_order',
    summary: 'Accept an order',
    idempotent: 'accepted',
    params,
    body: AcceptOrder,
    reply: Order,
    errors: [orderUnknown, movedOn],
    handle: async ({ tx, ctx, params, body }) => {
      await acceptOrder(tx, ctx, { ...params, ...body })
      return getOrder(tx, ctx, { ...params, side: 'vendor' })
    },
  }),
  route({
    method: 'PUT',
    path: '/orders/:orderId/decline',
    audience: 'vendor',
    permission: 'ordering.answer_order',
    summary: 'Decline an order, saying why',
    idempotent: 'accepted',
    params,
    body: DeclineOrder,
    reply: Order,
    errors: [orderUnknown, movedOn],
    handle: async ({ tx, ctx, params, body }) => {
      await declineOrder(tx, ctx, { ...params, ...body })
      return getOrder(tx, ctx, { ...params, side: 'vendor' })
    },
  }),
  route({
    method: 'PUT',
    path: '/orders/:orderId/lines/:position/packed',
    audience: 'vendor',
    permission: 'ordering.pack_order',
    summary: 'Say what was packed of a line: its weight, or that it cannot be had',
    idempotent: 'accepted',
    params: Type.Object({ orderId: OrderId, position: Type.Integer({ minimum: 1, maximum: 60 }) }),
    body: PackLine,
    reply: Order,
    errors: [orderUnknown, lineUnknown, movedOn, linePacked, beyondBound, nothingLeft],
    handle: async ({ tx, ctx, params: { orderId, position }, body }) => {
      await reportPacked(tx, ctx, { orderId, position, ...body })
      return getOrder(tx, ctx, { orderId, side: 'vendor' })
    },
  }),
  progressRoute('vendor', 'Report how an order comes along'),
  progressRoute('customer', 'Report how an order comes along, as its vendor'),
]

/** The same under the vendor's address and, for clients that know one address for all, under the customer's. */
function progressRoute(audience: 'vendor' | 'customer', summary: string): AnyRoute {
  return route({
    method: 'PUT',
    path: '/orders/:orderId/status',
    audience,
    permission: 'ordering.report_progress',
    summary,
    transaction: 'own',
    params,
    body: ReportProgress,
    reply: Order,
    errors: [orderUnknown, movedOn, ...codeErrors],
    handle: async ({ db, open, ctx, params, body }) => {
      await reportProgress(open, ctx, { ...params, ...body })
      return getOrder(db, ctx, { ...params, side: 'vendor' })
    },
  })
}

const adminRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/orders',
    audience: 'admin',
    permission: 'ordering.list_all_orders',
    summary: 'Every order of the market, newest first',
    query: ListAllOrders,
    reply: OrderPage,
    errors: [],
    handle: ({ db, ctx, query }) => listAllOrders(db, ctx, query),
  }),
  route({
    method: 'GET',
    path: '/orders/:orderId',
    audience: 'admin',
    permission: 'ordering.get_any_order',
    summary: 'Any order of the market',
    params,
    reply: Order,
    errors: [orderUnknown],
    handle: ({ db, ctx, params }) => getOrder(db, ctx, { ...params, side: 'admin' }),
  }),
  route({
    method: 'POST',
    path: '/orders/:orderId/cancel',
    audience: 'admin',
    permission: 'ordering.cancel_any_order',
    summary: 'Cancel an order for its customer or vendor',
    idempotent: 'accepted',
    params,
    body: CancelOrder,
    reply: Order,
    errors: [orderUnknown, movedOn],
    handle: async ({ tx, ctx, params, body }) => {
      await cancelOrder(tx, ctx, { ...params, ...body, side: 'admin' })
      return getOrder(tx, ctx, { ...params, side: 'admin' })
    },
  }),
]

const previewRoutes: readonly AnyRoute[] = (['vendor', 'admin'] as const).map((audience) =>
  route({
    method: 'POST',
    path: '/promotions/preview',
    audience,
    permission: `promotions.preview_${audience}`,
    summary: 'What a promotion would have cost last month, counted on the orders that were placed',
    body: PromotionDraft,
    reply: PromotionPreview,
    errors: [promotionUnclear],
    transaction: 'own',
    limit: { most: 30, perSeconds: 60, by: 'account' },
    handle: ({ db, ctx, body }) => {
      const own = ctx.actor.kind === 'account' ? ctx.actor.vendorIds : []
      return previewPromotion(db, ctx, { draft: body, vendorIds: audience === 'admin' ? null : own })
    },
  }),
)

export const orderRoutes: readonly AnyRoute[] = [...customerRoutes, ...vendorRoutes, ...adminRoutes, ...previewRoutes]

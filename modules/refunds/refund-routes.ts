// Where money is asked back, given back and decided upon over HTTP.
import { fundsMovedOn, moreThanRefundable, riderMissing } from '@provender/ledger'
import { OrderId, orderUnknown } from '@provender/ordering'
import { type AnyRoute, route } from '@provender/platform/http'
import { Type } from 'typebox'
import { askRefund } from './ask-refund.ts'
import { Decide, approveRefund, rejectRefund } from './decide-refund.ts'
import {
  alreadyAsked,
  alreadyDecided,
  askedTooLate,
  beyondLimit,
  lineUnknown,
  notYours,
  nothingLeft,
  orderNotOver,
  refundUnknown,
  secondPersonNeeded,
} from './errors.ts'
import { ListRefunds, RefundPage, listRefunds, listRefundsOfOrder } from './list-refunds.ts'
import { AskRefund, GiveRefund, Refund, RefundId } from './refund.ts'

const ofOrder = Type.Object({ orderId: OrderId })
const named = Type.Object({ refundId: RefundId })
const refundsOfOrder = Type.Object({ items: Type.Array(Refund) }, { title: 'RefundsOfOrder' })
const askErrors = [
  orderUnknown,
  orderNotOver,
  lineUnknown,
  nothingLeft,
  alreadyAsked,
  moreThanRefundable,
  riderMissing,
  fundsMovedOn,
]

const customerRoutes: readonly AnyRoute[] = [
  route({
    method: 'POST',
    path: '/payments/refund',
    audience: 'customer',
    permission: 'refunds.ask',
    summary: 'Ask for money back of one of my orders',
    idempotent: 'accepted',
    body: Type.Object({ orderId: OrderId, ...AskRefund.properties }),
    reply: Refund,
    status: 201,
    errors: [...askErrors, askedTooLate],
    handle: ({ tx, ctx, body }) => askRefund(tx, ctx, { ...body, side: 'customer' }),
  }),
  route({
    method: 'GET',
    path: '/orders/:orderId/refunds',
    audience: 'customer',
    permission: 'refunds.list_of_order',
    summary: 'Money back of one of my orders',
    params: ofOrder,
    reply: refundsOfOrder,
    errors: [orderUnknown],
    handle: ({ db, ctx, params }) => listRefundsOfOrder(db, ctx, { ...params, side: 'customer' }),
  }),
]

/** The same for both who decide, each within what he may. */
function decidersRoutes(side: 'vendor' | 'admin', may: Record<'list' | 'give' | 'decide', string>): AnyRoute[] {
  const decision = {
    method: 'POST',
    audience: side,
    permission: may.decide,
    idempotent: 'accepted',
    params: named,
    body: Decide,
    reply: Refund,
  } as const

  return [
    route({
      method: 'GET',
      path: '/refunds',
      audience: side,
      permission: may.list,
      summary: 'Refunds, newest first',
      query: ListRefunds,
      reply: RefundPage,
      errors: [],
      handle: ({ db, ctx, query }) => listRefunds(db, ctx, { ...query, side }),
    }),
    route({
      method: 'GET',
      path: '/orders/:orderId/refunds',
      audience: side,
      permission: may.list,
      summary: 'Money back of one order',
      params: ofOrder,
      reply: refundsOfOrder,
      errors: [orderUnknown],
      handle: ({ db, ctx, params }) => listRefundsOfOrder(db, ctx, { ...params, side }),
    }),
    route({
      method: 'POST',
      path: '/orders/:orderId/refunds',
      audience: side,
      permission: may.give,
      summary: 'Give money back of an order; above the limit it waits for somebody else',
      idempotent: true,
      params: ofOrder,
      body: side === 'admin' ? GiveRefund : AskRefund,
      reply: Refund,
      status: 201,
      errors: [...askErrors, notYours],
      handle: ({ tx, ctx, params, body }) => askRefund(tx, ctx, { ...body, ...params, side }),
    }),
    route({
      ...decision,
      path: '/refunds/:refundId/approve',
      summary: 'Agree to a refund',
      errors: [...askErrors, refundUnknown, alreadyDecided, beyondLimit, secondPersonNeeded],
      handle: ({ tx, ctx, params, body }) => approveRefund(tx, ctx, { ...params, ...body, side }),
    }),
    route({
      ...decision,
      path: '/refunds/:refundId/reject',
      summary: 'Turn a refund down',
      errors: [orderUnknown, refundUnknown, alreadyDecided],
      handle: ({ tx, ctx, params, body }) => rejectRefund(tx, ctx, { ...params, ...body, side }),
    }),
  ]
}

export const refundRoutes: readonly AnyRoute[] = [
  ...customerRoutes,
  ...decidersRoutes('vendor', {
    list: 'refunds.list_of_vendor',
    give: 'refunds.give_own',
    decide: 'refunds.decide_own',
  }),
  ...decidersRoutes('admin', { list: 'refunds.list', give: 'refunds.give', decide: 'refunds.decide' }),
]

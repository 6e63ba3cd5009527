// Where an order's people write, read and report, and administrators look after it.
import { OrderId, orderUnknown } from '@provender/ordering'
import { type AnyRoute, type Audience, route } from '@provender/platform/http'
import { Type } from 'typebox'
import { cannedUnknown, chatClosed, chatFull, messageUnknown, nothingSaid, ownMessage } from './errors.ts'
import { Chat, MessageId, type Side } from './message.ts'
import { HideMessage, ReportList, ReportMessage, hideMessage, listReports, reportMessage } from './moderate.ts'
import { getChat, readUpTo } from './read-chat.ts'
import { SendMessage, sendMessage } from './send-message.ts'

const ofOrder = Type.Object({ orderId: OrderId })
const ofMessage = Type.Object({ orderId: OrderId, messageId: MessageId })
/** Fast fingers, not machines. */
const writing = { most: 40, perSeconds: 60, by: 'account' } as const

/** The same for each side, at its own address. */
function sideRoutes(side: Side & Audience): readonly AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/orders/:orderId/chat',
      audience: side,
      permission: `chat.read_as_${side}`,
      summary: "An order's conversation",
      params: ofOrder,
      reply: Chat,
      errors: [orderUnknown],
      handle: ({ db, ctx, params }) => getChat(db, ctx, { ...params, side }),
    }),
    route({
      method: 'POST',
      path: '/orders/:orderId/chat',
      audience: side,
      permission: `chat.write_as_${side}`,
      summary: 'Write to the others of an order',
      idempotent: 'accepted',
      limit: writing,
      params: ofOrder,
      body: SendMessage,
      reply: Chat,
      status: 201,
      errors: [orderUnknown, chatClosed, nothingSaid, cannedUnknown, chatFull],
      handle: ({ tx, ctx, params, body }) => sendMessage(tx, ctx, { ...params, side, message: body }),
    }),
    route({
      method: 'PUT',
      path: '/orders/:orderId/chat/:messageId/read',
      audience: side,
      permission: `chat.read_as_${side}`,
      summary: 'I have read everything up to this message',
      params: ofMessage,
      reply: Chat,
      errors: [orderUnknown, messageUnknown],
      handle: ({ tx, ctx, params }) => readUpTo(tx, ctx, { ...params, side }),
    }),
  ]
}

function reportRoute(side: Side & Audience): AnyRoute {
  return route({
    method: 'POST',
    path: '/orders/:orderId/chat/:messageId/report',
    audience: side,
    permission: `chat.write_as_${side}`,
    summary: 'Tell the market that a message is not right',
    idempotent: 'accepted',
    params: ofMessage,
    body: ReportMessage,
    reply: Chat,
    status: 201,
    errors: [orderUnknown, messageUnknown, ownMessage],
    handle: ({ tx, ctx, params, body }) => reportMessage(tx, ctx, { ...params, ...body, side }),
  })
}

export const chatRoutes: readonly AnyRoute[] = [
  ...(['customer', 'vendor', 'rider', 'admin'] as const).flatMap(sideRoutes),
  ...(['customer', 'vendor', 'rider'] as const).map(reportRoute),
  route({
    method: 'PUT',
    path: '/orders/:orderId/chat/:messageId/hidden',
    audience: 'admin',
    permission: 'chat.moderate',
    summary: 'Hide a message, or say that it is all right',
    params: ofMessage,
    body: HideMessage,
    reply: Chat,
    errors: [orderUnknown, messageUnknown],
    handle: ({ tx, ctx, params, body }) => hideMessage(tx, ctx, { ...params, ...body }),
  }),
  route({
    method: 'GET',
    path: '/chat/reports',
    audience: 'admin',
    permission: 'chat.moderate',
    summary: 'Messages that somebody has reported, the oldest first',
    reply: ReportList,
    errors: [],
    handle: ({ db, ctx }) => listReports(db, ctx),
  }),
]

// What chat brings to an app.
import type { AnyRoute } from '@provender/platform/http'
import { type Broadcast, type SocketCommand, broadcast } from '@provender/platform/realtime'
import { chatRoutes } from './chat-routes.ts'
import { type ChatFact, messageHidden, messageReported, messageSent, messagesRead } from './events.ts'
import { typing } from './typing.ts'

export const routes: readonly AnyRoute[] = chatRoutes

const concerned = ({ customerId, vendorId, riderId }: ChatFact) => [
  `customer:${customerId}`,
  ...(vendorId === null ? [] : [`vendor:${vendorId}`]),
  ...(riderId === null ? [] : [`rider:${riderId}`]),
]
const body = ({ orderId, orderNumber, messageId, side, at }: ChatFact) => ({
  orderId,
  orderNumber,
  messageId,
  side,
  at,
})

export const broadcasts: readonly Broadcast[] = [
  broadcast({ event: messageSent, name: 'chat:message', rooms: concerned, body }),
  broadcast({ event: messagesRead, name: 'chat:read', rooms: concerned, body }),
  broadcast({ event: messageHidden, name: 'chat:hidden', rooms: concerned, body }),
  broadcast({ event: messageReported, name: 'chat:reported', rooms: (_fact, marketId) => [`admin:${marketId}`], body }),
]

export const socketCommands: readonly SocketCommand[] = [typing]

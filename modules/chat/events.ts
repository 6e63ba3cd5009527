// The facts that chat announces. What was written stays out of them: the log is for ever.
import { defineEvent } from '@provender/platform/events'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'

const Side = Type.Enum(['customer', 'vendor', 'rider', 'admin'])
const fact = {
  orderId: IdOf('order'),
  orderNumber: Type.String(),
  customerId: IdOf('account'),
  vendorId: Type.Union([IdOf('vendor'), Type.Null()], { description: 'Null while the order has not reached him.' }),
  riderId: Type.Union([IdOf('rider'), Type.Null()], { description: 'Who is on the way with it.' }),
  side: Side,
  at: Type.String({ format: 'date-time' }),
}

export const ChatFact = Type.Object({ ...fact, messageId: IdOf('message') })
export type ChatFact = Static<typeof ChatFact>

export const messageSent = defineEvent('chat.message_sent', 1, ChatFact)
/** Everything up to this message. */
export const messagesRead = defineEvent('chat.messages_read', 1, ChatFact)
export const messageHidden = defineEvent('chat.message_hidden', 1, ChatFact)
export const messageReported = defineEvent('chat.message_reported', 1, ChatFact)

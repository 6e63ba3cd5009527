// Reading an order's conversation, and saying how far one has read.
import type { Context } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { messageUnknown } from './errors.ts'
import { type ChatFact, messagesRead } from './events.ts'
import { type Chat, type MessageId, type Side, cannedFor, messageReply, mostMessages } from './message.ts'
import { advanceRead, selectMessage, selectMessages, selectReads } from './message-store.ts'
import { type Conversation, joinConversation, reachesVendor } from './person.ts'

export interface OfOrder {
  readonly orderId: string
  readonly side: Side
}

export async function getChat(db: Db, ctx: Context, asked: OfOrder): Promise<Chat> {
  return chatOf(db, ctx, await joinConversation(db, ctx, asked))
}

export async function readUpTo(
  tx: Tx,
  ctx: Context,
  { messageId, ...asked }: OfOrder & { readonly messageId: MessageId },
): Promise<Chat> {
  const conversation = await joinConversation(tx, ctx, asked)
  const { order, side, reader } = conversation
  const message = await selectMessage(tx, { orderId: order.id, messageId })
  if (!message || !maySee(conversation, message)) throw messageUnknown()

  if (await advanceRead(tx, { orderId: order.id, side, reader, upTo: messageId, at: ctx.at }))
    await publish(tx, messagesRead, factOf(ctx, conversation, messageId))
  return chatOf(tx, ctx, conversation)
}

export async function chatOf(db: Db, ctx: Context, conversation: Conversation): Promise<Chat> {
  const { order, side, carrier, reader } = conversation
  const riderId = side === 'rider' ? carrier?.riderId : undefined
  const messages = await selectMessages(db, { orderId: order.id, riderId, limit: mostMessages })
  const reads = await selectReads(db, order.id)
  const mine = reads.find((read) => read.reader === reader)?.upTo ?? ''
  const items = messages.map((message) => messageReply(message, { side, language: ctx.language, reads }))

  return {
    orderId: order.id,
    orderNumber: order.number,
    side,
    isOpen: conversation.isOpen,
    closesAt: conversation.closesAt?.toISOString() ?? null,
    people: peopleOf(conversation),
    items,
    unread: items.filter((message) => !message.isMine && message.id > mine).length,
    canned: cannedFor(side, ctx.language),
  }
}

/** Said by no rider, or while this one rode. */
export function maySee({ side, carrier }: Conversation, { riderId }: { readonly riderId: string | null }): boolean {
  return side !== 'rider' || riderId === null || riderId === carrier?.riderId
}

export function factOf(ctx: Context, { order, side, carrier }: Conversation, messageId: MessageId): ChatFact {
  return {
    orderId: order.id,
    orderNumber: order.number,
    customerId: order.customerId,
    vendorId: reachesVendor(order) ? order.vendorId : null,
    riderId: carrier?.riderId ?? null,
    side,
    messageId,
    at: ctx.at.toISOString(),
  }
}

function peopleOf({ order, side, carrier }: Conversation): Chat['people'] {
  const everybody: Chat['people'] = [
    { side: 'customer', name: order.customerName.trim().split(/\s+/)[0] ?? '' },
    { side: 'vendor', name: order.vendorName },
    ...(carrier ? [{ side: 'rider' as const, name: carrier.firstName }] : []),
  ]

  return everybody.filter((person) => person.side !== side)
}

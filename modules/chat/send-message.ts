// Writing to the others of an order: words of one's own, or a text that everybody reads in his language.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { newId } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { maySay } from './canned.ts'
import { cannedUnknown, chatClosed, chatFull, nothingSaid } from './errors.ts'
import { messageSent } from './events.ts'
import { type Chat, longestText, mostMessages } from './message.ts'
import { advanceRead, countMessagesAlone, insertMessage } from './message-store.ts'
import { joinConversation } from './person.ts'
import { type OfOrder, chatOf, factOf } from './read-chat.ts'

/** One of the two. */
export const SendMessage = Type.Object({
  text: Type.Optional(Type.String({ minLength: 1, maxLength: longestText, pattern: '\\S' })),
  canned: Type.Optional(Type.String({ minLength: 1, maxLength: 40, description: 'The code of a known text.' })),
})
export type SendMessage = Static<typeof SendMessage>

export async function sendMessage(
  tx: Tx,
  ctx: Context,
  { message, ...asked }: OfOrder & { readonly message: SendMessage },
): Promise<Chat> {
  const conversation = await joinConversation(tx, ctx, asked)
  const { order, side, carrier } = conversation
  if (!conversation.isOpen) throw chatClosed()
  const { text = null, canned = null } = message
  if ((text === null) === (canned === null)) throw nothingSaid()
  if (canned !== null && !maySay(side, canned)) throw cannedUnknown()
  if ((await countMessagesAlone(tx, order.id)) >= mostMessages) throw chatFull({ most: mostMessages })

  const id = newId()
  await insertMessage(tx, {
    id,
    orderId: order.id,
    side,
    accountId: conversation.accountId,
    name: conversation.name,
    text: text === null ? null : text.trim(),
    canned,
    riderId: carrier?.riderId ?? null,
    sentAt: ctx.at,
  })
  // Who writes has read what is above it.
  await advanceRead(tx, { orderId: order.id, side, reader: conversation.reader, upTo: id, at: ctx.at })
  await publish(tx, messageSent, factOf(ctx, conversation, id))
  return chatOf(tx, ctx, conversation)
}

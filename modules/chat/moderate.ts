// Looking after conversations: people report, administrators hide, or say that it is all right.
import { type Context, actorName } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { messageUnknown, ownMessage } from './errors.ts'
import { messageHidden, messageReported } from './events.ts'
import { type Chat, MessageId, Side, wordsOf } from './message.ts'
import { insertReport, selectMessage, selectOpenReports, settleReports, updateHidden } from './message-store.ts'
import { joinConversation } from './person.ts'
import { type OfOrder, chatOf, factOf, maySee } from './read-chat.ts'

const Reason = Type.String({ minLength: 1, maxLength: 300, pattern: '\\S' })
export const ReportMessage = Type.Object({ reason: Reason })
export const HideMessage = Type.Object({
  hidden: Type.Boolean({ description: 'false: it is all right, and shown (again).' }),
  reason: Reason,
})

interface OfMessage extends OfOrder {
  readonly messageId: MessageId
}

/** Reporting twice is reporting once. */
export async function reportMessage(
  tx: Tx,
  ctx: Context,
  { messageId, reason, ...asked }: OfMessage & Static<typeof ReportMessage>,
): Promise<Chat> {
  const conversation = await joinConversation(tx, ctx, asked)
  const { order, side, accountId } = conversation
  const message = await selectMessage(tx, { orderId: order.id, messageId })
  if (!message || !maySee(conversation, message)) throw messageUnknown()
  if (message.side === side) throw ownMessage()

  if (await insertReport(tx, { messageId, side, accountId, reason, at: ctx.at }))
    await publish(tx, messageReported, factOf(ctx, conversation, messageId))
  return chatOf(tx, ctx, conversation)
}

/** Settles every report of the message, one way or the other. */
export async function hideMessage(
  tx: Tx,
  ctx: Context,
  { orderId, messageId, hidden, reason }: { orderId: string; messageId: MessageId } & Static<typeof HideMessage>,
): Promise<Chat> {
  const conversation = await joinConversation(tx, ctx, { orderId, side: 'admin' })
  const message = await selectMessage(tx, { orderId, messageId })
  if (!message) throw messageUnknown()

  await updateHidden(tx, { messageId, hidden: hidden ? { at: ctx.at, by: actorName(ctx.actor), reason } : null })
  await settleReports(tx, messageId, ctx.at)
  if (hidden !== (message.hiddenAt !== null)) await publish(tx, messageHidden, factOf(ctx, conversation, messageId))
  return chatOf(tx, ctx, conversation)
}

export const ReportList = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        messageId: MessageId,
        orderId: IdOf('order'),
        side: Side,
        name: Type.String({ description: 'Who wrote it.' }),
        text: Type.String(),
        reason: Type.String(),
        reportedBy: Side,
        reportedAt: Type.String({ format: 'date-time' }),
      }),
    ),
  },
  { title: 'ChatReports' },
)

const mostReports = 100

export async function listReports(db: Db, ctx: Context): Promise<Static<typeof ReportList>> {
  const rows = await selectOpenReports(db, mostReports)

  return {
    items: rows.map(({ text, canned, reportedAt, ...row }) => ({
      ...row,
      text: wordsOf({ text, canned }, ctx.language),
      reportedAt: reportedAt.toISOString(),
    })),
  }
}

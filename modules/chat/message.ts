// A message of an order's conversation, as those in it see it.
import { type Language, textIn } from '@provender/markets'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { cannedTexts } from './canned.ts'

export const sides = ['customer', 'vendor', 'rider', 'admin'] as const
export type Side = (typeof sides)[number]
export const Side = Type.Enum([...sides], {
  description: 'Who: the customer, the vendor, the rider or an administrator.',
})

export const MessageId = IdOf('message')
export type MessageId = Static<typeof MessageId>

/** After the order ended people may still say so much longer where the change is. */
export const openForMs = 60 * 60_000
export const mostMessages = 500
export const longestText = 1000

const time = (description: string) => Type.String({ format: 'date-time', description })

export const Message = Type.Object(
  {
    id: MessageId,
    side: Side,
    name: Type.String({ description: 'A first name, or the name of the vendor.' }),
    isMine: Type.Boolean({ description: 'Whether my side wrote it.' }),
    text: Type.Union([Type.String(), Type.Null()], {
      description: 'In my language where it is known; null when hidden.',
    }),
    isHidden: Type.Boolean({ description: 'An administrator took it away.' }),
    isReported: Type.Boolean({ description: 'Somebody has reported it; told to administrators and to who did.' }),
    sentAt: time('When.'),
    readBy: Type.Array(Side, { description: 'Which other sides have read it.' }),
  },
  { title: 'ChatMessage' },
)
export type Message = Static<typeof Message>

export const Chat = Type.Object(
  {
    orderId: IdOf('order'),
    orderNumber: Type.String(),
    side: Side,
    isOpen: Type.Boolean({ description: 'Whether something can be written.' }),
    closesAt: Type.Union([time('From then on nothing can be written.'), Type.Null()]),
    people: Type.Array(Type.Object({ side: Side, name: Type.String() }), { description: 'Who reads what I write.' }),
    items: Type.Array(Message, { description: 'Oldest first.' }),
    unread: Type.Integer({ description: 'Messages of others that my side has not read.' }),
    canned: Type.Array(Type.Object({ code: Type.String(), text: Type.String() }), {
      description: 'Texts that everybody reads in his own language.',
    }),
  },
  { title: 'Chat' },
)
export type Chat = Static<typeof Chat>

export interface MessageRecord {
  readonly id: MessageId
  readonly orderId: string
  readonly side: Side
  readonly accountId: string
  readonly name: string
  readonly text: string | null
  readonly canned: string | null
  readonly riderId: string | null
  readonly sentAt: Date
  readonly hiddenAt: Date | null
  readonly reportedBy: readonly Side[]
}

export interface ReadRecord {
  readonly side: Side
  readonly reader: string
  readonly upTo: string
}

/** The words in a language: known texts in every one, others as they were written. */
export function wordsOf({ text, canned }: Pick<MessageRecord, 'text' | 'canned'>, language: Language): string {
  const known = canned === null ? undefined : cannedTexts[canned]

  return known ? textIn(known, language) : (text ?? '')
}

/** What a side can send with one tap. */
export function cannedFor(side: Side, language: Language): { code: string; text: string }[] {
  return Object.entries(cannedTexts)
    .filter(([, { by }]) => by.includes(side))
    .map(([code, text]) => ({ code, text: textIn(text, language) }))
}

/** An administrator reads what was hidden; everybody else sees that something was. */
export function messageReply(
  message: MessageRecord,
  { side, language, reads }: { side: Side; language: Language; reads: readonly ReadRecord[] },
): Message {
  const isHidden = message.hiddenAt !== null
  const readBy = reads
    .filter((read) => read.side !== message.side && read.side !== 'admin' && read.upTo >= message.id)
    .map((read) => read.side)

  return {
    id: message.id,
    side: message.side,
    name: message.name,
    isMine: message.side === side,
    text: isHidden && side !== 'admin' ? null : wordsOf(message, language),
    isHidden,
    isReported: side === 'admin' ? message.reportedBy.length > 0 : message.reportedBy.includes(side),
    sentAt: message.sentAt.toISOString(),
    readBy: [...new Set(readBy)],
  }
}

// Every "no" that chat can say.
import { defineError } from '@provender/platform/errors'

export const chatClosed = defineError(
  'chat.closed',
  'conflict',
  'This conversation is over. Ask support if something is left to say.',
)
export const chatFull = defineError('chat.full', 'conflict', 'There is no room for more messages about this order.')
export const messageUnknown = defineError('chat.message_unknown', 'missing', 'There is no such message.')
export const cannedUnknown = defineError('chat.canned_unknown', 'invalid', 'There is no such text for you to send.')
export const ownMessage = defineError('chat.own_message', 'conflict', 'You wrote this message yourself.')
export const nothingSaid = defineError(
  'chat.nothing_said',
  'invalid',
  'Write something, or choose one of the known texts.',
)

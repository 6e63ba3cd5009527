// The sandbox tells the merchant that a charge was decided, again and again until it is heard.
import { type JobDefinition, defineJob } from '@provender/platform/jobs'
import { Type } from 'typebox'
import { signWebhook, signatureHeader } from './sandbox-signature.ts'

const Message = Type.Object({
  id: Type.String({ description: 'The event: the same one again is a duplicate.' }),
  type: Type.String(),
  reference: Type.String(),
  url: Type.String(),
})

/** What is enqueued; the worker knows the secret that signs it. */
export const webhookMessage = { name: 'sandbox.deliver_webhook', payload: Message }

/** Throws unless the merchant answers 2xx, so that the queue tries again later. */
export function deliverWebhook(secret: string): JobDefinition<typeof Message> {
  return defineJob(webhookMessage.name, Message, async ({ ctx }, { url, ...message }) => {
    const body = JSON.stringify(message)
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [signatureHeader]: signWebhook(secret, body, new Date()) },
      body,
      signal: AbortSignal.timeout(10_000),
    })
    if (!answer.ok) throw new Error(`${ctx.market.id}: the webhook was answered with ${answer.status}`)
  })
}

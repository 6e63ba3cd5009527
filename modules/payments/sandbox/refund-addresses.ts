// The sandbox's addresses for giving money back, behind the merchant's key like the rest of its API.
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import type { MarketDatabase } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { type SandboxRefund, insertRefund, selectRefund, selectRefundBook, updateRefundScript } from './refund-store.ts'

const NewRefund = Type.Object({
  reference: Type.String({ minLength: 1, maxLength: 100 }),
  transaction: Type.String({ minLength: 1, maxLength: 100 }),
  amountMinor: Type.Integer({ minimum: 1 }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
})
const RefundScript = Type.Object({ refunds: Type.Enum(['pay', 'refuse', 'slow', 'mute']) })

export type Merchant = (
  handle: (door: MarketDatabase, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
) => RouteHandlerMethod

export function addRefundAddresses(app: FastifyInstance, merchant: Merchant): void {
  app.post(
    '/sandbox/v1/refunds',
    merchant(async (door, request, reply) => {
      const wanted = request.body
      if (!Value.Check(NewRefund, wanted)) return reply.status(400).send({ error: 'the refund is malformed' })

      const { reference, transaction, amountMinor } = wanted
      const at = new Date()
      const refund = await door.open((tx) => insertRefund(tx, { id: newId(), reference, transaction, amountMinor, at }))
      if (!refund) return reply.status(404).send({ error: 'no such charge' })
      if (refund.script === 'mute') return reply.status(500).send({ error: 'something went wrong' })
      return reply.status(201).send(answerOf(refund))
    }),
  )

  app.get(
    '/sandbox/v1/refunds/:reference',
    merchant(async (door, request, reply) => {
      const { reference } = request.params as { reference: string }
      const refund = await selectRefund(door.db, reference, new Date())
      return refund ? answerOf(refund) : reply.status(404).send({ error: 'no such refund' })
    }),
  )

  app.put(
    '/sandbox/v1/charges/:reference/refunds',
    merchant(async (door, request, reply) => {
      const { reference } = request.params as { reference: string }
      const script = request.body
      if (!Value.Check(RefundScript, script)) return reply.status(400).send({ error: 'the script is malformed' })
      const known = await door.open((tx) => updateRefundScript(tx, reference, script.refunds))
      return known ? { reference, ...script } : reply.status(404).send({ error: 'no such charge' })
    }),
  )

  app.get(
    '/sandbox/v1/refund-book',
    merchant(async (door) => ({ items: await selectRefundBook(door.db) })),
  )
}

function answerOf(refund: SandboxRefund) {
  return {
    id: refund.id,
    reference: refund.reference,
    state: refund.state,
    amountMinor: refund.amount_minor,
    currency: refund.currency,
    failure: refund.failure,
  }
}

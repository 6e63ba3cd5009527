// The sandbox's addresses for paying out. Accounts ending in 0000 are closed, in 0009 slow, in 0008 paid without a word.
import type { FastifyInstance } from 'fastify'
import { newId } from '@provender/platform/ids'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { insertPayout, selectPayout } from './payout-store.ts'
import type { Merchant } from './refund-addresses.ts'

const NewPayout = Type.Object({
  reference: Type.String({ minLength: 1, maxLength: 100 }),
  number: Type.String({ minLength: 4, maxLength: 40 }),
  holder: Type.String({ minLength: 1, maxLength: 100 }),
  amountMinor: Type.Integer({ minimum: 1 }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
})

export function addPayoutAddresses(app: FastifyInstance, merchant: Merchant): void {
  app.post(
    '/sandbox/v1/payouts',
    merchant(async (door, request, reply) => {
      const wanted = request.body
      if (!Value.Check(NewPayout, wanted)) return reply.status(400).send({ error: 'the payout is malformed' })

      const payout = await door.open((tx) => insertPayout(tx, { ...wanted, id: newId(), at: new Date() }))
      if (wanted.number.endsWith('0008')) return reply.status(500).send({ error: 'something went wrong' })
      return reply.status(201).send(payout)
    }),
  )

  app.get(
    '/sandbox/v1/payouts/:reference',
    merchant(async (door, request, reply) => {
      const { reference } = request.params as { reference: string }
      const payout = await selectPayout(door.db, reference, new Date())
      return payout ?? reply.status(404).send({ error: 'no such payout' })
    }),
  )
}

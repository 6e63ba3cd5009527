// The sandbox provider's own addresses, behind /m/{market}/sandbox: an API for merchants, pages for payers.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { timingSafeEqual } from 'node:crypto'
import { arrivalOf } from '@provender/platform/addresses'
import type { DatabasePool, MarketDatabase } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { Type, type TSchema } from 'typebox'
import { Value } from 'typebox/value'
import {
  type ChargeRow,
  insertCharge,
  selectBook,
  selectByReference,
  selectCharge,
  updateWebhooks,
} from './charge-store.ts'
import { StatementQuery, selectStatement } from './statement-address.ts'
import { decideCharge, testCards } from './decide-charge.ts'
import { addPayoutAddresses } from './payout-addresses.ts'
import { addRefundAddresses } from './refund-addresses.ts'
import { type PageProblem, pageOf } from './sandbox-pages.ts'

export interface SandboxOptions {
  readonly pool: DatabasePool
  readonly publicUrl: string
  readonly apiKey: string
}

const NewCharge = Type.Object({
  reference: Type.String({ minLength: 1, maxLength: 100 }),
  method: Type.Enum(['card', 'mobile_money']),
  amountMinor: Type.Integer({ minimum: 1 }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  description: Type.String({ maxLength: 200 }),
  returnUrl: Type.String({ pattern: '^https?://' }),
  webhookUrl: Type.String({ pattern: '^https?://' }),
  phone: Type.Optional(Type.String({ maxLength: 20 })),
  challenge: Type.Optional(Type.Boolean()),
})
const Script = Type.Object({ webhooks: Type.Enum(['once', 'lost', 'twice', 'late']) })

const threeDSecureCode = '123456'
const wrongPin = '0000'

export function addSandbox(app: FastifyInstance, { pool, publicUrl, apiKey }: SandboxOptions): void {
  const doorOf = (request: FastifyRequest): MarketDatabase | undefined => {
    const { entry } = arrivalOf(request.raw)
    return entry && pool.market(entry.market.id)
  }
  const merchant =
    (handle: (door: MarketDatabase, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const door = doorOf(request)
      if (!door || !isKey(request.headers.authorization, apiKey))
        return reply.status(401).send({ error: 'unknown merchant or key' })

      return handle(door, request, reply)
    }
  const answer = (request: FastifyRequest, charge: ChargeRow) => ({
    id: charge.id,
    reference: charge.reference,
    state: charge.state,
    amountMinor: charge.amount_minor,
    currency: charge.currency,
    failure: charge.failure,
    approvalUrl: `${publicUrl}/m/${arrivalOf(request.raw).marketId}/sandbox/pay/${charge.id}`,
  })

  app.post(
    '/sandbox/v1/charges',
    merchant(async (door, request, reply) => {
      const wanted = request.body
      if (!Value.Check(NewCharge, wanted)) return reply.status(400).send({ error: firstProblem(NewCharge, wanted) })

      const charge = await door.open((tx) =>
        insertCharge(tx, {
          id: newId(),
          reference: wanted.reference,
          method: wanted.method,
          amount_minor: wanted.amountMinor,
          currency: wanted.currency,
          description: wanted.description,
          return_url: wanted.returnUrl,
          webhook_url: wanted.webhookUrl,
          phone: wanted.phone ?? null,
          challenge: wanted.challenge ?? false,
        }),
      )
      return reply.status(201).send(answer(request, charge))
    }),
  )

  app.get<{ Params: { reference: string } }>(
    '/sandbox/v1/charges/:reference',
    merchant(async (door, request, reply) => {
      const { reference } = request.params as { reference: string }
      const charge = await selectByReference(door.db, reference)
      return charge ? answer(request, charge) : reply.status(404).send({ error: 'no such charge' })
    }),
  )

  app.put(
    '/sandbox/v1/charges/:reference/script',
    merchant(async (door, request, reply) => {
      const { reference } = request.params as { reference: string }
      const script = request.body
      if (!Value.Check(Script, script)) return reply.status(400).send({ error: firstProblem(Script, script) })
      const known = await door.open((tx) => updateWebhooks(tx, reference, script.webhooks))
      return known ? { reference, ...script } : reply.status(404).send({ error: 'no such charge' })
    }),
  )

  app.get(
    '/sandbox/v1/book',
    merchant(async (door) => ({
      items: (await selectBook(door.db)).map((row) => ({
        id: row.id,
        reference: row.reference,
        amountMinor: row.amount_minor,
        currency: row.currency,
      })),
    })),
  )

  addRefundAddresses(app, merchant)
  addPayoutAddresses(app, merchant)

  app.get(
    '/sandbox/v1/statement',
    merchant(async (door, request, reply) => {
      const { query } = request
      if (!Value.Check(StatementQuery, query))
        return reply.status(400).send({ error: firstProblem(StatementQuery, query) })
      return { items: await selectStatement(door.db, query) }
    }),
  )

  app.get('/sandbox/pay/:id', async (request, reply) => {
    const { id } = request.params as { id: string }
    const door = doorOf(request)
    const charge = door && (await selectCharge(door.db, id))
    return charge ? sendPage(request, reply, charge) : reply.status(404).send({ error: 'no such charge' })
  })

  app.post('/sandbox/pay/:id', async (request, reply) => {
    const { id } = request.params as { id: string }
    const door = doorOf(request)
    const charge = door && (await selectCharge(door.db, id))
    if (!door || !charge) return reply.status(404).send({ error: 'no such charge' })

    const decision = decisionOf(charge, (request.body ?? {}) as Record<string, string | undefined>)
    if ('problem' in decision) return sendPage(request, reply, charge, decision.problem)

    await door.open((tx) => decideCharge(tx, charge, decision.state, decision.failure, new Date()))
    const onward = decision.state === 'challenged' ? request.originalUrl : charge.return_url
    return reply.redirect(onward, 303)
  })
}

type Decision = { state: 'challenged' | 'succeeded' | 'failed'; failure?: string } | { problem: PageProblem }

/** What the payer's tap means in the state the charge is in. */
function decisionOf(charge: ChargeRow, form: Record<string, string | undefined>): Decision {
  if (form.choice === 'cancel') return { state: 'failed', failure: 'The payer cancelled.' }
  if (charge.state === 'challenged') {
    return form.code === threeDSecureCode ? { state: 'succeeded' } : { problem: 'wrongCode' }
  }
  if (charge.method === 'mobile_money') {
    if (!/^\d{4}$/.test(form.pin ?? '')) return { problem: 'wrongPin' }
    return form.pin === wrongPin ? { state: 'failed', failure: 'The PIN was wrong.' } : { state: 'succeeded' }
  }

  const card = testCards[(form.card ?? '').replace(/\D/g, '')]
  if (!card || card.outcome === 'waiting') return { problem: 'wrongCard' }
  if (card.outcome === 'succeeded' && charge.challenge) return { state: 'challenged' }
  return { state: card.outcome, ...(card.failure !== undefined && { failure: card.failure }) }
}

function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  charge: ChargeRow,
  problem?: PageProblem,
): FastifyReply {
  const language = (request.headers['accept-language'] ?? '').startsWith('fr') ? 'fr' : 'en'

  return reply
    .status(problem ? 422 : 200)
    .header('content-type', 'text/html; charset=utf-8')
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    )
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .send(pageOf(charge, request.originalUrl, language, problem))
}

function isKey(header: string | undefined, apiKey: string): boolean {
  const given = Buffer.from(header?.replace(/^Bearer /, '') ?? '')
  const wanted = Buffer.from(apiKey)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function firstProblem(schema: TSchema, value: unknown): string {
  const [problem] = Value.Errors(schema, value)
  return problem ? `${problem.instancePath || 'body'} ${problem.message}` : 'the body is malformed'
}

// Stripe's protocol: forms in, JSON out, PaymentIntents by id and by search, `Stripe-Signature` on what it tells.
import { createHmac, randomBytes } from 'node:crypto'
import type { FakeCharge, FakeRefund, FakeReply, Protocol } from './fake-provider.ts'

export function stripeProtocol({ secretKey }: { secretKey: string }): Protocol {
  return {
    ids() {
      const id = `pi_${randomBytes(12).toString('hex')}`
      return { id, orderId: id }
    },
    approved: 'succeeded',
    once: true,
    understand({ method, path, headers, body, query }, charges, refunds) {
      if (headers.authorization !== `Bearer ${secretKey}`)
        return { does: 'answer', reply: refusal(401, 'api_key_expired') }
      if (method === 'POST' && path === '/v1/payment_intents') {
        const reference = body['metadata[reference]'] as string
        // The SDK sends the key it is given; one that differs from the reference would charge twice.
        if (headers['idempotency-key'] !== reference)
          return { does: 'answer', reply: refusal(400, 'parameter_missing') }
        const wish = { reference, amountMinor: Number(body.amount), currency: String(body.currency).toUpperCase() }
        return { does: 'charge', wish, show }
      }
      if (path === '/v1/refunds') {
        const of = charges.find(({ id }) => id === (body.payment_intent ?? query.get('payment_intent')))
        if (method === 'GET') {
          const data = refunds.filter(({ charge }) => charge === of).map(refundOf)
          return { does: 'answer', reply: { status: 200, body: { object: 'list', data, has_more: false } } }
        }
        const wish = { reference: String(body['metadata[reference]']), amountMinor: Number(body.amount) }
        const refused = refusal(400, 'charge_already_refunded')
        return { does: 'refund', of, wish, refused, show: (refund) => ({ status: 200, body: refundOf(refund) }) }
      }
      const missing = refusal(404, 'resource_missing')
      if (path === '/v1/payment_intents/search') {
        const reference = /^metadata\['reference'\]:'(.+)'$/.exec(query.get('query') ?? '')?.[1]
        const found = charges.filter((each) => each.reference === reference).map(intentOf)
        return {
          does: 'answer',
          reply: { status: 200, body: { object: 'search_result', data: found, has_more: false } },
        }
      }
      const id = /^\/v1\/payment_intents\/([^/]+)$/.exec(path)?.[1]
      return id === undefined ? undefined : { does: 'look', at: charges.find((each) => each.id === id), show, missing }
    },
    tell({ charge, eventId, at, secret }) {
      const type = charge.state === 'succeeded' ? 'payment_intent.succeeded' : 'payment_intent.payment_failed'
      const body = JSON.stringify({ id: eventId, object: 'event', type, data: { object: intentOf(charge) } })
      const seconds = Math.floor(at.getTime() / 1000)
      const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
      return { headers: { 'stripe-signature': `t=${seconds},v1=${mac}` }, query: {}, body: Buffer.from(body) }
    },
  }
}

const states = {
  waiting: 'requires_payment_method',
  approved: 'processing',
  succeeded: 'succeeded',
  failed: 'canceled',
}

function intentOf(charge: FakeCharge) {
  return {
    id: charge.id,
    object: 'payment_intent',
    amount: charge.amountMinor,
    amount_received: charge.state === 'succeeded' ? charge.amountMinor : 0,
    currency: charge.currency.toLowerCase(),
    status: states[charge.state],
    client_secret: `${charge.id}_secret_x`,
    metadata: { reference: charge.reference },
    last_payment_error:
      charge.state === 'failed' ? { message: 'Your card was declined.', code: 'card_declined' } : null,
  }
}

function refundOf({ id, reference, amountMinor, charge, state }: FakeRefund) {
  const status = state === 'waiting' ? 'pending' : state
  const currency = charge.currency.toLowerCase()
  return {
    id,
    object: 'refund',
    amount: amountMinor,
    currency,
    status,
    payment_intent: charge.id,
    metadata: { reference },
  }
}

function show(charge: FakeCharge): FakeReply {
  return { status: 200, body: intentOf(charge) }
}

function refusal(status: number, code: string): FakeReply {
  return { status, body: { error: { type: 'invalid_request_error', code, message: code } } }
}

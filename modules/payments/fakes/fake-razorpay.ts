// Razorpay's protocol: orders that payments belong to, looked up by id and by receipt, HMAC over what it tells.
import { createHmac, randomBytes } from 'node:crypto'
import type { FakeCharge, FakeRefund, FakeReply, Protocol } from './fake-provider.ts'

export function razorpayProtocol({ keyId, keySecret }: { keyId: string; keySecret: string }): Protocol {
  return {
    ids() {
      const name = randomBytes(7).toString('hex')
      return { id: `pay_${name}`, orderId: `order_${name}` }
    },
    approved: 'succeeded',
    once: false,
    understand({ method, path, headers, body, query }, charges, refunds) {
      const credentials = Buffer.from(`${keyId}:${keySecret}`).toString('base64')
      if (headers.authorization !== `Basic ${credentials}`) return { does: 'answer', reply: refusal(401, 'bad key') }
      if (method === 'POST' && path === '/v1/orders') {
        const wish = {
          reference: String(body.receipt),
          amountMinor: Number(body.amount),
          currency: String(body.currency),
        }
        return { does: 'charge', wish, show: (charge) => ({ status: 200, body: orderOf(charge) }) }
      }
      const missing = refusal(400, 'The id provided does not exist')
      const refunded = /^\/v1\/payments\/([^/]+)\/refunds?$/.exec(path)?.[1]
      if (refunded !== undefined) {
        const of = charges.find(({ id }) => id === refunded)
        if (method === 'GET') {
          const items = refunds.filter(({ charge }) => charge === of).map(refundOf)
          return { does: 'answer', reply: { status: 200, body: { entity: 'collection', items } } }
        }
        if (headers['x-refund-idempotency'] !== body.receipt) return { does: 'answer', reply: refusal(400, 'no key') }
        const wish = { reference: String(body.receipt), amountMinor: Number(body.amount) }
        const refused = refusal(400, 'The total refund amount is greater than the refund payment amount')
        return { does: 'refund', of, wish, refused, show: (refund) => ({ status: 200, body: refundOf(refund) }) }
      }
      if (path === '/v1/orders') {
        const items = charges.filter((each) => each.reference === query.get('receipt')).map(orderOf)
        return { does: 'answer', reply: { status: 200, body: { entity: 'collection', count: items.length, items } } }
      }
      const [, kind, id, of] = /^\/v1\/(orders|payments)\/([^/]+)(\/payments)?$/.exec(path) ?? []
      const at = charges.find((each) => each.id === id || each.orderId === id)
      if (kind === 'payments')
        return { does: 'look', at, missing, show: (each) => ({ status: 200, body: paymentOf(each) }) }
      const show = (each: FakeCharge): FakeReply => ({
        status: 200,
        body: of ? { entity: 'collection', items: each.state === 'waiting' ? [] : [paymentOf(each)] } : orderOf(each),
      })
      return { does: 'look', at, show, missing }
    },
    tell({ charge, eventId, at, secret }) {
      const body = JSON.stringify({
        entity: 'event',
        event: charge.state === 'succeeded' ? 'order.paid' : 'payment.failed',
        contains: ['payment', 'order'],
        payload: { payment: { entity: paymentOf(charge) }, order: { entity: orderOf(charge) } },
        created_at: Math.floor(at.getTime() / 1000),
      })
      const signature = createHmac('sha256', secret).update(body).digest('hex')
      return {
        headers: { 'x-razorpay-signature': signature, 'x-razorpay-event-id': eventId },
        query: {},
        body: Buffer.from(body),
      }
    },
  }
}

function refundOf({ id, reference, amountMinor, charge, state }: FakeRefund) {
  const status = state === 'waiting' ? 'pending' : state === 'failed' ? 'failed' : 'processed'
  return { id, entity: 'refund', amount: amountMinor, currency: charge.currency, receipt: reference, status }
}

function orderOf({ orderId, reference, amountMinor, currency, state }: FakeCharge) {
  const status = state === 'succeeded' ? 'paid' : 'created'
  return { id: orderId, entity: 'order', amount: amountMinor, currency, receipt: reference, status }
}

function paymentOf({ id, orderId, amountMinor, currency, state }: FakeCharge) {
  const status = state === 'succeeded' ? 'captured' : state === 'failed' ? 'failed' : 'created'
  return { id, entity: 'payment', order_id: orderId, amount: amountMinor, currency, status, error_description: null }
}

function refusal(status: number, description: string): FakeReply {
  return { status, body: { error: { code: 'BAD_REQUEST_ERROR', description } } }
}

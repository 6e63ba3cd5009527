// PayPal's protocol: a token first, orders the payer approves, captures the merchant makes, and its word for webhooks.
import { createHmac, randomBytes } from 'node:crypto'
import type { FakeCharge, FakeRefund, FakeReply, Protocol } from './fake-provider.ts'

interface Money {
  readonly currency_code: string
  readonly value: string
}

/** @param webhooks what PayPal signs for each webhook id with; it alone can say whether a signature is its own */
export function payPalProtocol({
  clientId,
  clientSecret,
  webhooks,
}: {
  clientId: string
  clientSecret: string
  webhooks: Readonly<Record<string, string>>
}): Protocol {
  const accessToken = randomBytes(16).toString('hex')

  return {
    ids() {
      const name = randomBytes(7).toString('hex').toUpperCase()
      return { id: `2${name}C`, orderId: `5${name}O` }
    },
    approved: 'approved',
    once: true,
    understand({ method, path, headers, body, text }, charges, refunds) {
      const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
      if (path === '/v1/oauth2/token') {
        const known = headers.authorization === basic && body.grant_type === 'client_credentials'
        const token = { access_token: accessToken, token_type: 'Bearer', expires_in: 32_400 }
        return { does: 'answer', reply: known ? { status: 200, body: token } : { status: 401, body: {} } }
      }
      if (headers.authorization !== `Bearer ${accessToken}`) return { does: 'answer', reply: { status: 401, body: {} } }
      if (path === '/v1/notifications/verify-webhook-signature') {
        return {
          does: 'answer',
          reply: { status: 200, body: { verification_status: verdictOn(body, text, webhooks) } },
        }
      }
      if (method === 'POST' && path === '/v2/checkout/orders') {
        const [unit] = body.purchase_units as [{ custom_id: string; amount: Money }]
        if (headers['paypal-request-id'] !== unit.custom_id) return { does: 'answer', reply: { status: 400, body: {} } }
        const wish = {
          reference: unit.custom_id,
          amountMinor: Math.round(Number(unit.amount.value) * 100),
          currency: unit.amount.currency_code,
        }
        return { does: 'charge', wish, show }
      }
      const missing = { status: 404, body: { name: 'RESOURCE_NOT_FOUND' } }
      const refunded = /^\/v2\/payments\/captures\/([^/]+)\/refund$/.exec(path)?.[1]
      if (refunded !== undefined) {
        const amount = body.amount as Money
        if (headers['paypal-request-id'] !== body.custom_id) return { does: 'answer', reply: { status: 400, body: {} } }
        return {
          does: 'refund',
          of: charges.find(({ id }) => id === refunded),
          wish: { reference: String(body.custom_id), amountMinor: Math.round(Number(amount.value) * 100) },
          refused: { status: 422, body: { name: 'UNPROCESSABLE_ENTITY' } },
          show: (refund) => ({ status: 201, body: refundOf(refund) }),
        }
      }
      const capture = /^\/v2\/payments\/captures\/([^/]+)$/.exec(path)?.[1]
      if (capture !== undefined) {
        const at = charges.find(({ id, state }) => id === capture && state === 'succeeded')
        return { does: 'look', at, missing, show: (charge) => ({ status: 200, body: captureOf(charge) }) }
      }
      const [, orderId, collecting] = /^\/v2\/checkout\/orders\/([^/]+)(\/capture)?$/.exec(path) ?? []
      const at = charges.find((each) => each.orderId === orderId)
      if (collecting && at?.state === 'approved') at.state = 'succeeded'
      const given = refunds.filter(({ charge }) => charge === at).map(refundOf)
      return { does: 'look', at, missing, show: (charge) => ({ status: 200, body: orderOf(charge, given) }) }
    },
    tell({ charge, eventId, at, secret }) {
      const collected = charge.state === 'succeeded'
      const body = JSON.stringify({
        id: eventId,
        event_type: collected ? 'PAYMENT.CAPTURE.COMPLETED' : 'CHECKOUT.ORDER.APPROVED',
        resource: collected ? captureOf(charge) : orderOf(charge),
      })
      const id = randomBytes(8).toString('hex')
      return {
        headers: {
          'paypal-transmission-id': id,
          'paypal-transmission-time': at.toISOString(),
          'paypal-transmission-sig': signed(secret, id, at.toISOString(), body),
          'paypal-cert-url': 'https://api.paypal.com/v1/notifications/certs/CERT',
          'paypal-auth-algo': 'SHA256withRSA',
        },
        query: {},
        body: Buffer.from(body),
      }
    },
  }
}

function signed(secret: string, id: string, time: string, event: string): string {
  return createHmac('sha256', secret).update(`${id}|${time}|${event}`).digest('base64')
}

/** PayPal checks the very bytes it sent, which stand at the end of what it is asked. */
function verdictOn(body: Record<string, unknown>, text: string, webhooks: Readonly<Record<string, string>>): string {
  const secret = webhooks[String(body.webhook_id)]
  const event = text.slice(text.indexOf('"webhook_event":') + '"webhook_event":'.length, -1)
  const { transmission_id: id, transmission_time: time, transmission_sig: signature } = body
  const right = secret !== undefined && signature === signed(secret, String(id), String(time), event)

  return right ? 'SUCCESS' : 'FAILURE'
}

function moneyOf({ amountMinor, currency }: FakeCharge): Money {
  return { currency_code: currency, value: (amountMinor / 100).toFixed(2) }
}

function captureOf(charge: FakeCharge) {
  return {
    id: charge.id,
    status: 'COMPLETED',
    amount: moneyOf(charge),
    custom_id: charge.reference,
    final_capture: true,
    supplementary_data: { related_ids: { order_id: charge.orderId } },
  }
}

function refundOf({ id, reference, amountMinor, charge, state }: FakeRefund) {
  const status = state === 'waiting' ? 'PENDING' : state === 'failed' ? 'FAILED' : 'COMPLETED'
  return { id, status, amount: moneyOf({ ...charge, amountMinor }), custom_id: reference }
}

const states = { waiting: 'PAYER_ACTION_REQUIRED', approved: 'APPROVED', succeeded: 'COMPLETED', failed: 'VOIDED' }

function orderOf(charge: FakeCharge, refunds: readonly object[] = []) {
  const collected = charge.state === 'succeeded' && { payments: { captures: [captureOf(charge)], refunds } }
  return {
    id: charge.orderId,
    intent: 'CAPTURE',
    status: states[charge.state],
    purchase_units: [{ custom_id: charge.reference, amount: moneyOf(charge), ...collected }],
    links: [{ rel: 'payer-action', href: `https://www.paypal.com/checkoutnow?token=${charge.orderId}`, method: 'GET' }],
  }
}

function show(charge: FakeCharge): FakeReply {
  return { status: 200, body: orderOf(charge) }
}

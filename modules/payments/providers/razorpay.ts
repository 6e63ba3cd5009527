// Razorpay: cards, UPI and net banking in India. https://razorpay.com/docs/api/orders
import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'
import {
  type ChargeEvidence,
  type Gateway,
  OutcomeUnknown,
  type RefundEvidence,
  noCharge,
  noRefund,
} from '../gateway.ts'
import { type ProviderAnswer, callProvider } from './provider-http.ts'
import { isHmacOf, parseJson } from './webhook-signature.ts'

export interface RazorpayOptions {
  /** `https://api.razorpay.com/v1`. */
  readonly url: string
  readonly keyId: string
  readonly keySecret: string
  readonly webhookSecrets: readonly string[]
  /** Where payers' browsers find us. */
  readonly publicUrl: string
  readonly timeoutMs?: number
}

const Order = Type.Object({
  id: Type.String({ pattern: '^order_' }),
  amount: Type.Integer(),
  currency: Type.String(),
  receipt: Type.Union([Type.String(), Type.Null()]),
  status: Type.Enum(['created', 'attempted', 'paid']),
})
type Order = Static<typeof Order>
const Orders = Type.Object({ items: Type.Array(Order) })
const Payment = Type.Object({
  id: Type.String({ pattern: '^pay_' }),
  order_id: Type.Union([Type.String(), Type.Null()]),
  amount: Type.Integer(),
  currency: Type.String(),
  status: Type.Enum(['created', 'authorized', 'captured', 'refunded', 'failed']),
  error_description: Type.Optional(Type.Union([Type.String(), Type.Null()])),
})
type Payment = Static<typeof Payment>
const Payments = Type.Object({ items: Type.Array(Payment) })
const Refund = Type.Object({
  id: Type.String({ pattern: '^rfnd_' }),
  amount: Type.Integer(),
  currency: Type.String(),
  receipt: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  status: Type.Enum(['pending', 'processed', 'failed']),
})
type Refund = Static<typeof Refund>
const Refunds = Type.Object({ items: Type.Array(Refund) })
const Refused = Type.Object({ error: Type.Object({ code: Type.String(), description: Type.String() }) })
const entity = <S extends typeof Payment | typeof Order>(of: S) => Type.Optional(Type.Object({ entity: of }))
const Event = Type.Object({
  event: Type.String(),
  created_at: Type.Integer(),
  payload: Type.Object({ payment: entity(Payment), order: entity(Order) }),
})

/** They tell again for a day, always with the time of the first telling. */
const replaySeconds = 24 * 3600

/**
 * An order is made first and is no money; the payer pays it in Razorpay's form on our page. Two orders of one receipt
 * would both be payable, so a lost answer is looked up by its receipt instead of ordering again.
 */
export function razorpayGateway(options: RazorpayOptions): Gateway {
  const credentials = Buffer.from(`${options.keyId}:${options.keySecret}`).toString('base64')
  const call = (
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ProviderAnswer> =>
    callProvider({
      provider: 'Razorpay',
      method,
      url: `${options.url}${path}`,
      headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body }),
      timeoutMs: options.timeoutMs ?? 10_000,
    })
  const waiting = (order: Order, marketId: string, reference: string): ChargeEvidence => ({
    state: 'action_needed',
    transaction: order.id,
    amountMinor: order.amount,
    currency: order.currency,
    actionUrl: `${options.publicUrl}/m/${marketId}/pay/${reference}`,
    failure: undefined,
  })
  const orderOf = async (transaction: string | undefined, reference: string): Promise<Order | undefined> => {
    if (transaction !== undefined) {
      const answer = await call('GET', `/orders/${encodeURIComponent(transaction)}`)
      return isMissing(answer) ? undefined : as(Order, answer)
    }
    const { items } = as(Orders, await call('GET', `/orders?receipt=${encodeURIComponent(reference)}`))
    return items.find(({ receipt }) => receipt === reference)
  }

  return {
    name: 'razorpay',
    methods: ['card'],
    currencies: ['INR'],
    repeatable: false,
    async start({ marketId, reference, amountMinor, currency, description }) {
      const wish = {
        amount: amountMinor,
        currency,
        receipt: reference,
        payment_capture: true,
        notes: { market: marketId, description },
      }
      return waiting(as(Order, await call('POST', '/orders', wish)), marketId, reference)
    },
    async status({ marketId, reference, transaction }) {
      if (transaction?.startsWith('pay_')) {
        const answer = await call('GET', `/payments/${encodeURIComponent(transaction)}`)
        if (isMissing(answer)) return noCharge('never_heard_of')
        const payment = as(Payment, answer)
        const paid = await orderOf(payment.order_id ?? undefined, reference)
        return { ...evidenceOf(payment), reference: paid?.receipt ?? undefined }
      }
      const order = await orderOf(transaction, reference)
      if (!order) return noCharge('never_heard_of')

      const { items } = as(Payments, await call('GET', `/orders/${order.id}/payments`))
      const captured = items.find(({ status }) => status === 'captured' || status === 'refunded')
      const evidence = captured ? evidenceOf(captured) : waiting(order, marketId, reference)
      return { ...evidence, reference: order.receipt ?? undefined }
    },
    async readWebhook({ headers, body, at }) {
      const { 'x-razorpay-signature': signature, 'x-razorpay-event-id': eventId } = headers
      const message = parseJson(body)
      if (typeof signature !== 'string' || typeof eventId !== 'string') return undefined
      if (!isHmacOf(options.webhookSecrets, signature, body) || !Value.Check(Event, message)) return undefined
      const age = at.getTime() / 1000 - message.created_at
      if (age > replaySeconds || age < -300) return undefined

      const { payment, order } = message.payload
      const transaction = order?.entity.id ?? payment?.entity.order_id ?? undefined
      return { eventId, reference: order?.entity.receipt ?? undefined, transaction }
    },
    refunds: {
      async give({ reference, transaction, amountMinor: amount }) {
        const wish = { amount, receipt: reference, speed: 'normal' }
        const once = { 'x-refund-idempotency': reference }
        const answer = await call('POST', `/payments/${encodeURIComponent(transaction)}/refund`, wish, once)
        if (answer.status === 400 && Value.Check(Refused, answer.body)) {
          return { state: 'failed', amountMinor: 0, currency: '', failure: answer.body.error.description }
        }
        return refundEvidenceOf(as(Refund, answer))
      },
      async status({ reference, transaction }) {
        const answer = await call('GET', `/payments/${encodeURIComponent(transaction)}/refunds`)
        const found = as(Refunds, answer).items.find(({ receipt }) => receipt === reference)
        return found ? refundEvidenceOf(found) : noRefund
      },
    },
    async checkout({ reference, transaction }) {
      const order = await orderOf(transaction?.startsWith('order_') ? transaction : undefined, reference)
      return order && { kind: 'razorpay', publicKey: options.keyId, token: order.id }
    },
  }
}

function evidenceOf({ id, amount, currency, status, error_description: failure }: Payment): ChargeEvidence {
  const collected = status === 'captured' || status === 'refunded'

  return {
    state: collected ? 'succeeded' : status === 'failed' ? 'failed' : 'pending',
    transaction: id,
    amountMinor: amount,
    currency,
    actionUrl: undefined,
    failure: status === 'failed' ? (failure ?? 'The payment was declined.') : undefined,
  }
}

function refundEvidenceOf({ amount, currency, status }: Refund): RefundEvidence {
  const states = { pending: 'pending', processed: 'succeeded', failed: 'failed' } as const

  return {
    state: states[status],
    amountMinor: amount,
    currency,
    failure: status === 'failed' ? 'The refund was refused.' : undefined,
  }
}

/** Razorpay says of an id that it does not know that the request is bad. */
function isMissing({ status, body }: ProviderAnswer): boolean {
  return (
    status === 404 || (status === 400 && Value.Check(Refused, body) && /does not exist/.test(body.error.description))
  )
}

function as<S extends typeof Order | typeof Orders | typeof Payment | typeof Payments | typeof Refund | typeof Refunds>(
  schema: S,
  { status, body }: ProviderAnswer,
): Static<S> {
  if (status >= 300 || !Value.Check(schema, body)) throw new OutcomeUnknown(`Razorpay answered ${status}`)

  return body as Static<S>
}

// PayPal: orders v2, approved by the payer at PayPal and then captured by us. https://developer.paypal.com/docs/api/orders/v2/
import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'
import {
  type ChargeEvidence,
  type ChargeHandle,
  type Gateway,
  NotReached,
  OutcomeUnknown,
  type RefundEvidence,
  noCharge,
  noRefund,
} from '../gateway.ts'
import { type ProviderAnswer, callProvider } from './provider-http.ts'
import { parseJson } from './webhook-signature.ts'

export interface PayPalOptions {
  /** `https://api-m.paypal.com`. */
  readonly url: string
  readonly clientId: string
  readonly clientSecret: string
  /** Webhooks of which PayPal vouches that it sent them to us; two while one replaces the other. */
  readonly webhookIds: readonly string[]
  readonly publicUrl: string
  readonly timeoutMs?: number
}

const Money = Type.Object({ currency_code: Type.String(), value: Type.String() })
const Capture = Type.Object({
  id: Type.String(),
  status: Type.String(),
  amount: Money,
  custom_id: Type.Optional(Type.String()),
  supplementary_data: Type.Optional(
    Type.Object({ related_ids: Type.Optional(Type.Object({ order_id: Type.Optional(Type.String()) })) }),
  ),
})
type Capture = Static<typeof Capture>
const Refund = Type.Object({
  id: Type.String(),
  status: Type.String(),
  amount: Type.Optional(Money),
  custom_id: Type.Optional(Type.String()),
})
type Refund = Static<typeof Refund>
const Order = Type.Object({
  id: Type.String(),
  status: Type.String(),
  links: Type.Optional(Type.Array(Type.Object({ rel: Type.String(), href: Type.String() }))),
  purchase_units: Type.Optional(
    Type.Array(
      Type.Object({
        amount: Type.Optional(Money),
        custom_id: Type.Optional(Type.String()),
        payments: Type.Optional(
          Type.Object({ captures: Type.Optional(Type.Array(Capture)), refunds: Type.Optional(Type.Array(Refund)) }),
        ),
      }),
    ),
  ),
})
type Order = Static<typeof Order>
const Token = Type.Object({ access_token: Type.String(), expires_in: Type.Integer() })
const Verdict = Type.Object({ verification_status: Type.String() })
const Event = Type.Object({
  id: Type.String(),
  event_type: Type.String(),
  resource: Type.Object({
    id: Type.String(),
    custom_id: Type.Optional(Type.String()),
    purchase_units: Type.Optional(Type.Array(Type.Object({ custom_id: Type.Optional(Type.String()) }))),
  }),
})

/** What we keep of an order until it is captured; a capture goes by its bare id. */
const orderPrefix = 'order:'

/**
 * The same PayPal-Request-Id again is the same order and the same capture. Nobody can pay an order whose address we never
 * heard, so one that is lost is made again and no money can have moved.
 */
export function payPalGateway(options: PayPalOptions): Gateway {
  const timeoutMs = options.timeoutMs ?? 10_000
  let token: { value: Promise<string>; until: number } | undefined

  const fetchToken = async (): Promise<string> => {
    const credentials = Buffer.from(`${options.clientId}:${options.clientSecret}`).toString('base64')
    const { body } = await callProvider({
      provider: 'PayPal',
      method: 'POST',
      url: `${options.url}/v1/oauth2/token`,
      headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
      timeoutMs,
    })
    if (!Value.Check(Token, body)) throw new NotReached('PayPal gives us no token')
    if (token) token.until = Date.now() + (body.expires_in - 60) * 1000
    return body.access_token
  }
  /** One token for all who need one; without it nothing was asked of PayPal yet. */
  const authorise = (): Promise<string> => {
    if (token && token.until > Date.now()) return token.value
    const value = fetchToken().catch((error: unknown) => {
      token = undefined
      throw new NotReached('PayPal does not let us in', { cause: error })
    })
    token = { value, until: Date.now() + timeoutMs }
    return value
  }
  const call = async (method: 'GET' | 'POST', path: string, body?: unknown, requestId?: string) =>
    callProvider({
      provider: 'PayPal',
      method,
      url: `${options.url}${path}`,
      headers: {
        authorization: `Bearer ${await authorise()}`,
        'content-type': 'application/json',
        prefer: 'return=representation',
        ...(requestId !== undefined && { 'paypal-request-id': requestId }),
      },
      ...(body !== undefined && { body }),
      timeoutMs,
    })
  const capture = async (order: Order, reference: string): Promise<ChargeEvidence> => {
    const answer = await call('POST', `/v2/checkout/orders/${order.id}/capture`, {}, `${reference}:capture`)
    // 422: the payer's means were refused, and PayPal asks the payer for others under the same address.
    return answer.status === 422 ? evidenceOfOrder(order) : evidenceOfOrder(asOrder(answer))
  }

  return {
    name: 'paypal',
    methods: ['card'],
    currencies: ['EUR', 'USD', 'GBP', 'CAD', 'AUD', 'CHF'],
    repeatable: true,
    async start({ marketId, reference, amountMinor, currency, description, returnPath }) {
      const back = `${options.publicUrl}/m/${marketId}${returnPath}`
      const wish = {
        intent: 'CAPTURE',
        purchase_units: [{ custom_id: reference, description, amount: moneyOf(amountMinor, currency) }],
        payment_source: {
          paypal: {
            experience_context: {
              return_url: back,
              cancel_url: back,
              user_action: 'PAY_NOW',
              shipping_preference: 'NO_SHIPPING',
            },
          },
        },
      }
      return evidenceOfOrder(asOrder(await call('POST', '/v2/checkout/orders', wish, reference)))
    },
    async status({ reference, transaction }: ChargeHandle) {
      if (transaction === undefined) return noCharge('never_heard_of')
      if (!transaction.startsWith(orderPrefix)) {
        const answer = await call('GET', `/v2/payments/captures/${encodeURIComponent(transaction)}`)
        if (answer.status === 404) return noCharge('never_heard_of')
        if (answer.status >= 300 || !Value.Check(Capture, answer.body)) throw odd(answer)
        return evidenceOfCapture(answer.body)
      }

      const answer = await call(
        'GET',
        `/v2/checkout/orders/${encodeURIComponent(transaction.slice(orderPrefix.length))}`,
      )
      if (answer.status === 404) return noCharge('never_heard_of')
      const order = asOrder(answer)
      return order.status === 'APPROVED' ? capture(order, reference) : evidenceOfOrder(order)
    },
    refunds: {
      async give({ reference, transaction, amountMinor, currency }) {
        const wish = { amount: moneyOf(amountMinor, currency), custom_id: reference }
        const answer = await call(
          'POST',
          `/v2/payments/captures/${encodeURIComponent(transaction)}/refund`,
          wish,
          reference,
        )
        if (answer.status === 422 || answer.status === 404) {
          return {
            state: 'failed',
            amountMinor: 0,
            currency: '',
            failure: 'PayPal gives nothing of this back any more.',
          }
        }
        if (answer.status >= 300 || !Value.Check(Refund, answer.body)) throw odd(answer)
        return refundEvidenceOf(answer.body)
      },
      /** A refund is found on the order that its capture belongs to. */
      async status({ reference, transaction }) {
        const capture = await call('GET', `/v2/payments/captures/${encodeURIComponent(transaction)}`)
        if (capture.status >= 300 || !Value.Check(Capture, capture.body)) throw odd(capture)
        const orderId = capture.body.supplementary_data?.related_ids?.order_id
        if (orderId === undefined) throw new OutcomeUnknown('PayPal names no order for the capture')

        const order = asOrder(await call('GET', `/v2/checkout/orders/${encodeURIComponent(orderId)}`))
        const refunds = order.purchase_units?.flatMap(({ payments }) => payments?.refunds ?? [])
        const found = refunds?.find(({ custom_id: id }) => id === reference)
        return found ? refundEvidenceOf(found) : noRefund
      },
    },
    async readWebhook({ headers, body, at }) {
      const message = parseJson(body)
      const header = (name: string) => String(headers[`paypal-${name}`] ?? '')
      const age = at.getTime() - Date.parse(header('transmission-time'))
      if (!Value.Check(Event, message) || !(Math.abs(age) < replayMs)) return undefined

      const proof = {
        auth_algo: header('auth-algo'),
        cert_url: header('cert-url'),
        transmission_id: header('transmission-id'),
        transmission_sig: header('transmission-sig'),
        transmission_time: header('transmission-time'),
      }
      for (const webhookId of options.webhookIds) {
        // The event goes back byte for byte: written anew it would have another checksum.
        const asked = `${JSON.stringify({ ...proof, webhook_id: webhookId }).slice(0, -1)},"webhook_event":${body.toString()}}`
        const answer = await call('POST', '/v1/notifications/verify-webhook-signature', asked)
        if (!Value.Check(Verdict, answer.body) || answer.body.verification_status !== 'SUCCESS') continue

        const { resource, event_type: type } = message
        const reference = resource.custom_id ?? resource.purchase_units?.[0]?.custom_id
        const transaction = type.startsWith('CHECKOUT.ORDER.') ? `${orderPrefix}${resource.id}` : resource.id
        return { eventId: message.id, reference, transaction }
      }
      return undefined
    },
  }
}

/** PayPal tells again for three days, each time anew; the time is that of the telling. */
const replayMs = 5 * 60_000

function asOrder(answer: ProviderAnswer): Order {
  if (answer.status >= 300 || !Value.Check(Order, answer.body)) throw odd(answer)

  return answer.body
}

function odd({ status }: ProviderAnswer): OutcomeUnknown {
  return new OutcomeUnknown(`PayPal answered ${status}`)
}

function evidenceOfOrder(order: Order): ChargeEvidence {
  const [unit] = order.purchase_units ?? []
  const [captured] = unit?.payments?.captures ?? []
  if (captured) return evidenceOfCapture(captured)
  const approval = order.links?.find(({ rel }) => rel === 'payer-action' || rel === 'approve')

  return {
    state: order.status === 'VOIDED' ? 'failed' : 'action_needed',
    transaction: `${orderPrefix}${order.id}`,
    ...minorOf(unit?.amount),
    actionUrl: approval?.href,
    failure: order.status === 'VOIDED' ? 'The payer did not approve in time.' : undefined,
  }
}

function evidenceOfCapture({ id, status, amount, custom_id: reference }: Capture): ChargeEvidence {
  const collected = status === 'COMPLETED' || status === 'REFUNDED' || status === 'PARTIALLY_REFUNDED'
  const refused = status === 'DECLINED' || status === 'FAILED'

  return {
    state: collected ? 'succeeded' : refused ? 'failed' : 'pending',
    transaction: id,
    reference,
    ...minorOf(amount),
    actionUrl: undefined,
    failure: refused ? 'PayPal declined the payment.' : undefined,
  }
}

function refundEvidenceOf({ status, amount }: Refund): RefundEvidence {
  const failed = status === 'FAILED' || status === 'CANCELLED'

  return {
    state: status === 'COMPLETED' ? 'succeeded' : failed ? 'failed' : 'pending',
    ...minorOf(amount),
    failure: failed ? 'PayPal refused the refund.' : undefined,
  }
}

function decimalsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

function moneyOf(amountMinor: number, currency: string): Static<typeof Money> {
  const decimals = decimalsOf(currency)
  const digits = String(amountMinor).padStart(decimals + 1, '0')
  const value = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`

  return { currency_code: currency, value }
}

function minorOf(money: Static<typeof Money> | undefined): { amountMinor: number; currency: string } {
  if (!money) return { amountMinor: 0, currency: '' }
  const [whole = '0', part = ''] = money.value.split('.')

  return {
    amountMinor: Number(whole + part.padEnd(decimalsOf(money.currency_code), '0')),
    currency: money.currency_code,
  }
}

// Stripe: cards by PaymentIntents, entered into Stripe's own form, through the official SDK.
import { createRequire } from 'node:module'
import type { Stripe } from 'stripe'
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
import { connectionFailure } from './provider-http.ts'

export interface StripeOptions {
  /** `https://api.stripe.com`. */
  readonly url: string
  readonly secretKey: string
  readonly publishableKey: string
  readonly webhookSecrets: readonly string[]
  readonly publicUrl: string
  readonly timeoutMs?: number
}

const load = createRequire(import.meta.url)
/** Loaded where somebody is really paid through it, for it weighs more than thirty megabytes. */
const sdk = () => load('stripe') as typeof Stripe

/** Older than this is a replay; younger than its own sending, a forgery or a broken clock. */
const toleranceSeconds = 300

/**
 * Our reference is the Idempotency-Key: the same one again is the same PaymentIntent for a day, longer than any order
 * waits. Nobody can pay an intent whose secret never reached a browser.
 */
export function stripeGateway(options: StripeOptions): Gateway {
  const { hostname, port, protocol } = new URL(options.url)
  const Stripe = sdk()
  const stripe = new Stripe(options.secretKey, {
    host: hostname,
    port: port || (protocol === 'https:' ? 443 : 80),
    protocol: protocol === 'http:' ? 'http' : 'https',
    timeout: options.timeoutMs ?? 10_000,
    // Trying again is decided in one place for all gateways.
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient(),
  })
  const evidenceOf = (intent: Stripe.PaymentIntent, marketId: string, reference: string): ChargeEvidence => ({
    state: meanings[intent.status] ?? 'pending',
    transaction: intent.id,
    reference: intent.metadata.reference,
    amountMinor: intent.status === 'succeeded' ? intent.amount_received : intent.amount,
    currency: intent.currency.toUpperCase(),
    actionUrl: `${options.publicUrl}/m/${marketId}/pay/${reference}`,
    failure:
      intent.last_payment_error?.message ?? (intent.status === 'canceled' ? 'The payment was cancelled.' : undefined),
  })
  const find = async ({ reference, transaction }: ChargeHandle): Promise<Stripe.PaymentIntent | undefined> => {
    if (transaction !== undefined) return stripe.paymentIntents.retrieve(transaction).catch(missing)
    const { data } = await stripe.paymentIntents.search({ query: `metadata['reference']:'${reference}'`, limit: 1 })
    return data[0]
  }

  return {
    name: 'stripe',
    methods: ['card'],
    repeatable: true,
    async start({ marketId, reference, amountMinor, currency, description, challenge }) {
      const intent = await stripe.paymentIntents
        .create(
          {
            amount: amountMinor,
            currency: currency.toLowerCase(),
            description,
            metadata: { reference, market: marketId },
            allowed_payment_method_types: ['card'],
            payment_method_options: { card: { request_three_d_secure: challenge ? 'challenge' : 'automatic' } },
          },
          { idempotencyKey: reference },
        )
        .catch(unclear)
      return evidenceOf(intent, marketId, reference)
    },
    async status(charge) {
      const intent = await find(charge).catch(unclear)
      return intent ? evidenceOf(intent, charge.marketId, charge.reference) : noCharge('never_heard_of')
    },
    async readWebhook({ headers, body, at }) {
      const signature = headers['stripe-signature']
      const sentAt = Number(/(?:^|,)t=(\d{1,12})(?:,|$)/.exec(String(signature))?.[1])
      if (typeof signature !== 'string' || !(sentAt - at.getTime() / 1000 <= toleranceSeconds)) return undefined
      const event = firstSigned(options.webhookSecrets, (secret) =>
        stripe.webhooks.constructEvent(body, signature, secret, toleranceSeconds, undefined, at.getTime()),
      )
      if (!event) return undefined

      return { eventId: event.id, ...subjectOf(event.data.object) }
    },
    refunds: {
      async give({ reference, transaction, amountMinor: amount }) {
        const wish = { payment_intent: transaction, amount, metadata: { reference } }
        return stripe.refunds.create(wish, { idempotencyKey: reference }).then(refundEvidenceOf, refusedRefund)
      },
      async status({ reference, transaction }) {
        const { data } = await stripe.refunds.list({ payment_intent: transaction, limit: 100 }).catch(unclear)
        const found = data.find(({ metadata }) => metadata?.reference === reference)
        return found ? refundEvidenceOf(found) : noRefund
      },
    },
    async checkout(charge) {
      const intent = await find(charge).catch(unclear)
      const token = intent?.client_secret
      return token ? { kind: 'stripe', publicKey: options.publishableKey, token } : undefined
    },
  }
}

const meanings: Partial<Record<Stripe.PaymentIntent.Status, ChargeEvidence['state']>> = {
  requires_payment_method: 'action_needed',
  requires_confirmation: 'action_needed',
  requires_action: 'action_needed',
  processing: 'pending',
  succeeded: 'succeeded',
  canceled: 'failed',
}

function refundEvidenceOf({ status, amount, currency, failure_reason: reason }: Stripe.Refund): RefundEvidence {
  const failed = status === 'failed' || status === 'canceled'

  return {
    state: status === 'succeeded' ? 'succeeded' : failed ? 'failed' : 'pending',
    amountMinor: amount,
    currency: currency.toUpperCase(),
    failure: failed ? (reason ?? 'The refund was refused.') : undefined,
  }
}

/** Of a charge that cannot be given back any more Stripe says that the request is bad: nothing has moved. */
function refusedRefund(error: unknown): RefundEvidence {
  if (error instanceof sdk().errors.StripeInvalidRequestError && error.statusCode === 400) {
    return { state: 'failed', amountMinor: 0, currency: '', failure: error.message }
  }
  return unclear(error)
}

/** Intents name themselves; charges, refunds and disputes name their intent. */
function subjectOf(object: unknown): { reference: string | undefined; transaction: string | undefined } {
  const said = object as { object?: string; id?: string; metadata?: Record<string, string>; payment_intent?: unknown }
  const intent = said.object === 'payment_intent' ? said.id : said.payment_intent

  return { reference: said.metadata?.reference, transaction: typeof intent === 'string' ? intent : undefined }
}

function firstSigned(secrets: readonly string[], read: (secret: string) => Stripe.Event): Stripe.Event | undefined {
  for (const secret of secrets) {
    try {
      return read(secret)
    } catch {
      // Not under this secret; perhaps under the other one.
    }
  }
  return undefined
}

function missing(error: unknown): undefined {
  if (error instanceof sdk().errors.StripeInvalidRequestError && error.code === 'resource_missing') return undefined

  throw error
}

/** What an error of the SDK says about the charge: nearly always nothing. */
function unclear(error: unknown): never {
  if (error instanceof sdk().errors.StripeConnectionError) throw connectionFailure('Stripe', error)
  if (error instanceof sdk().errors.StripeRateLimitError) throw new NotReached('Stripe asks us to slow down')
  if (error instanceof sdk().errors.StripeError) {
    throw new OutcomeUnknown(`Stripe answered ${error.statusCode ?? 'nothing'} ${error.code ?? ''}`, { cause: error })
  }
  throw error
}

// NouPay (Noupia Pay): MTN and Orange mobile money in Cameroon. https://noupia.com/developers
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { type ChargeEvidence, type Gateway, OutcomeUnknown, noCharge } from '../gateway.ts'
import { type ProviderAnswer, callProvider } from './provider-http.ts'
import { isSameText, parseJson } from './webhook-signature.ts'

export interface NouPayOptions {
  /** `https://api.noupia.com`. */
  readonly url: string
  readonly developerKey: string
  readonly productKey: string
  /** `np-live`, or `np-sandbox`. */
  readonly environment: string
  /** Their callbacks carry no signature: the address they are sent to ends in `?token=` and one of these. */
  readonly callbackTokens: readonly string[]
  readonly timeoutMs?: number
}

const Begun = Type.Object({
  response: Type.Literal('success'),
  data: Type.Object({ transaction: Type.String(), channel_ussd: Type.Optional(Type.String()) }),
})
const Refused = Type.Object({ response: Type.Literal('error'), code: Type.String(), message: Type.String() })
const Verified = Type.Object({
  response: Type.Literal('success'),
  data: Type.Object({
    transaction: Type.String(),
    reference: Type.String(),
    status: Type.Enum(['pending', 'successful', 'failed']),
    amount: Type.Union([Type.Number(), Type.String()]),
    currency: Type.String(),
  }),
})
const Callback = Type.Object({ transaction: Type.String(), status: Type.Optional(Type.String()) })

const meanings = { pending: 'pending', successful: 'succeeded', failed: 'failed' } as const

/**
 * Initiating twice charges twice, and verifying needs their name for the transaction: a lost answer stays unknown until
 * their callback, the statement or a person brings the name.
 */
export function nouPayGateway(options: NouPayOptions): Gateway {
  const call = (body: object): Promise<ProviderAnswer> =>
    callProvider({
      provider: 'NouPay',
      method: 'POST',
      url: `${options.url}/pay`,
      headers: {
        'content-type': 'application/json',
        'noupia-api-signature': options.environment,
        'noupia-api-key': options.developerKey,
        'noupia-product-key': options.productKey,
        'noupia-api-version': '1.0',
      },
      body,
      timeoutMs: options.timeoutMs ?? 10_000,
    })

  return {
    name: 'noupay',
    methods: ['mobile_money'],
    currencies: ['XAF'],
    repeatable: false,
    async start({ reference, amountMinor, currency, phone }) {
      const answer = await call({
        operation: 'initiate',
        reference,
        amount: amountMinor,
        phone: (phone ?? '').replace(/^\+?237/, ''),
        method: 'mobilemoney',
        country: 'CM',
        currency,
      })
      const said = { amountMinor, currency, actionUrl: undefined }
      if (Value.Check(Begun, answer.body)) {
        const { transaction, channel_ussd: dial } = answer.body.data
        return { ...said, state: 'pending', transaction, dial, failure: undefined }
      }
      if (Value.Check(Refused, answer.body)) {
        return { ...said, state: 'failed', transaction: undefined, failure: answer.body.message }
      }
      throw new OutcomeUnknown(`NouPay answered ${answer.status}`)
    },
    async status({ transaction }) {
      if (transaction === undefined) return noCharge('cannot_tell')
      const answer = await call({ operation: 'verify', transaction })
      if (Value.Check(Refused, answer.body) && answer.body.code === 'TRANSACTION_NOT_FOUND') {
        return noCharge('never_heard_of')
      }

      return evidenceOf(answer)
    },
    async readWebhook({ query, body }) {
      const { token } = query
      const message = parseJson(body)
      if (typeof token !== 'string' || !options.callbackTokens.some((each) => isSameText(token, each))) return undefined
      if (!Value.Check(Callback, message)) return undefined

      // The callback may not be believed about our reference either; what they say when they are asked may.
      const answer = await call({ operation: 'verify', transaction: message.transaction })
      const reference = Value.Check(Verified, answer.body) ? answer.body.data.reference : undefined
      return {
        eventId: `${message.transaction}:${message.status ?? ''}`,
        reference,
        transaction: message.transaction,
      }
    },
  }
}

function evidenceOf(answer: ProviderAnswer): ChargeEvidence {
  const { body } = answer
  if (!Value.Check(Verified, body)) throw new OutcomeUnknown(`NouPay answered ${answer.status}`)
  const { data } = body

  return {
    state: meanings[data.status],
    transaction: data.transaction,
    reference: data.reference,
    amountMinor: Number(data.amount),
    currency: data.currency,
    actionUrl: undefined,
    failure: data.status === 'failed' ? 'The payment was refused on the phone.' : undefined,
  }
}

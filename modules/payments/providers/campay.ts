// CamPay: MTN and Orange mobile money in Cameroon. https://documenter.getpostman.com/view/2391374/T1LV8PVA
import { createHmac } from 'node:crypto'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { type ChargeEvidence, type Gateway, OutcomeUnknown, noCharge } from '../gateway.ts'
import { type ProviderAnswer, callProvider } from './provider-http.ts'
import { isSameText, parseJson } from './webhook-signature.ts'

export interface CamPayOptions {
  /** `https://www.campay.net/api`, or `https://demo.campay.net/api`. */
  readonly url: string
  /** The application's permanent access token. */
  readonly token: string
  /** Keys that sign the callbacks; two while one replaces the other. */
  readonly webhookKeys: readonly string[]
  readonly timeoutMs?: number
}

const Begun = Type.Object({ reference: Type.String(), ussd_code: Type.Optional(Type.String()) })
const Refused = Type.Object({ message: Type.Optional(Type.String()), error_code: Type.Optional(Type.String()) })
const Transaction = Type.Object({
  reference: Type.String(),
  external_reference: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  status: Type.Enum(['PENDING', 'SUCCESSFUL', 'FAILED']),
  amount: Type.Union([Type.Number(), Type.String()]),
  currency: Type.String(),
  reason: Type.Optional(Type.Union([Type.String(), Type.Null()])),
})
const Callback = Type.Object({
  reference: Type.String(),
  status: Type.String(),
  signature: Type.String(),
  external_reference: Type.Optional(Type.Union([Type.String(), Type.Null()])),
})

const meanings = { PENDING: 'pending', SUCCESSFUL: 'succeeded', FAILED: 'failed' } as const

/**
 * The same `external_reference` again is the same collection. Its status goes by CamPay's own reference alone, so before
 * we have heard that one, only collecting again can find out.
 */
export function camPayGateway(options: CamPayOptions): Gateway {
  const call = (method: 'GET' | 'POST', path: string, body?: unknown): Promise<ProviderAnswer> =>
    callProvider({
      provider: 'CamPay',
      method,
      url: `${options.url}${path}`,
      headers: { authorization: `Token ${options.token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body }),
      timeoutMs: options.timeoutMs ?? 10_000,
    })

  return {
    name: 'campay',
    methods: ['mobile_money'],
    currencies: ['XAF'],
    repeatable: true,
    async start({ reference, amountMinor, currency, description, phone }) {
      const answer = await call('POST', '/collect/', {
        amount: String(amountMinor),
        currency,
        from: (phone ?? '').replace(/^\+/, ''),
        description,
        external_reference: reference,
      })
      const said = { amountMinor, currency, actionUrl: undefined }
      if (Value.Check(Begun, answer.body) && answer.status < 300) {
        const { reference: transaction, ussd_code: dial } = answer.body
        return { ...said, state: 'pending', transaction, dial, failure: undefined }
      }
      // ER101 and ER102: the number is none of a carrier they serve; ER201: the amount. Nothing was begun.
      if (answer.status === 400 && Value.Check(Refused, answer.body)) {
        return { ...said, state: 'failed', transaction: undefined, failure: answer.body.message ?? 'CamPay refused.' }
      }
      throw new OutcomeUnknown(`CamPay answered ${answer.status}`)
    },
    async status({ transaction }) {
      if (transaction === undefined) return noCharge('cannot_tell')
      const answer = await call('GET', `/transaction/${encodeURIComponent(transaction)}/`)
      if (answer.status === 404) return noCharge('never_heard_of')

      return evidenceOf(answer)
    },
    async readWebhook({ body, query, at }) {
      const message = { ...query, ...(parseJson(body) as object | undefined) }
      if (!Value.Check(Callback, message) || !isSigned(options.webhookKeys, message.signature, at)) return undefined

      return {
        eventId: `${message.reference}:${message.status}`,
        reference: message.external_reference ?? undefined,
        transaction: message.reference,
      }
    },
  }
}

function evidenceOf(answer: ProviderAnswer): ChargeEvidence {
  const { body } = answer
  if (answer.status >= 300 || !Value.Check(Transaction, body))
    throw new OutcomeUnknown(`CamPay answered ${answer.status}`)

  return {
    state: meanings[body.status],
    transaction: body.reference,
    reference: body.external_reference ?? undefined,
    amountMinor: Number(body.amount),
    currency: body.currency,
    actionUrl: undefined,
    failure: body.status === 'FAILED' ? (body.reason ?? 'The payment was refused on the phone.') : undefined,
  }
}

/** CamPay signs with a JWT (HS256) under the application's webhook key; the algorithm is ours to say, not the token's. */
function isSigned(keys: readonly string[], token: string, at: Date): boolean {
  const [head = '', claims = '', signature = '', ...rest] = token.split('.')
  if (rest.length > 0 || decoded(head).alg !== 'HS256') return false
  const { exp, iat } = decoded(claims)
  const now = at.getTime() / 1000
  if (typeof exp === 'number' && exp < now) return false
  if (typeof iat === 'number' && Math.abs(now - iat) > replaySeconds) return false

  return keys.some((key) =>
    isSameText(signature, createHmac('sha256', key).update(`${head}.${claims}`).digest('base64url')),
  )
}

/** A callback is told again for a while; older than this it is a replay. */
const replaySeconds = 24 * 3600

function decoded(part: string): Record<string, unknown> {
  const value = parseJson(Buffer.from(part, 'base64url'))
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

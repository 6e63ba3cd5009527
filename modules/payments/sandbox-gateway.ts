// The adapter to the sandbox provider: over HTTP, like the adapter to any other.
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import {
  type ChargeEvidence,
  type ChargeRequest,
  type Gateway,
  OutcomeUnknown,
  type RefundEvidence,
  noCharge,
} from './gateway.ts'
import { connectionFailure } from './providers/provider-http.ts'
import { parseJson } from './providers/webhook-signature.ts'
import { isSigned, signatureHeader } from './sandbox/sandbox-signature.ts'

export interface SandboxGatewayOptions {
  /** Where the provider's API answers, for this process: `http://127.0.0.1:3000`. */
  readonly apiOrigin: string
  /** Where payers' browsers and the provider find us. */
  readonly publicUrl: string
  readonly apiKey: string
  readonly webhookSecrets: readonly string[]
  readonly timeoutMs?: number
}

const Charge = Type.Object({
  id: Type.String(),
  state: Type.Enum(['waiting', 'challenged', 'succeeded', 'failed']),
  amountMinor: Type.Integer(),
  currency: Type.String(),
  approvalUrl: Type.String(),
  failure: Type.Union([Type.String(), Type.Null()]),
})

const Refund = Type.Object({
  id: Type.String(),
  state: Type.Enum(['waiting', 'succeeded', 'failed']),
  amountMinor: Type.Integer(),
  currency: Type.String(),
  failure: Type.Union([Type.String(), Type.Null()]),
})

const SandboxStatement = Type.Object({
  items: Type.Array(
    Type.Object({
      kind: Type.Enum(['charge', 'refund']),
      transaction: Type.String(),
      reference: Type.Union([Type.String(), Type.Null()]),
      amountMinor: Type.Integer(),
      feeMinor: Type.Integer(),
      currency: Type.String(),
      state: Type.Enum(['succeeded', 'failed']),
    }),
  ),
})

const Webhook = Type.Object({ id: Type.String(), reference: Type.String() })

export function sandboxGateway(options: SandboxGatewayOptions): Gateway {
  const call = async (marketId: string, path: string, init: RequestInit = {}): Promise<Response> => {
    return fetch(`${options.apiOrigin}/m/${marketId}/sandbox/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${options.apiKey}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(options.timeoutMs ?? 10_000),
    }).catch((error: unknown) => {
      throw connectionFailure('the sandbox gateway', error)
    })
  }

  return {
    name: 'sandbox',
    methods: ['card', 'mobile_money'],
    repeatable: true,
    async start(request: ChargeRequest) {
      const home = `${options.publicUrl}/m/${request.marketId}`
      const answer = await call(request.marketId, '/charges', {
        method: 'POST',
        body: JSON.stringify({
          reference: request.reference,
          method: request.method,
          amountMinor: request.amountMinor,
          currency: request.currency,
          description: request.description,
          returnUrl: `${home}${request.returnPath}`,
          webhookUrl: `${options.apiOrigin}/m/${request.marketId}/api/v1/payments/webhook/sandbox`,
          ...(request.phone !== undefined && { phone: request.phone }),
          ...(request.challenge && { challenge: true }),
        }),
      })

      return evidenceOf(answer)
    },
    async status({ marketId, reference }) {
      const answer = await call(marketId, `/charges/${encodeURIComponent(reference)}`)
      if (answer.status === 404) return noCharge('never_heard_of')

      return evidenceOf(answer)
    },
    async readWebhook({ headers, body, at }) {
      const signature = headers[signatureHeader]
      if (typeof signature !== 'string' || !isSigned(options.webhookSecrets, signature, body, at)) return undefined
      const message = parseJson(body)
      if (!Value.Check(Webhook, message)) return undefined

      return { eventId: message.id, reference: message.reference, transaction: undefined }
    },
    async statement({ marketId, ...days }) {
      const answer = await call(marketId, `/statement?${new URLSearchParams(days).toString()}`)
      const body: unknown = await answer.json().catch(() => undefined)
      if (!answer.ok || !Value.Check(SandboxStatement, body)) {
        throw new OutcomeUnknown(`the sandbox gateway answered ${answer.status} to a statement`)
      }
      return body.items.map(({ reference, ...line }) => ({ ...line, reference: reference ?? undefined }))
    },
    refunds: {
      async give({ marketId, ...refund }) {
        return refundEvidenceOf(await call(marketId, '/refunds', { method: 'POST', body: JSON.stringify(refund) }))
      },
      async status({ marketId, reference }) {
        const answer = await call(marketId, `/refunds/${encodeURIComponent(reference)}`)
        if (answer.status === 404) return { state: 'never_heard_of', amountMinor: 0, currency: '', failure: undefined }

        return refundEvidenceOf(answer)
      },
    },
  }
}

const meanings = {
  waiting: 'action_needed',
  challenged: 'action_needed',
  succeeded: 'succeeded',
  failed: 'failed',
} as const

/** Anything but a charge, whatever the status code says, leaves the outcome unknown. */
async function evidenceOf(answer: Response): Promise<ChargeEvidence> {
  const body: unknown = await answer.json().catch(() => undefined)
  if (!answer.ok || !Value.Check(Charge, body))
    throw new OutcomeUnknown(`the sandbox gateway answered ${answer.status}`)

  return {
    state: meanings[body.state],
    transaction: body.id,
    amountMinor: body.amountMinor,
    currency: body.currency,
    actionUrl: body.approvalUrl,
    failure: body.failure ?? undefined,
  }
}

/** As with charges: anything but a refund leaves the outcome unknown. */
async function refundEvidenceOf(answer: Response): Promise<RefundEvidence> {
  const body: unknown = await answer.json().catch(() => undefined)
  if (!answer.ok || !Value.Check(Refund, body))
    throw new OutcomeUnknown(`the sandbox gateway answered ${answer.status} to a refund`)

  return {
    state: body.state === 'waiting' ? 'pending' : body.state,
    amountMinor: body.amountMinor,
    currency: body.currency,
    failure: body.failure ?? undefined,
  }
}

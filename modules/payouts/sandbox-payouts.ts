// The adapter to the sandbox provider's payouts: over HTTP, like the adapter to any other.
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { PayoutEvidence, PayoutProvider } from './payout-port.ts'

const Answer = Type.Object({
  state: Type.Enum(['waiting', 'succeeded', 'failed']),
  amountMinor: Type.Integer(),
  currency: Type.String(),
  failure: Type.Union([Type.String(), Type.Null()]),
})

const nothing = { amountMinor: 0, currency: '', failure: undefined } as const

export function sandboxPayouts({ apiOrigin, apiKey }: { apiOrigin: string; apiKey: string }): PayoutProvider {
  const call = async (marketId: string, path: string, init: RequestInit = {}): Promise<PayoutEvidence> => {
    try {
      const answer = await fetch(`${apiOrigin}/m/${marketId}/sandbox/v1/payouts${path}`, {
        ...init,
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(10_000),
      })
      if (answer.status === 404) return { ...nothing, state: 'never_heard_of' }
      const body: unknown = await answer.json()
      if (!answer.ok || !Value.Check(Answer, body)) return { ...nothing, state: 'unknown' }

      const { amountMinor, currency, failure } = body
      return {
        state: body.state === 'waiting' ? 'pending' : body.state,
        amountMinor,
        currency,
        failure: failure ?? undefined,
      }
    } catch {
      return { ...nothing, state: 'unknown' }
    }
  }

  return {
    name: 'sandbox',
    send: ({ marketId, ...payout }) => call(marketId, '', { method: 'POST', body: JSON.stringify(payout) }),
    status: ({ marketId, reference }) => call(marketId, `/${encodeURIComponent(reference)}`),
  }
}

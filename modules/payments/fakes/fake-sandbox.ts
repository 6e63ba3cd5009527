// The sandbox's protocol, for tests that need it in a mood.
import { signWebhook, signatureHeader } from '../sandbox/sandbox-signature.ts'
import type { FakeCharge, Protocol } from './fake-provider.ts'

export function sandboxProtocol(): Protocol {
  return {
    ids: () => {
      const id = crypto.randomUUID()
      return { id, orderId: id }
    },
    approved: 'succeeded',
    once: true,
    understand({ method, path, body }, charges) {
      const show = (charge: FakeCharge) => ({
        status: 200,
        body: {
          id: charge.id,
          state: charge.state,
          amountMinor: charge.amountMinor,
          currency: charge.currency,
          approvalUrl: `http://127.0.0.1/pay/${charge.id}`,
          failure: charge.state === 'failed' ? 'The card was declined.' : null,
        },
      })
      if (method === 'POST' && path.endsWith('/charges')) {
        const { reference, amountMinor, currency } = body as {
          reference: string
          amountMinor: number
          currency: string
        }
        return { does: 'charge', wish: { reference, amountMinor, currency }, show }
      }
      const reference = /\/charges\/([^/]+)$/.exec(path)?.[1]
      const at = charges.find((each) => each.reference === reference)
      return { does: 'look', at, show, missing: { status: 404, body: { error: 'no such charge' } } }
    },
    tell({ charge, eventId, at, secret }) {
      const body = JSON.stringify({ id: eventId, type: `charge.${charge.state}`, reference: charge.reference })
      return { headers: { [signatureHeader]: signWebhook(secret, body, at) }, query: {}, body: Buffer.from(body) }
    },
  }
}

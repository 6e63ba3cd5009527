// What the payer's tap does to a charge, and how the merchant hears of it.
import type { Tx } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { enqueue } from '@provender/platform/jobs'
import { type ChargeRow, type ChargeState, updateState } from './charge-store.ts'
import { webhookMessage } from './deliver-webhook.ts'

const lateSeconds = 20

/** Card numbers that behave in a certain way, in the manner of the real providers' test cards. */
export const testCards: Readonly<Record<string, { outcome: ChargeState; failure?: string; says: string }>> = {
  '4242424242424242': { outcome: 'succeeded', says: 'goes through' },
  '4000000000003220': { outcome: 'challenged', says: 'asks for 3-D Secure, code 123456' },
  '4000000000000002': { outcome: 'failed', failure: 'The card was declined.', says: 'is declined' },
  '4000000000009995': {
    outcome: 'failed',
    failure: 'The card has insufficient funds.',
    says: 'has insufficient funds',
  },
}

/** A charge is decided once; later taps change nothing. The webhooks are enqueued with the decision. */
export async function decideCharge(
  tx: Tx,
  charge: ChargeRow,
  state: ChargeState,
  failure: string | undefined,
  at: Date,
): Promise<void> {
  const decided = await updateState(tx, charge.id, state, failure)
  if (!decided || state === 'challenged') return

  for (const { eventId, delaySeconds } of deliveriesOf(decided)) {
    await enqueue(
      tx,
      webhookMessage,
      { id: eventId, type: `charge.${state}`, reference: decided.reference, url: decided.webhook_url },
      { runAt: new Date(at.getTime() + delaySeconds * 1000) },
    )
  }
}

/** Lost: never. Twice: the same event two times and once more under another name, as real providers do. */
function deliveriesOf(charge: ChargeRow): { eventId: string; delaySeconds: number }[] {
  const eventId = newId()
  if (charge.webhooks === 'lost') return []
  if (charge.webhooks === 'late') return [{ eventId, delaySeconds: lateSeconds }]
  if (charge.webhooks === 'once') return [{ eventId, delaySeconds: 0 }]

  return [eventId, eventId, newId()].map((id) => ({ eventId: id, delaySeconds: 0 }))
}

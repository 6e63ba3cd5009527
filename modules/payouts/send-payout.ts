// Sending payouts out and booking what the provider says: a saga of short transactions around one outside call.
import { returnPayoutFunds, sendPayoutFunds } from '@provender/ledger'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import type { Errand } from '@provender/platform/jobs'
import { payoutEnded } from './events.ts'
import { nextPollAt } from './payout.ts'
import type { PayoutEvidence, PayoutProvider } from './payout-port.ts'
import { type PayoutRow, claimDuePayouts, lockPayout, selectPayout, updateEnded } from './payout-store.ts'

const batch = 20

/** The reference was stored before and makes a second call the same payout. */
export async function sendPayout(errand: Errand, provider: PayoutProvider, payoutId: string): Promise<void> {
  const payout = await selectPayout(errand.db, payoutId)
  if (payout?.state !== 'sending') return

  const evidence = await provider.send(requestOf(errand.ctx, payout))
  await errand.open((tx) => settlePayout(tx, errand.ctx, payoutId, evidence))
}

/** One the provider never heard of was lost on the way: it is sent again under the same reference. */
export async function pollPayouts(errand: Errand, provider: PayoutProvider): Promise<void> {
  const { at } = errand.ctx
  const due = await errand.open((tx) =>
    claimDuePayouts(tx, { at, most: batch, nextAt: (polls) => nextPollAt(at, polls) }),
  )
  for (const payout of due) {
    const request = requestOf(errand.ctx, payout)
    const heard = await provider.status(request)
    const evidence = heard.state === 'never_heard_of' ? await provider.send(request) : heard
    await errand.open((tx) => settlePayout(tx, errand.ctx, payout.id, evidence))
  }
}

function requestOf(ctx: Context, payout: PayoutRow) {
  return {
    marketId: ctx.market.id,
    reference: payout.id,
    number: payout.number,
    holder: payout.holder,
    amountMinor: payout.amountMinor - payout.feeMinor,
    currency: payout.currency,
  }
}

/** Every road ends here, once. An answer about another amount books nothing: reconciliation will show it. */
async function settlePayout(tx: Tx, ctx: Context, payoutId: string, evidence: PayoutEvidence): Promise<void> {
  if (evidence.state !== 'succeeded' && evidence.state !== 'failed') return
  const payout = await lockPayout(tx, payoutId)
  if (payout?.state !== 'sending') return
  const { ownerKind, ownerId, amountMinor, feeMinor, currency } = payout
  const sent = evidence.state === 'succeeded'
  if (sent && (evidence.amountMinor !== amountMinor - feeMinor || evidence.currency !== currency)) return

  const failure = sent ? null : (evidence.failure ?? 'The provider could not pay it out.')
  await updateEnded(tx, payoutId, { state: sent ? 'paid' : 'failed', failure, at: ctx.at })
  if (sent) await sendPayoutFunds(tx, ctx, { payoutId, provider: payout.provider as string, feeMinor })
  else await returnPayoutFunds(tx, ctx, payoutId)
  await publish(tx, payoutEnded, {
    payoutId,
    ownerKind,
    ownerId,
    amountMinor,
    currency,
    state: sent ? 'paid' : 'failed',
    failure,
  })
}

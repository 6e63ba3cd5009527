// Asking a gateway to give money back, and booking what it says: a saga of short transactions around one outside call.
import { endRefundFunds } from '@provender/ledger'
import { lockOrder } from '@provender/ordering'
import { type Gateways, OutcomeUnknown, type RefundEvidence } from '@provender/payments'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import type { Errand } from '@provender/platform/jobs'
import { refundPaid } from './events.ts'
import { factOf } from './pay-refund.ts'
import { nextPollAt } from './refund.ts'
import { type RefundRow, claimDueRefunds, lockRefund, selectRefund, updateEnd } from './refund-store.ts'

const batch = 20

/**
 * 1. the refund was written down under our reference, and its money set aside, before; 2. the gateway is asked with no
 * transaction open; 3. its answer is booked. Asking again is harmless: the reference makes it the same refund.
 */
export async function sendRefund(errand: Errand, gateways: Gateways, refundId: string): Promise<void> {
  const refund = await selectRefund(errand.db, refundId)
  if (refund?.state !== 'sending') return

  const evidence = await askGateway(errand.ctx, gateways, refund, 'give')
  await errand.open((tx) => settleRefund(tx, errand.ctx, refundId, evidence))
}

/** Refunds whose end is not known are asked about, less and less often; one the gateway never heard of is sent again. */
export async function pollRefunds(errand: Errand, gateways: Gateways): Promise<void> {
  const { at } = errand.ctx
  const due = await errand.open((tx) =>
    claimDueRefunds(tx, { at, most: batch, nextAt: (polls) => nextPollAt(at, polls) }),
  )
  for (const refund of due) {
    const heard = await askGateway(errand.ctx, gateways, refund, 'status')
    const evidence = heard.state === 'never_heard_of' ? await askGateway(errand.ctx, gateways, refund, 'give') : heard
    await errand.open((tx) => settleRefund(tx, errand.ctx, refund.id, evidence))
  }
}

/** No answer is no failure: the refund may have been made. */
async function askGateway(
  ctx: Context,
  gateways: Gateways,
  refund: RefundRow,
  what: 'give' | 'status',
): Promise<RefundEvidence> {
  const { id: reference, toSourceMinor: amountMinor, currency, transaction } = refund
  const desk = refund.gateway === null ? undefined : gateways.named(refund.gateway).refunds
  if (!desk || transaction === null) {
    return { state: 'failed', amountMinor, currency, failure: 'This provider gives nothing back.' }
  }

  const handle = { marketId: ctx.market.id, reference, transaction }
  try {
    return what === 'give' ? await desk.give({ ...handle, amountMinor, currency }) : await desk.status(handle)
  } catch (error) {
    if (!(error instanceof OutcomeUnknown)) throw error

    return { state: 'unknown', amountMinor, currency, failure: undefined }
  }
}

/** Every road ends here, once: order, refund and ledger are locked in that order. */
async function settleRefund(tx: Tx, ctx: Context, refundId: string, evidence: RefundEvidence): Promise<void> {
  if (evidence.state !== 'succeeded' && evidence.state !== 'failed') return
  const known = await selectRefund(tx, refundId)
  if (!known) return
  await lockOrder(tx, known.orderId)
  const refund = await lockRefund(tx, refundId)
  if (refund.state !== 'sending' || contradicts(refund, evidence)) return

  const sent = evidence.state === 'succeeded'
  await endRefundFunds(tx, ctx, { refundId, sent })
  await updateEnd(tx, refundId, { state: sent ? 'refunded' : 'credited', failure: evidence.failure ?? null })
  await publish(tx, refundPaid, { ...factOf(refund), toWallet: !sent })
}

/** Nothing is booked on an answer about another amount: it stays open, and reconciliation will show it. */
function contradicts(refund: RefundRow, { state, amountMinor, currency }: RefundEvidence): boolean {
  return state === 'succeeded' && (amountMinor !== refund.toSourceMinor || currency !== refund.currency)
}

// The one place where a gateway's answer becomes money: API reply, webhook, poll and confirmation all end here.
import { captureForOrder, topUpWallet } from '@provender/ledger'
import { failOrderPayment, lockOrder, orderPaid } from '@provender/ordering'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { paymentUnknown } from './errors.ts'
import { paymentFailed, paymentQuarantined, paymentSucceeded } from './events.ts'
import type { ChargeEvidence } from './gateway.ts'
import { type PaymentState, lostCallAfterSeconds, mayFollow } from './payment.ts'
import { type PaymentRow, countFailedAttempts, lockPayment, selectPayment, updatePayment } from './payment-store.ts'

/** After so many refused attempts the order is given up: it is not a place to try cards. */
const mostAttempts = 3

/**
 * Books what the gateway says of a charge; saying it again changes nothing. Locks order, then payment, then ledger
 * accounts. Money that has moved is never refused: what the order cannot take goes to the customer's wallet.
 */
export async function settlePayment(
  tx: Tx,
  ctx: Context,
  paymentId: string,
  evidence: ChargeEvidence,
): Promise<PaymentRow> {
  const known = await selectPayment(tx, paymentId)
  if (!known) throw paymentUnknown()
  if (known.order_id !== null) await lockOrder(tx, known.order_id)
  const payment = (await lockPayment(tx, paymentId)) as PaymentRow

  const to = stateFor(payment, evidence, ctx.at)
  const foreign = evidence.reference !== undefined && evidence.reference !== payment.id
  if (foreign && mayFollow(payment.state, 'unknown')) return quarantine(tx, payment, 'it is about another payment')
  if (foreign || to === payment.state || !mayFollow(payment.state, to)) return payment

  const contradiction = to === 'succeeded' ? contradictionIn(payment, evidence) : undefined
  if (contradiction !== undefined) return quarantine(tx, payment, contradiction)

  const failure = to === 'failed' ? (evidence.failure ?? 'The payment did not come about.') : undefined
  const settled = await updatePayment(tx, payment.id, {
    state: to,
    transaction: evidence.transaction,
    actionUrl: evidence.actionUrl,
    dial: evidence.dial,
    failure,
  })
  if (to === 'succeeded') await book(tx, ctx, settled)
  if (to === 'failed') await giveUp(tx, ctx, settled)

  return settled
}

function stateFor(payment: PaymentRow, evidence: ChargeEvidence, at: Date): PaymentState {
  if (evidence.state === 'cannot_tell') return payment.state
  if (evidence.state !== 'never_heard_of') return evidence.state

  const age = (at.getTime() - payment.created_at.getTime()) / 1000
  return age < lostCallAfterSeconds ? payment.state : 'failed'
}

function contradictionIn(payment: PaymentRow, evidence: ChargeEvidence): string | undefined {
  if (evidence.transaction === undefined) return 'the gateway names no transaction'
  if (evidence.currency !== payment.currency) return `currency ${evidence.currency} instead of ${payment.currency}`
  if (evidence.amountMinor !== payment.amount_minor) return `${evidence.amountMinor} instead of ${payment.amount_minor}`

  return undefined
}

async function quarantine(tx: Tx, payment: PaymentRow, contradiction: string): Promise<PaymentRow> {
  if (payment.failure === contradiction) return payment

  await publish(tx, paymentQuarantined, { ...factOf(payment), contradiction })
  return updatePayment(tx, payment.id, {
    state: 'unknown',
    transaction: undefined,
    actionUrl: undefined,
    failure: contradiction,
  })
}

async function book(tx: Tx, ctx: Context, payment: PaymentRow): Promise<void> {
  const money = {
    provider: payment.gateway,
    providerTransaction: payment.gateway_transaction as string,
    amountMinor: payment.amount_minor,
    currency: payment.currency,
  }
  if (payment.order_id === null) {
    await topUpWallet(tx, ctx, { ownerKind: 'customer', ownerId: payment.account_id, ...money })
  } else {
    await captureForOrder(tx, ctx, { orderId: payment.order_id, ...money })
    await orderPaid(tx, ctx, payment.order_id)
  }
  await publish(tx, paymentSucceeded, factOf(payment))
}

async function giveUp(tx: Tx, ctx: Context, payment: PaymentRow): Promise<void> {
  const failure = payment.failure ?? ''
  await publish(tx, paymentFailed, { ...factOf(payment), failure })
  if (payment.order_id === null) return

  const attempts = await countFailedAttempts(tx, payment.order_id)
  if (attempts >= mostAttempts) await failOrderPayment(tx, ctx, { orderId: payment.order_id, reason: failure })
}

function factOf(payment: PaymentRow) {
  return {
    paymentId: payment.id,
    purpose: payment.purpose,
    orderId: payment.order_id,
    accountId: payment.account_id,
    gateway: payment.gateway,
    amountMinor: payment.amount_minor,
    currency: payment.currency,
  }
}

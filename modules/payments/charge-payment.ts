// Calling the gateway about a payment: a saga of short transactions around calls to the outside.
import { getOrderToPay } from '@provender/ordering'
import type { Context } from '@provender/platform/context'
import type { Db, Open, Tx } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { listChoices } from './choose-gateway.ts'
import { type ChargeEvidence, type Gateway, NotReached, OutcomeUnknown } from './gateway.ts'
import { insertCall } from './gateway-store.ts'
import type { Gateways } from './gateways.ts'
import { callingUntil, lostCallAfterSeconds } from './payment.ts'
import { type PaymentRow, claimCall, moveToGateway, selectPayment } from './payment-store.ts'
import { settlePayment } from './settle-payment.ts'

/** What a saga works with: its own short transactions, who asks, and the gateways. */
export interface Errand {
  readonly db: Db
  readonly open: Open
  readonly ctx: Context
  readonly gateways: Gateways
}

/**
 * Calls with no transaction open and books the answer. A gateway that certainly did not hear the first call of a payment
 * hands it on to the market's next one. An answer that says it is done is believed once the status says so too.
 */
export async function charge(errand: Errand, payment: PaymentRow, call: 'first' | 'again'): Promise<PaymentRow> {
  const { open, ctx, gateways } = errand
  const gateway = gateways.named(payment.gateway)
  try {
    const said = await ask(errand, payment, 'start', () => gateway.start(requestOf(ctx, payment)))
    const evidence = said.state === 'succeeded' ? await look(errand, payment, said.transaction) : said

    return await open((tx) => settlePayment(tx, ctx, payment.id, evidence))
  } catch (error) {
    if (!(error instanceof OutcomeUnknown)) throw error
    const handedOn = error instanceof NotReached && call === 'first' ? await handOn(errand, payment) : undefined
    if (handedOn) return charge(errand, handedOn, call)

    // No answer is no failure: the charge may exist, and the poll will find out.
    return open((tx) =>
      settlePayment(tx, ctx, payment.id, error instanceof NotReached && call === 'first' ? nobodyThere : noAnswer),
    )
  }
}

/** Asks the gateway how a payment stands and books the answer. A gateway that does not answer changes nothing. */
export async function checkPayment(errand: Errand, payment: PaymentRow): Promise<PaymentRow> {
  try {
    return await askGateway(errand, payment)
  } catch (error) {
    if (!(error instanceof OutcomeUnknown)) throw error

    return (await selectPayment(errand.db, payment.id)) ?? payment
  }
}

/**
 * The same for who has to know whether the gateway answered. One that never heard of the payment is called again.
 * @param heard the gateway's own name for the charge, when somebody has just told it
 * @throws OutcomeUnknown
 */
export async function askGateway(errand: Errand, payment: PaymentRow, heard?: string): Promise<PaymentRow> {
  const { open, ctx } = errand
  const evidence = await look(errand, payment, payment.gateway_transaction ?? heard)
  const lost = evidence.state === 'never_heard_of' || evidence.state === 'cannot_tell'
  if (lost && (await open((tx) => mayCallAgain(tx, errand, payment)))) return charge(errand, payment, 'again')

  return open((tx) => settlePayment(tx, ctx, payment.id, evidence))
}

/** Whether the first call seems lost, what it was for still waits, and nobody else is calling. */
export async function mayCallAgain(tx: Tx, { ctx, gateways }: Errand, payment: PaymentRow): Promise<boolean> {
  const { id, order_id: orderId, created_at: begunAt } = payment
  const lostForGood = ctx.at.getTime() - begunAt.getTime() >= lostCallAfterSeconds * 1000
  if (lostForGood || !gateways.named(payment.gateway).repeatable) return false
  if (orderId !== null && (await getOrderToPay(tx, ctx, orderId)).payBy === null) return false

  return claimCall(tx, id, { at: ctx.at, until: callingUntil(ctx.at) })
}

function look(errand: Errand, payment: PaymentRow, transaction: string | undefined): Promise<ChargeEvidence> {
  const gateway = errand.gateways.named(payment.gateway)
  const charge = { marketId: errand.ctx.market.id, reference: payment.id, transaction }

  return ask(errand, payment, 'status', () => gateway.status(charge))
}

/** The call, written down for people who look at what happened. */
async function ask(
  { open }: Errand,
  payment: PaymentRow,
  call: 'start' | 'status',
  work: () => Promise<ChargeEvidence>,
): Promise<ChargeEvidence> {
  const began = performance.now()
  const note = (answer: string, detail: string | null) =>
    open((tx) => {
      const tookMs = Math.round(performance.now() - began)
      return insertCall(tx, {
        id: newId(),
        paymentId: payment.id,
        gateway: payment.gateway,
        call,
        answer,
        detail,
        tookMs,
      })
    })
  try {
    const evidence = await work()
    await note(evidence.state, evidence.failure ?? null)
    return evidence
  } catch (error) {
    if (error instanceof OutcomeUnknown) {
      await note(error instanceof NotReached ? 'not_reached' : 'no_answer', error.message)
    }
    throw error
  }
}

/** Moves a payment that nobody has heard of to the market's next gateway, unless it has been to all of them. */
async function handOn({ open, ctx, gateways }: Errand, payment: PaymentRow): Promise<PaymentRow | undefined> {
  return open(async (tx) => {
    const order = gateways.taking(ctx.market, payment.method).map(({ name }) => name)
    const later = new Set(order.slice(order.indexOf(payment.gateway) + 1))
    const next = (await listChoices(tx, { ctx, gateways }, payment.method)).find(({ name }) => later.has(name))

    return next && moveToGateway(tx, payment, { to: next.name, callingUntil: callingUntil(ctx.at) })
  })
}

function requestOf(ctx: Context, payment: PaymentRow): Parameters<Gateway['start']>[0] {
  const from = ctx.market.settings.payments?.threeDSecureFromMinor
  return {
    marketId: ctx.market.id,
    reference: payment.id,
    method: payment.method,
    amountMinor: payment.amount_minor,
    currency: payment.currency,
    description: payment.description,
    returnPath: payment.return_path,
    phone: payment.phone ?? undefined,
    challenge: from !== undefined && payment.amount_minor >= from,
  }
}

const nothing = { transaction: undefined, amountMinor: 0, currency: '', actionUrl: undefined, failure: undefined }
const noAnswer: ChargeEvidence = { ...nothing, state: 'unknown' }
const nobodyThere: ChargeEvidence = {
  ...nothing,
  state: 'failed',
  failure: 'The payment provider cannot be reached at the moment. Nothing was charged; please try again.',
}

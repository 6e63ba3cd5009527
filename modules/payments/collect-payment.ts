// Collecting money through a gateway: a saga of short transactions around calls to the outside.
import { getOrderToPay, lockOrder } from '@provender/ordering'
import type { Context } from '@provender/platform/context'
import type { Db, Open, Tx } from '@provender/platform/db'
import { keyReused } from '@provender/platform/http-errors'
import { newId } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { amountOutOfRange, methodNotOffered, nothingToPay, walletNotOffered } from './errors.ts'
import { type ChargeEvidence, type Gateway, OutcomeUnknown } from './gateway.ts'
import type { Gateways } from './gateways.ts'
import { GatewayMethod, callingUntil, lostCallAfterSeconds, nextPollAt } from './payment.ts'
import {
  type NewPayment,
  type PaymentRow,
  claimCall,
  insertPayment,
  selectLiveAttempt,
  selectPayment,
  selectPaymentByKey,
} from './payment-store.ts'
import { settlePayment } from './settle-payment.ts'

export const PayOrder = Type.Object({
  orderId: Type.String({ format: 'uuid' }),
  method: Type.Optional(GatewayMethod),
  phone: Type.Optional(
    Type.String({ pattern: '^\\+[1-9]\\d{6,14}$', description: 'For mobile money: the number to ask, +237…' }),
  ),
})
export type PayOrder = Static<typeof PayOrder>

export const TopUpWallet = Type.Object({
  amountMinor: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
  method: GatewayMethod,
  phone: Type.Optional(Type.String({ pattern: '^\\+[1-9]\\d{6,14}$' })),
})
export type TopUpWallet = Static<typeof TopUpWallet>

/** What a saga works with: its own short transactions, who asks, and the gateways. */
export interface Errand {
  readonly db: Db
  readonly open: Open
  readonly ctx: Context
  readonly gateways: Gateways
}

/**
 * 1. writes down the attempt under a reference of ours, 2. calls the gateway with no transaction open, 3. books its
 * answer. Asking again returns the open attempt instead of a second one. A crash after 1 or 2 is finished by whoever
 * comes next, the payer or the poll: the call is made again under the same reference.
 */
export async function payOrder(errand: Errand, input: PayOrder): Promise<PaymentRow> {
  const { open, ctx, gateways } = errand
  const { attempt, call } = await open(async (tx) => {
    await lockOrder(tx, input.orderId)
    const order = await getOrderToPay(tx, ctx, input.orderId)
    const known = await selectLiveAttempt(tx, order.id)
    if (known) return { attempt: known, call: order.payBy !== null && (await mayCallAgain(tx, errand, known)) }
    if (order.payBy === null) throw nothingToPay({ state: order.state })

    const method = input.method ?? order.paymentMethod
    if (!isGatewayMethod(method)) throw methodNotOffered()
    const made = await insertPayment(tx, {
      ...beginning(ctx, gateways.taking(method)),
      purpose: 'order',
      order_id: order.id,
      account_id: order.customerId,
      method,
      amount_minor: order.totalMinor,
      currency: order.currency,
      description: `Order ${order.number}`,
      return_path: `/orders/${order.id}`,
      phone: input.phone ?? null,
      request_key: null,
    })
    return { attempt: made as PaymentRow, call: true }
  })

  return call ? charge(errand, attempt) : attempt
}

/** Under an Idempotency-Key it is done once: asked again, it answers how that payment stands. */
export async function topUp(errand: Errand, input: TopUpWallet): Promise<PaymentRow> {
  const { open } = errand
  const draft = topUpDraft(errand, input)
  const { attempt, call } = await open(async (tx) => {
    const made = await insertPayment(tx, draft)
    if (made) return { attempt: made, call: true }

    const known = await selectPaymentByKey(tx, { accountId: draft.account_id, key: draft.request_key ?? '' })
    if (!known || !isSameTopUp(known, draft)) throw keyReused()
    return { attempt: known, call: await mayCallAgain(tx, errand, known) }
  })

  return call ? charge(errand, attempt) : attempt
}

function topUpDraft({ ctx, gateways }: Errand, { amountMinor, method, phone }: TopUpWallet): NewPayment {
  const { wallet, paymentMethods, currency } = ctx.market.settings
  if (!wallet.enabled) throw walletNotOffered()
  if (!paymentMethods.includes(method)) throw methodNotOffered()
  const { topUpMinimumMinor, topUpMaximumMinor } = wallet
  if (amountMinor < topUpMinimumMinor || amountMinor > topUpMaximumMinor) {
    throw amountOutOfRange({ minimumMinor: topUpMinimumMinor, maximumMinor: topUpMaximumMinor })
  }

  return {
    ...beginning(ctx, gateways.taking(method)),
    purpose: 'top_up',
    order_id: null,
    account_id: ctx.actor.kind === 'account' ? ctx.actor.accountId : '',
    method,
    amount_minor: amountMinor,
    currency,
    description: 'Wallet top-up',
    return_path: '/account/wallet',
    phone: phone ?? null,
    request_key: ctx.idempotencyKey ?? null,
  }
}

function isSameTopUp(known: PaymentRow, asked: NewPayment): boolean {
  return (
    known.purpose === 'top_up' &&
    known.amount_minor === asked.amount_minor &&
    known.method === asked.method &&
    known.phone === asked.phone
  )
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
 * @throws OutcomeUnknown
 */
export async function askGateway(errand: Errand, payment: PaymentRow): Promise<PaymentRow> {
  const { open, ctx, gateways } = errand
  const evidence = await gateways.named(payment.gateway).status({
    marketId: ctx.market.id,
    reference: payment.id,
    transaction: payment.gateway_transaction ?? undefined,
  })
  if (evidence.state === 'never_heard_of' && (await open((tx) => mayCallAgain(tx, errand, payment)))) {
    return charge(errand, payment)
  }

  return open((tx) => settlePayment(tx, ctx, payment.id, evidence))
}

function beginning(ctx: Context, gateway: Gateway) {
  return {
    id: newId(),
    gateway: gateway.name,
    poll_at: nextPollAt(ctx.at, 0),
    calling_until: callingUntil(ctx.at),
  }
}

/** Whether the first call seems lost, what it was for still waits, and nobody else is calling. */
async function mayCallAgain(tx: Tx, { ctx, gateways }: Errand, payment: PaymentRow): Promise<boolean> {
  const { id, order_id: orderId, created_at: begunAt } = payment
  const lostForGood = ctx.at.getTime() - begunAt.getTime() >= lostCallAfterSeconds * 1000
  if (lostForGood || !gateways.named(payment.gateway).repeatable) return false
  if (orderId !== null && (await getOrderToPay(tx, ctx, orderId)).payBy === null) return false

  return claimCall(tx, id, { at: ctx.at, until: callingUntil(ctx.at) })
}

async function charge({ open, ctx, gateways }: Errand, payment: PaymentRow): Promise<PaymentRow> {
  const evidence = await gateways
    .named(payment.gateway)
    .start({
      marketId: ctx.market.id,
      reference: payment.id,
      method: payment.method,
      amountMinor: payment.amount_minor,
      currency: payment.currency,
      description: payment.description,
      returnPath: payment.return_path,
      phone: payment.phone ?? undefined,
    })
    .catch(unknownOutcome(payment))

  return open((tx) => settlePayment(tx, ctx, payment.id, evidence))
}

/** No answer is no failure: the charge may exist, and the poll will find out. */
function unknownOutcome(payment: PaymentRow) {
  return (error: unknown): ChargeEvidence => {
    if (!(error instanceof OutcomeUnknown)) throw error

    return {
      state: 'unknown',
      transaction: undefined,
      amountMinor: payment.amount_minor,
      currency: payment.currency,
      actionUrl: undefined,
      failure: undefined,
    }
  }
}

function isGatewayMethod(method: string): method is GatewayMethod {
  return method === 'card' || method === 'mobile_money'
}

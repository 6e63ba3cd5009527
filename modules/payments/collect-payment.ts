// Collecting money through a gateway: a saga of short transactions around calls to the outside.
import { getOrderToPay, lockOrder } from '@provender/ordering'
import type { Context } from '@provender/platform/context'
import type { Db, Open, Tx } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { amountOutOfRange, methodNotOffered, nothingToPay, walletNotOffered } from './errors.ts'
import { type ChargeEvidence, type ChargeRequest, type Gateway, OutcomeUnknown } from './gateway.ts'
import type { Gateways } from './gateways.ts'
import { GatewayMethod, nextPollAt } from './payment.ts'
import { type PaymentRow, insertPayment, selectLiveAttempt, selectPayment } from './payment-store.ts'
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
 * answer. A crash after 1 or 2 is finished by the poll. Asking again returns the open attempt instead of a second one.
 */
export async function payOrder(errand: Errand, input: PayOrder): Promise<PaymentRow> {
  const { open, ctx, gateways } = errand
  const prepared = await open(async (tx) => {
    await lockOrder(tx, input.orderId)
    const order = await getOrderToPay(tx, ctx, input.orderId)
    const attempt = await selectLiveAttempt(tx, order.id)
    if (attempt) return { attempt, number: order.number, fresh: false }
    if (order.payBy === null) throw nothingToPay({ state: order.state })

    const method = input.method ?? order.paymentMethod
    if (!isGatewayMethod(method)) throw methodNotOffered()
    const made = await begin(tx, ctx, gateways.taking(method), {
      purpose: 'order',
      order_id: order.id,
      account_id: order.customerId,
      method,
      amount_minor: order.totalMinor,
      currency: order.currency,
    })
    return { attempt: made, number: order.number, fresh: true }
  })
  if (!prepared.fresh) return prepared.attempt

  return charge(errand, prepared.attempt, {
    description: `Order ${prepared.number}`,
    returnPath: `/orders/${input.orderId}`,
    phone: input.phone,
  })
}

export async function topUp(errand: Errand, input: TopUpWallet): Promise<PaymentRow> {
  const { open, ctx, gateways } = errand
  const { wallet, paymentMethods, currency } = ctx.market.settings
  if (!wallet.enabled) throw walletNotOffered()
  if (!paymentMethods.includes(input.method)) throw methodNotOffered()
  const { topUpMinimumMinor, topUpMaximumMinor } = wallet
  if (input.amountMinor < topUpMinimumMinor || input.amountMinor > topUpMaximumMinor) {
    throw amountOutOfRange({ minimumMinor: topUpMinimumMinor, maximumMinor: topUpMaximumMinor })
  }
  const accountId = ctx.actor.kind === 'account' ? ctx.actor.accountId : ''

  const attempt = await open((tx) =>
    begin(tx, ctx, gateways.taking(input.method), {
      purpose: 'top_up',
      order_id: null,
      account_id: accountId,
      method: input.method,
      amount_minor: input.amountMinor,
      currency,
    }),
  )

  return charge(errand, attempt, { description: 'Wallet top-up', returnPath: '/account/wallet', phone: input.phone })
}

/** Asks the gateway how a payment stands and books the answer. A gateway that does not answer changes nothing. */
export async function checkPayment(errand: Errand, payment: PaymentRow): Promise<PaymentRow> {
  const { open, ctx, gateways } = errand
  try {
    const evidence = await gateways.named(payment.gateway).status(ctx.market.id, payment.id)
    return await open((tx) => settlePayment(tx, ctx, payment.id, evidence))
  } catch (error) {
    if (!(error instanceof OutcomeUnknown)) throw error

    return (await selectPayment(errand.db, payment.id)) ?? payment
  }
}

function begin(
  tx: Tx,
  ctx: Context,
  gateway: Gateway,
  wanted: Pick<PaymentRow, 'purpose' | 'order_id' | 'account_id' | 'method' | 'amount_minor' | 'currency'>,
): Promise<PaymentRow> {
  return insertPayment(tx, { id: newId(), gateway: gateway.name, poll_at: nextPollAt(ctx.at, 0), ...wanted })
}

async function charge(
  { open, ctx, gateways }: Errand,
  payment: PaymentRow,
  words: Pick<ChargeRequest, 'description' | 'returnPath' | 'phone'>,
): Promise<PaymentRow> {
  const evidence = await gateways
    .named(payment.gateway)
    .start({
      marketId: ctx.market.id,
      reference: payment.id,
      method: payment.method,
      amountMinor: payment.amount_minor,
      currency: payment.currency,
      ...words,
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

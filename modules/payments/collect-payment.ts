// Collecting money: a payment is written down once for each thing to be paid, and then charged.
import { getOrderToPay, lockOrder } from '@provender/ordering'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { keyReused } from '@provender/platform/http-errors'
import { newId } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'
import { type Errand, charge, mayCallAgain } from './charge-payment.ts'
import { chooseGateway } from './choose-gateway.ts'
import { amountOutOfRange, methodNotOffered, nothingToPay, walletNotOffered } from './errors.ts'
import type { Gateway } from './gateway.ts'
import { GatewayMethod, GatewayName, callingUntil, isGatewayMethod, nextPollAt } from './payment.ts'
import {
  type NewPayment,
  type PaymentRow,
  insertPayment,
  selectLiveAttempt,
  selectPaymentByKey,
} from './payment-store.ts'

export const PayOrder = Type.Object({
  orderId: Type.String({ format: 'uuid' }),
  method: Type.Optional(GatewayMethod),
  phone: Type.Optional(
    Type.String({ pattern: '^\\+[1-9]\\d{6,14}$', description: 'For mobile money: the number to ask, +237…' }),
  ),
  gateway: Type.Optional(GatewayName),
})
export type PayOrder = Static<typeof PayOrder>

export const TopUpWallet = Type.Object({
  amountMinor: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
  method: GatewayMethod,
  phone: Type.Optional(Type.String({ pattern: '^\\+[1-9]\\d{6,14}$' })),
  gateway: Type.Optional(GatewayName),
})
export type TopUpWallet = Static<typeof TopUpWallet>

/**
 * 1. writes down the attempt under a reference of ours, 2. calls the gateway with no transaction open, 3. books its
 * answer. Asking again returns the open attempt instead of a second one. A crash after 1 or 2 is finished by whoever
 * comes next, the payer or the poll: the call is made again under the same reference.
 */
export async function payOrder(errand: Errand, input: PayOrder): Promise<PaymentRow> {
  const { open, ctx } = errand
  const { attempt, call } = await open(async (tx) => {
    await lockOrder(tx, input.orderId)
    const order = await getOrderToPay(tx, ctx, input.orderId)
    const known = await selectLiveAttempt(tx, order.id)
    if (known) return { attempt: known, call: (await mayCallAgain(tx, errand, known)) && ('again' as const) }
    if (order.payBy === null) throw nothingToPay({ state: order.state })

    const method = input.method ?? order.paymentMethod
    if (!isGatewayMethod(method)) throw methodNotOffered()
    const made = await insertPayment(tx, {
      ...beginning(ctx, await chooseGateway(tx, errand, { method, name: input.gateway })),
      purpose: 'order',
      order_id: order.id,
      account_id: order.customerId,
      method,
      amount_minor: order.dueMinor,
      currency: order.currency,
      description: `Order ${order.number}`,
      return_path: `/orders/${order.id}`,
      phone: input.phone ?? null,
      request_key: null,
    })
    return { attempt: made as PaymentRow, call: 'first' as const }
  })

  return call ? charge(errand, attempt, call) : attempt
}

/** Under an Idempotency-Key it is done once: asked again, it answers how that payment stands. */
export async function topUp(errand: Errand, input: TopUpWallet): Promise<PaymentRow> {
  const { open } = errand
  const { attempt, call } = await open(async (tx) => {
    const draft = await topUpDraft(tx, errand, input)
    const made = await insertPayment(tx, draft)
    if (made) return { attempt: made, call: 'first' as const }

    const known = await selectPaymentByKey(tx, { accountId: draft.account_id, key: draft.request_key ?? '' })
    if (!known || !isSameTopUp(known, draft)) throw keyReused()
    return { attempt: known, call: (await mayCallAgain(tx, errand, known)) && ('again' as const) }
  })

  return call ? charge(errand, attempt, call) : attempt
}

async function topUpDraft(tx: Tx, errand: Errand, input: TopUpWallet): Promise<NewPayment> {
  const { ctx } = errand
  const { amountMinor, method, phone } = input
  const { wallet, paymentMethods, currency } = ctx.market.settings
  if (!wallet.enabled) throw walletNotOffered()
  if (!paymentMethods.includes(method)) throw methodNotOffered()
  const { topUpMinimumMinor, topUpMaximumMinor } = wallet
  if (amountMinor < topUpMinimumMinor || amountMinor > topUpMaximumMinor) {
    throw amountOutOfRange({ minimumMinor: topUpMinimumMinor, maximumMinor: topUpMaximumMinor })
  }

  return {
    ...beginning(ctx, await chooseGateway(tx, errand, { method, name: input.gateway })),
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

function beginning(ctx: Context, gateway: Gateway) {
  return {
    id: newId(),
    gateway: gateway.name,
    poll_at: nextPollAt(ctx.at, 0),
    calling_until: callingUntil(ctx.at),
  }
}

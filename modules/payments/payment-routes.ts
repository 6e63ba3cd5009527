// Paying over HTTP.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { type AnyRoute, route } from '@provender/platform/http'
import { PaymentMethod } from '@provender/markets'
import { orderUnknown } from '@provender/ordering'
import { Type } from 'typebox'
import { type Errand, PayOrder, TopUpWallet, checkPayment, payOrder, topUp } from './collect-payment.ts'
import {
  amountOutOfRange,
  beingChecked,
  gatewaySilent,
  gatewayUnknown,
  methodNotOffered,
  nothingToPay,
  paymentUnknown,
  walletNotOffered,
  webhookRefused,
} from './errors.ts'
import type { Gateways } from './gateways.ts'
import { hearWebhook } from './hear-webhook.ts'
import { Payment, PaymentId } from './payment.ts'
import { type PaymentRow, paymentOf, selectPayment } from './payment-store.ts'

const ways = Type.Object(
  {
    currency: Type.String(),
    items: Type.Array(
      Type.Object({
        method: PaymentMethod,
        topUp: Type.Boolean({ description: 'Whether the wallet can be topped up this way.' }),
      }),
    ),
  },
  { title: 'PaymentMethods' },
)
const received = Type.Object({ received: Type.Literal(true), news: Type.Boolean() })
const named = Type.Object({ paymentId: PaymentId })

export function paymentRoutes(gateways: Gateways): AnyRoute[] {
  const errand = (asked: Omit<Errand, 'gateways'>): Errand => ({
    db: asked.db,
    open: asked.open,
    ctx: asked.ctx,
    gateways,
  })
  const paying = {
    permission: 'payments.pay_order',
    audience: 'customer',
    method: 'POST',
    body: PayOrder,
    reply: Payment,
    status: 201,
    transaction: 'own',
    errors: [orderUnknown, nothingToPay, methodNotOffered, beingChecked],
  } as const
  const webhook = {
    permission: 'payments.hear_webhook',
    audience: 'public',
    method: 'POST',
    body: Type.Object({}, { additionalProperties: true }),
    reply: received,
    transaction: 'own',
    errors: [webhookRefused, gatewayUnknown, gatewaySilent],
  } as const

  return [
    route({
      method: 'GET',
      path: '/payments/methods',
      audience: 'public',
      permission: 'payments.list_methods',
      summary: 'The ways to pay in this market',
      reply: ways,
      errors: [],
      handle: ({ ctx }) => {
        const { currency, paymentMethods, wallet } = ctx.market.settings
        const topUp = (method: PaymentMethod) => wallet.enabled && (method === 'card' || method === 'mobile_money')
        return { currency, items: paymentMethods.map((method) => ({ method, topUp: topUp(method) })) }
      },
    }),
    route({
      ...paying,
      path: '/payments/intent',
      summary: 'Start paying an order that waits for its payment',
      handle: async (asked) => paymentOf(await payOrder(errand(asked), asked.body)),
    }),
    route({
      ...paying,
      path: '/payments/process',
      summary: 'Start paying an order that waits for its payment (the same as /payments/intent)',
      handle: async (asked) => paymentOf(await payOrder(errand(asked), asked.body)),
    }),
    route({
      method: 'POST',
      path: '/payments/confirm',
      audience: 'customer',
      permission: 'payments.confirm_payment',
      summary: 'Ask the gateway how a payment stands, after the customer has approved it',
      body: named,
      reply: Payment,
      transaction: 'own',
      errors: [paymentUnknown],
      handle: async (asked) => {
        const payment = await getOwnPayment(asked.db, asked.ctx, asked.body.paymentId)
        return paymentOf(await checkPayment(errand(asked), payment))
      },
    }),
    route({
      method: 'GET',
      path: '/payments/:paymentId',
      audience: 'customer',
      permission: 'payments.get_payment',
      summary: 'How a payment stands',
      params: named,
      reply: Payment,
      errors: [paymentUnknown],
      handle: async ({ db, ctx, params }) => paymentOf(await getOwnPayment(db, ctx, params.paymentId)),
    }),
    route({
      method: 'POST',
      path: '/wallet/topup',
      audience: 'customer',
      permission: 'payments.top_up',
      summary: 'Top up the wallet through a gateway',
      idempotent: 'accepted',
      body: TopUpWallet,
      reply: Payment,
      status: 201,
      transaction: 'own',
      errors: [walletNotOffered, methodNotOffered, amountOutOfRange],
      handle: async (asked) => paymentOf(await topUp(errand(asked), asked.body)),
    }),
    route({
      ...webhook,
      path: '/payments/webhook/:gateway',
      summary: 'A gateway announces that a charge has changed',
      params: Type.Object({ gateway: Type.String() }),
      handle: (asked) =>
        hearWebhook(errand(asked), { gateway: asked.params.gateway, headers: asked.headers, body: asked.rawBody }),
    }),
    route({
      ...webhook,
      path: '/payments/webhook',
      summary: "The market's first gateway announces that a charge has changed",
      handle: (asked) =>
        hearWebhook(errand(asked), { gateway: 'sandbox', headers: asked.headers, body: asked.rawBody }),
    }),
  ]
}

/** Somebody else's payment and one that does not exist look the same. */
async function getOwnPayment(db: Db, ctx: Context, paymentId: string): Promise<PaymentRow> {
  const payment = await selectPayment(db, paymentId)
  if (!payment || ctx.actor.kind !== 'account' || payment.account_id !== ctx.actor.accountId) throw paymentUnknown()

  return payment
}

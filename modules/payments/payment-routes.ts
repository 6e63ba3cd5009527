// Paying over HTTP.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { type AnyRoute, route } from '@provender/platform/http'
import { PaymentMethod } from '@provender/markets'
import { orderUnknown } from '@provender/ordering'
import { Type } from 'typebox'
import { type Errand, checkPayment } from './charge-payment.ts'
import { selectSwitchedOff } from './gateway-store.ts'
import { PayOrder, TopUpWallet, payOrder, topUp } from './collect-payment.ts'
import {
  amountOutOfRange,
  beingChecked,
  gatewaySilent,
  gatewayUnknown,
  gatewaysDown,
  methodNotOffered,
  nothingToPay,
  paymentUnknown,
  walletNotOffered,
  webhookRefused,
} from './errors.ts'
import { type HeardMessage, OutcomeUnknown } from './gateway.ts'
import { type Gateways, knownGateways, sandboxName } from './gateways.ts'
import { hearWebhook } from './hear-webhook.ts'
import { Payment, PaymentId, isGatewayMethod } from './payment.ts'
import { type PaymentRow, paymentOf, selectPayment } from './payment-store.ts'

const ways = Type.Object(
  {
    currency: Type.String(),
    items: Type.Array(
      Type.Object({
        method: PaymentMethod,
        topUp: Type.Boolean({ description: 'Whether the wallet can be topped up this way.' }),
        gateways: Type.Array(Type.String(), {
          description: 'Through whom; the first one unless another is asked for.',
        }),
      }),
    ),
  },
  { title: 'PaymentMethods' },
)
const received = Type.Object({ received: Type.Literal(true), news: Type.Boolean() })
const named = Type.Object({ paymentId: PaymentId })
const checkoutReply = Type.Object(
  {
    kind: Type.Enum(['stripe', 'razorpay', 'none'], { description: 'none: the payer approves elsewhere.' }),
    publicKey: Type.String({ description: 'Meant for browsers.' }),
    token: Type.String({ description: 'Good for this one payment: the client secret, or the order at the provider.' }),
  },
  { title: 'Checkout' },
)

export function paymentRoutes(gateways: Gateways): AnyRoute[] {
  const errand = (asked: Omit<Errand, 'gateways'>): Errand => ({
    db: asked.db,
    open: asked.open,
    ctx: asked.ctx,
    gateways,
  })
  const hear = (
    asked: Omit<Errand, 'gateways'> & Pick<HeardMessage, 'headers' | 'query'> & { rawBody: Buffer },
    gateway: string,
  ) => hearWebhook(errand(asked), { gateway, headers: asked.headers, query: asked.query, body: asked.rawBody })
  const paying = {
    permission: 'payments.pay_order',
    audience: 'customer',
    method: 'POST',
    body: PayOrder,
    reply: Payment,
    status: 201,
    transaction: 'own',
    errors: [orderUnknown, nothingToPay, methodNotOffered, beingChecked, gatewaysDown],
  } as const
  const webhook = {
    permission: 'payments.hear_webhook',
    audience: 'public',
    method: 'POST',
    query: Type.Record(Type.String(), Type.Unknown()),
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
      handle: async ({ db, ctx }) => {
        const { currency, paymentMethods, wallet } = ctx.market.settings
        const off = await selectSwitchedOff(db)
        const items = paymentMethods.map((method) => {
          if (!isGatewayMethod(method)) return { method, topUp: false, gateways: [] }
          const names = gateways.taking(ctx.market, method).map(({ name }) => name)
          return { method, topUp: wallet.enabled, gateways: names.filter((name) => !off.has(name)) }
        })
        return { currency, items }
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
    ...Object.entries(knownGateways).map(([name, [method]]) =>
      route({
        ...paying,
        path: `/payments/${name}`,
        body: Type.Omit(PayOrder, ['method', 'gateway']),
        summary: `Start paying an order through ${name}, or whoever takes its way of paying where it is not set up`,
        handle: async (asked) => paymentOf(await payOrder(errand(asked), { ...asked.body, method, gateway: name })),
      }),
    ),
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
      method: 'GET',
      path: '/payments/:paymentId/checkout',
      audience: 'customer',
      permission: 'payments.get_payment',
      summary: "What the provider's own form on our page needs",
      params: named,
      reply: checkoutReply,
      errors: [paymentUnknown, gatewaySilent],
      handle: async ({ db, ctx, params }) => {
        const payment = await getOwnPayment(db, ctx, params.paymentId)
        const handle = {
          marketId: ctx.market.id,
          reference: payment.id,
          transaction: payment.gateway_transaction ?? undefined,
        }
        const found = await gateways
          .named(payment.gateway)
          .checkout?.(handle)
          .catch((error: unknown) => {
            throw error instanceof OutcomeUnknown ? gatewaySilent() : error
          })
        return found ?? { kind: 'none' as const, publicKey: '', token: '' }
      },
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
      errors: [walletNotOffered, methodNotOffered, amountOutOfRange, gatewaysDown],
      handle: async (asked) => paymentOf(await topUp(errand(asked), asked.body)),
    }),
    route({
      ...webhook,
      path: '/payments/webhook/:gateway',
      summary: 'A gateway announces that a charge has changed',
      params: Type.Object({ gateway: Type.String() }),
      handle: (asked) => hear(asked, asked.params.gateway),
    }),
    route({
      ...webhook,
      path: '/payments/webhook',
      summary: "The market's first gateway announces that a charge has changed",
      handle: (asked) => hear(asked, gateways.taking(asked.ctx.market, 'card')[0]?.name ?? sandboxName),
    }),
  ]
}

/** Somebody else's payment and one that does not exist look the same. */
async function getOwnPayment(db: Db, ctx: Context, paymentId: string): Promise<PaymentRow> {
  const payment = await selectPayment(db, paymentId)
  if (!payment || ctx.actor.kind !== 'account' || payment.account_id !== ctx.actor.accountId) throw paymentUnknown()

  return payment
}

// Payments and gateways for administrators.
import { type AnyRoute, route } from '@provender/platform/http'
import { Type } from 'typebox'
import { askGateway } from './charge-payment.ts'
import { gatewaySilent, gatewayUnknown, paymentUnknown } from './errors.ts'
import { OutcomeUnknown } from './gateway.ts'
import { GatewayHealth, SwitchGateway, listGatewayHealth, switchGateway } from './gateway-health.ts'
import type { Gateways } from './gateways.ts'
import { ListPayments, PaymentPage, PaymentStory, getPaymentStory, listPayments } from './list-payments.ts'
import { PaymentId } from './payment.ts'
import { selectPayment } from './payment-store.ts'

const named = Type.Object({ paymentId: PaymentId })

export function adminRoutes(gateways: Gateways): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/payments',
      audience: 'admin',
      permission: 'payments.list_all',
      summary: 'Payments of the market, newest first',
      query: ListPayments,
      reply: PaymentPage,
      errors: [],
      handle: ({ db, ctx, query }) => listPayments(db, ctx, query),
    }),
    route({
      method: 'GET',
      path: '/payments/:paymentId',
      audience: 'admin',
      permission: 'payments.read_any',
      summary: 'A payment with every call to its gateway and every webhook about it',
      params: named,
      reply: PaymentStory,
      errors: [paymentUnknown],
      handle: ({ db, ctx, params }) => getPaymentStory(db, ctx, params.paymentId),
    }),
    route({
      method: 'POST',
      path: '/payments/:paymentId/check',
      audience: 'admin',
      permission: 'payments.repair',
      summary: 'Ask the gateway again how a payment stands, and book its answer as any other',
      params: named,
      body: Type.Object({
        transaction: Type.Optional(
          Type.String({
            minLength: 4,
            maxLength: 100,
            description: "The gateway's own name for the charge, from its console, where it was never heard.",
          }),
        ),
      }),
      reply: PaymentStory,
      transaction: 'own',
      errors: [paymentUnknown, gatewaySilent],
      handle: async ({ db, open, ctx, params, body }) => {
        const payment = await selectPayment(db, params.paymentId)
        if (!payment) throw paymentUnknown()
        await askGateway({ db, open, ctx, gateways }, payment, body.transaction).catch((error: unknown) => {
          throw error instanceof OutcomeUnknown ? gatewaySilent({ said: error.message }) : error
        })

        return getPaymentStory(db, ctx, params.paymentId)
      },
    }),
    route({
      method: 'GET',
      path: '/gateways',
      audience: 'admin',
      permission: 'payments.read_gateways',
      summary: 'How the payment gateways are',
      reply: Type.Object({ items: Type.Array(GatewayHealth) }, { title: 'GatewayHealthList' }),
      errors: [],
      handle: async ({ db, ctx }) => ({ items: await listGatewayHealth(db, ctx, gateways) }),
    }),
    route({
      method: 'PUT',
      path: '/gateways/:gateway',
      audience: 'admin',
      permission: 'payments.switch_gateway',
      summary: 'Switch a gateway off for new payments, or on again',
      params: Type.Object({ gateway: Type.String({ pattern: '^[a-z]{2,20}$' }) }),
      body: SwitchGateway,
      reply: Type.Object({ items: Type.Array(GatewayHealth) }, { title: 'GatewayHealthList' }),
      errors: [gatewayUnknown],
      handle: async ({ tx, ctx, params, body }) => {
        await switchGateway(tx, ctx, { ...params, ...body })
        return { items: await listGatewayHealth(tx, ctx, gateways) }
      },
    }),
  ]
}

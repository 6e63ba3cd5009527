// What payments brings to the server.
import type { AnyRoute } from '@provender/platform/http'
import { type AnyJob, type Sweep, sweep } from '@provender/platform/jobs'
import type { GatewayCredentials } from '@provender/platform/config-gateways'
import { guardGateway } from './circuit.ts'
import type { Gateway } from './gateway.ts'
import { type Gateways, createGateways } from './gateways.ts'
import { adminRoutes } from './admin-routes.ts'
import { paymentRoutes } from './payment-routes.ts'
import { pollPayments } from './poll-payments.ts'
import { deliverWebhook } from './sandbox/deliver-webhook.ts'
import { camPayGateway } from './providers/campay.ts'
import { nouPayGateway } from './providers/noupay.ts'
import { payPalGateway } from './providers/paypal.ts'
import { razorpayGateway } from './providers/razorpay.ts'
import { stripeGateway } from './providers/stripe.ts'
import { sandboxGateway } from './sandbox-gateway.ts'

export { addSandbox } from './sandbox/sandbox-server.ts'

export interface PaymentsOptions {
  /** Where this process reaches its own server, and payers reach it. */
  readonly apiOrigin: string
  readonly publicUrl: string
  /** Signs the sandbox's webhooks; the second one is still accepted during a rotation. */
  readonly sandboxSecrets: readonly [string, ...string[]]
  /** What this process may use besides the sandbox. */
  readonly gateways?: GatewayCredentials
}

export interface PaymentsWiring {
  readonly routes: readonly AnyRoute[]
  readonly sweeps: readonly Sweep[]
  readonly jobs: readonly AnyJob[]
  /** For modules that give money back or send it out. */
  readonly gateways: Gateways
}

export function paymentsWiring(options: PaymentsOptions): PaymentsWiring {
  const gateways = createGateways(gatewaysOf(options).map((gateway) => guardGateway(gateway)))

  return {
    routes: [...paymentRoutes(gateways), ...adminRoutes(gateways)],
    sweeps: [
      sweep({ name: 'payments.poll', everyMs: 2000, handle: (errand) => pollPayments({ ...errand, gateways }) }),
    ],
    jobs: [deliverWebhook(options.sandboxSecrets[0])],
    gateways,
  }
}

function gatewaysOf({ apiOrigin, publicUrl, sandboxSecrets, gateways = {} }: PaymentsOptions): Gateway[] {
  const { stripe, razorpay, paypal, campay, noupay } = gateways

  return [
    ...(stripe ? [stripeGateway({ ...stripe, publicUrl })] : []),
    ...(razorpay ? [razorpayGateway({ ...razorpay, publicUrl })] : []),
    ...(paypal ? [payPalGateway({ ...paypal, publicUrl })] : []),
    ...(campay ? [camPayGateway(campay)] : []),
    ...(noupay ? [nouPayGateway({ ...noupay, environment: 'np-live' })] : []),
    sandboxGateway({ apiOrigin, publicUrl, apiKey: sandboxSecrets[0], webhookSecrets: sandboxSecrets }),
  ]
}

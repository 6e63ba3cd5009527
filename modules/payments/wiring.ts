// What payments brings to the server.
import type { AnyRoute } from '@provender/platform/http'
import { type AnyJob, type Sweep, sweep } from '@provender/platform/jobs'
import { createGateways } from './gateways.ts'
import { paymentRoutes } from './payment-routes.ts'
import { pollPayments } from './poll-payments.ts'
import { deliverWebhook } from './sandbox/deliver-webhook.ts'
import { sandboxGateway } from './sandbox-gateway.ts'

export { addSandbox } from './sandbox/sandbox-server.ts'

export interface PaymentsOptions {
  /** Where this process reaches its own server, and payers reach it. */
  readonly apiOrigin: string
  readonly publicUrl: string
  /** Signs the sandbox's webhooks; the second one is still accepted during a rotation. */
  readonly sandboxSecrets: readonly [string, ...string[]]
}

export interface PaymentsWiring {
  readonly routes: readonly AnyRoute[]
  readonly sweeps: readonly Sweep[]
  readonly jobs: readonly AnyJob[]
}

export function paymentsWiring(options: PaymentsOptions): PaymentsWiring {
  const gateways = createGateways([
    sandboxGateway({
      apiOrigin: options.apiOrigin,
      publicUrl: options.publicUrl,
      apiKey: options.sandboxSecrets[0],
      webhookSecrets: options.sandboxSecrets,
    }),
  ])

  return {
    routes: paymentRoutes(gateways),
    sweeps: [
      sweep({ name: 'payments.poll', everyMs: 2000, handle: (errand) => pollPayments({ ...errand, gateways }) }),
    ],
    jobs: [deliverWebhook(options.sandboxSecrets[0])],
  }
}

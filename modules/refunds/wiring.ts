// What refunds brings to the server.
import type { Gateways } from '@provender/payments'
import type { AnyRoute } from '@provender/platform/http'
import { type AnyJob, type Sweep, defineJob, sweep } from '@provender/platform/jobs'
import { sendRefundJob } from './pay-refund.ts'
import { refundRoutes } from './refund-routes.ts'
import { pollRefunds, sendRefund } from './send-refund.ts'

export interface RefundsWiring {
  readonly routes: readonly AnyRoute[]
  readonly sweeps: readonly Sweep[]
  readonly jobs: readonly AnyJob[]
}

export function refundsWiring(gateways: Gateways): RefundsWiring {
  return {
    routes: refundRoutes,
    sweeps: [sweep({ name: 'refunds.poll', everyMs: 2000, handle: (errand) => pollRefunds(errand, gateways) })],
    jobs: [
      defineJob(sendRefundJob.name, sendRefundJob.payload, (errand, { refundId }) =>
        sendRefund(errand, gateways, refundId),
      ),
    ],
  }
}

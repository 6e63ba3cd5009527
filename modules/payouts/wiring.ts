// What payouts brings to the server.
import type { AnyRoute } from '@provender/platform/http'
import { type AnyJob, type Sweep, defineJob, sweep } from '@provender/platform/jobs'
import { sendPayoutJob } from './decide-payouts.ts'
import { payOnSchedule } from './pay-on-schedule.ts'
import { payoutRoutes } from './payout-routes.ts'
import { sandboxPayouts } from './sandbox-payouts.ts'
import { pollPayouts, sendPayout } from './send-payout.ts'

export interface PayoutsWiring {
  readonly routes: readonly AnyRoute[]
  readonly sweeps: readonly Sweep[]
  readonly jobs: readonly AnyJob[]
}

/** `apiOrigin`: where this process reaches the sandbox. */
export function payoutsWiring(options: { apiOrigin: string; apiKey: string }): PayoutsWiring {
  const provider = sandboxPayouts(options)

  return {
    routes: payoutRoutes(provider),
    sweeps: [
      sweep({ name: 'payouts.poll', everyMs: 2000, handle: (errand) => pollPayouts(errand, provider) }),
      sweep({ name: 'payouts.on_schedule', everyMs: 60_000, handle: payOnSchedule }),
    ],
    jobs: [
      defineJob(sendPayoutJob.name, sendPayoutJob.payload, (errand, { payoutId }) =>
        sendPayout(errand, provider, payoutId),
      ),
    ],
  }
}

// What reconciliation brings to the server.
import type { Gateways } from '@provender/payments'
import type { AnyRoute } from '@provender/platform/http'
import { type Sweep, sweep } from '@provender/platform/jobs'
import { closeYesterday } from './close-day.ts'
import { reconciliationRoutes } from './reconciliation-routes.ts'
import { watchBooks } from './watch-books.ts'

export interface ReconciliationWiring {
  readonly routes: readonly AnyRoute[]
  readonly sweeps: readonly Sweep[]
}

export function reconciliationWiring(gateways: Gateways): ReconciliationWiring {
  return {
    routes: reconciliationRoutes(gateways),
    sweeps: [
      sweep({ name: 'reconciliation.watch_books', everyMs: 60_000, handle: watchBooks }),
      sweep({ name: 'reconciliation.close_yesterday', everyMs: 600_000, handle: closeYesterday }),
    ],
  }
}

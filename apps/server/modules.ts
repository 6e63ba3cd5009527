// Every module of the business, and what each brings along: composition only.
import type { AnyRoute } from '@provender/platform/http'
import type { AnyJob, Sweep } from '@provender/platform/jobs'
import type { Broadcast, Farewell, SocketCommand } from '@provender/platform/realtime'
import type { Subscriber } from '@provender/platform/events'
import * as catalog from '@provender/catalog/wiring'
import * as delivery from '@provender/delivery/wiring'
import * as identity from '@provender/identity/wiring'
import * as inventory from '@provender/inventory/wiring'
import * as ledger from '@provender/ledger/wiring'
import * as markets from '@provender/markets/wiring'
import * as ordering from '@provender/ordering/wiring'
import * as payments from '@provender/payments/wiring'

/** What a module's wiring may hold. */
export interface Wiring {
  readonly routes?: readonly AnyRoute[]
  readonly subscribers?: readonly Subscriber[]
  readonly jobs?: readonly AnyJob[]
  readonly sweeps?: readonly Sweep[]
  readonly broadcasts?: readonly Broadcast[]
  readonly farewells?: readonly Farewell[]
  readonly socketCommands?: readonly SocketCommand[]
}

/** What the composition needs to know before modules can be wired. */
export type WiringOptions = payments.PaymentsOptions

/** All of them in one. */
export function wire(options: WiringOptions): Required<Wiring> {
  const wirings: Wiring[] = [
    markets,
    identity,
    catalog,
    inventory,
    ledger,
    ordering,
    payments.paymentsWiring(options),
    delivery,
  ]

  return {
    routes: wirings.flatMap((each) => each.routes ?? []),
    subscribers: wirings.flatMap((each) => each.subscribers ?? []),
    jobs: wirings.flatMap((each) => each.jobs ?? []),
    sweeps: wirings.flatMap((each) => each.sweeps ?? []),
    broadcasts: wirings.flatMap((each) => each.broadcasts ?? []),
    farewells: wirings.flatMap((each) => each.farewells ?? []),
    socketCommands: wirings.flatMap((each) => each.socketCommands ?? []),
  }
}

/** The routes alone, for whoever describes them without serving them. */
export const describedRoutes = (): readonly AnyRoute[] =>
  wire({ apiOrigin: 'http://localhost:3000', publicUrl: 'http://localhost:3000', sandboxSecrets: ['described only'] })
    .routes

// Every module of the business, and what each brings along: composition only.
import { openFiles } from '@provender/platform/files'
import type { AnyRoute, Preparation } from '@provender/platform/http'
import type { AnyJob, Sweep } from '@provender/platform/jobs'
import type { Broadcast, Farewell, SocketCommand } from '@provender/platform/realtime'
import type { Subscriber } from '@provender/platform/events'
import * as catalog from '@provender/catalog/wiring'
import * as chat from '@provender/chat/wiring'
import * as delivery from '@provender/delivery/wiring'
import * as identity from '@provender/identity/wiring'
import * as inventory from '@provender/inventory/wiring'
import * as ledger from '@provender/ledger/wiring'
import * as media from '@provender/media/wiring'
import * as markets from '@provender/markets/wiring'
import * as ordering from '@provender/ordering/wiring'
import * as payments from '@provender/payments/wiring'
import * as places from '@provender/places/wiring'
import * as pricing from '@provender/pricing/wiring'
import * as promotions from '@provender/promotions/wiring'
import * as reviews from '@provender/reviews/wiring'
import * as search from '@provender/search/wiring'
import { tripPreparations } from './trip-preparations.ts'
import * as payouts from '@provender/payouts/wiring'
import * as wallets from '@provender/wallets/wiring'
import * as reconciliation from '@provender/reconciliation/wiring'
import * as refunds from '@provender/refunds/wiring'

/** What a module's wiring may hold. */
export interface Wiring {
  readonly routes?: readonly AnyRoute[]
  readonly subscribers?: readonly Subscriber[]
  readonly jobs?: readonly AnyJob[]
  readonly sweeps?: readonly Sweep[]
  readonly broadcasts?: readonly Broadcast[]
  readonly farewells?: readonly Farewell[]
  readonly socketCommands?: readonly SocketCommand[]
  readonly prepare?: Readonly<Record<string, Preparation>>
}

/** What the composition needs to know before modules can be wired. */
export type WiringOptions = payments.PaymentsOptions & media.MediaOptions & places.PlacesOptions

/** All of them in one. */
export function wire(options: WiringOptions): Required<Wiring> {
  const map = places.placesWiring(options)
  const paying = payments.paymentsWiring(options)
  const wirings: Wiring[] = [
    markets,
    media.mediaWiring(options),
    { ...map, prepare: tripPreparations(map.learn) },
    identity,
    catalog,
    inventory,
    ledger,
    ordering,
    paying,
    pricing,
    wallets,
    promotions,
    refunds.refundsWiring(paying.gateways),
    payouts.payoutsWiring({ apiOrigin: options.apiOrigin, apiKey: options.sandboxSecrets[0] }),
    reconciliation.reconciliationWiring(paying.gateways),
    delivery,
    chat,
    search,
    reviews,
  ]

  return {
    routes: wirings.flatMap((each) => each.routes ?? []),
    subscribers: wirings.flatMap((each) => each.subscribers ?? []),
    jobs: wirings.flatMap((each) => each.jobs ?? []),
    sweeps: wirings.flatMap((each) => each.sweeps ?? []),
    broadcasts: wirings.flatMap((each) => each.broadcasts ?? []),
    farewells: wirings.flatMap((each) => each.farewells ?? []),
    socketCommands: wirings.flatMap((each) => each.socketCommands ?? []),
    prepare: Object.assign({}, ...wirings.map((each) => each.prepare)) as Record<string, Preparation>,
  }
}

/** What is there, for whoever describes it without serving it. */
export const described = (): Required<Wiring> =>
  wire({
    apiOrigin: 'http://localhost:3000',
    publicUrl: 'http://localhost:3000',
    sandboxSecrets: ['described only'],
    files: openFiles('described only'),
    filesBase: '/files',
  })

export const describedRoutes = (): readonly AnyRoute[] => described().routes

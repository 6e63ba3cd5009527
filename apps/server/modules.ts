// Every module of the business, and what each brings along: composition only.
import type { AnyRoute } from '@provender/platform/http'
import type { AnyJob, Sweep } from '@provender/platform/jobs'
import type { Broadcast, SocketCommand } from '@provender/platform/realtime'
import type { Subscriber } from '@provender/platform/events'
import * as catalog from '@provender/catalog/wiring'
import * as delivery from '@provender/delivery/wiring'
import * as identity from '@provender/identity/wiring'
import * as inventory from '@provender/inventory/wiring'
import * as ledger from '@provender/ledger/wiring'
import * as markets from '@provender/markets/wiring'
import * as ordering from '@provender/ordering/wiring'
import * as payments from '@provender/payments/wiring'
import * as pricing from '@provender/pricing/wiring'

/** What a module's wiring may hold. */
export interface Wiring {
  readonly routes?: readonly AnyRoute[]
  readonly subscribers?: readonly Subscriber[]
  readonly jobs?: readonly AnyJob[]
  readonly sweeps?: readonly Sweep[]
  readonly broadcasts?: readonly Broadcast[]
  readonly socketCommands?: readonly SocketCommand[]
}

const wirings: readonly Wiring[] = [markets, identity, catalog, inventory, pricing, ledger, ordering, payments, delivery]

export const routes = wirings.flatMap((each) => each.routes ?? [])
export const subscribers = wirings.flatMap((each) => each.subscribers ?? [])
export const jobs = wirings.flatMap((each) => each.jobs ?? [])
export const sweeps = wirings.flatMap((each) => each.sweeps ?? [])
export const broadcasts = wirings.flatMap((each) => each.broadcasts ?? [])
export const socketCommands = wirings.flatMap((each) => each.socketCommands ?? [])

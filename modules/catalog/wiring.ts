// What catalog brings to an app.
import { rulesChanged } from '@provender/pricing/events'
import { standingChanged } from '@provender/reviews/events'
import type { AnyRoute } from '@provender/platform/http'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { type Subscriber, subscriber } from '@provender/platform/events'
import { type Sweep, sweep } from '@provender/platform/jobs'
import { type Broadcast, broadcast } from '@provender/platform/realtime'
import { menuChanged, productChanged, vendorApplied, vendorReviewed } from './events.ts'
import { csvRoutes } from './csv/csv-routes.ts'
import { hoursRoutes } from './hours-routes.ts'
import { menuRoutes } from './menu/menu-routes.ts'
import { applyChanges } from './menu/sweeps.ts'
import { productRoutes } from './product-routes.ts'
import { noteRating } from './note-rating.ts'
import { refreshPrices } from './refresh-prices.ts'
import { vendorRoutes } from './vendor-routes.ts'

export const routes: readonly AnyRoute[] = [
  ...vendorRoutes,
  ...hoursRoutes,
  ...productRoutes,
  ...menuRoutes,
  ...csvRoutes,
]

export const broadcasts: readonly Broadcast[] = [
  broadcast({
    event: vendorApplied,
    name: 'vendor:applied',
    rooms: (_payload, marketId) => [`admin:${marketId}`],
    body: ({ vendorId, name }) => ({ vendorId, name }),
  }),
  broadcast({
    event: vendorReviewed,
    name: 'vendor:reviewed',
    rooms: ({ vendorId }) => [`vendor:${vendorId}`],
    body: ({ vendorId, approval, reason }) => ({ vendorId, approval, reason }),
  }),
]

const refresh = (tx: Tx, ctx: Context) => refreshPrices(tx, { ...ctx, at: new Date() })

export const subscribers: readonly Subscriber[] = [
  subscriber({ name: 'catalog.prices_by_rule', events: [rulesChanged], handle: refresh }),
  subscriber({ name: 'catalog.prices_by_label', events: [productChanged, menuChanged], handle: refresh }),
  subscriber({
    name: 'catalog.ratings',
    events: [standingChanged],
    handle: (tx, _ctx, { payload }) => noteRating(tx, payload),
  }),
]

/** Hours begin and end on the minute, and demand changes all the time. */
export const sweeps: readonly Sweep[] = [
  applyChanges,
  sweep({
    name: 'catalog.prices',
    everyMs: 30_000,
    async handle({ open, ctx }) {
      await open((tx) => refreshPrices(tx, ctx))
    },
  }),
]

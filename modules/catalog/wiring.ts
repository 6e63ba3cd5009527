// What catalog brings to an app.
import type { AnyRoute } from '@provender/platform/http'
import { type Broadcast, broadcast } from '@provender/platform/realtime'
import { vendorApplied, vendorReviewed } from './events.ts'
import { hoursRoutes } from './hours-routes.ts'
import { productRoutes } from './product-routes.ts'
import { vendorRoutes } from './vendor-routes.ts'

export const routes: readonly AnyRoute[] = [...vendorRoutes, ...hoursRoutes, ...productRoutes]

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

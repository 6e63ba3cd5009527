// What ordering brings along for the apps to mount.
import type { AnyRoute } from '@provender/platform/http'
import { cartRoutes } from './cart-routes.ts'
import { orderRoutes } from './order-routes.ts'

export { broadcasts } from './broadcasts.ts'
export { sweeps } from './sweeps.ts'

export const routes: readonly AnyRoute[] = [...orderRoutes, ...cartRoutes]

// What delivery brings along for the apps to mount.
import type { AnyRoute } from '@provender/platform/http'
import { deliveryRoutes } from './delivery-routes.ts'
import { riderRoutes } from './rider-routes.ts'

export { broadcasts, farewells } from './broadcasts.ts'
export { socketCommands } from './socket-commands.ts'
export { subscribers } from './subscribers.ts'
export { sweeps } from './sweeps.ts'

export const routes: readonly AnyRoute[] = [...deliveryRoutes, ...riderRoutes]

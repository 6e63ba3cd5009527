// What promotions bring to an app.
import type { AnyRoute } from '@provender/platform/http'
import { promotionRoutes } from './promotion-routes.ts'

export const routes: readonly AnyRoute[] = promotionRoutes

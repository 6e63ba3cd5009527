// What wallets brings to the server.
import type { AnyRoute } from '@provender/platform/http'
import { walletRoutes } from './wallet-routes.ts'

export const routes: readonly AnyRoute[] = walletRoutes

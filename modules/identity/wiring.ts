// What identity brings to the server.
import type { AnyRoute } from '@provender/platform/http'
import type { Sweep } from '@provender/platform/jobs'
import { accountRoutes } from './account-routes.ts'
import { authRoutes } from './auth-routes.ts'
import { forgetSessions } from './sweeps.ts'

export const routes: readonly AnyRoute[] = [...authRoutes, ...accountRoutes]
export const sweeps: readonly Sweep[] = [forgetSessions]

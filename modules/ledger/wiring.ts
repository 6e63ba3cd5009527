// What the ledger brings to an app.
import type { AnyRoute } from '@provender/platform/http'
import { type Sweep, sweep } from '@provender/platform/jobs'
import { foldHotAccounts } from './fold-hot-accounts.ts'
import { ledgerRoutes } from './ledger-routes.ts'
import { walletRoutes } from './wallet-routes.ts'

export const routes: readonly AnyRoute[] = [...walletRoutes, ...ledgerRoutes]
export const sweeps: readonly Sweep[] = [
  sweep({ name: 'ledger.fold_hot_accounts', everyMs: 1000, handle: foldHotAccounts }),
]

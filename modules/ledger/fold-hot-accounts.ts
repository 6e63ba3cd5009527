// Folding what waits for the platform's and the providers' accounts into their balances.
import type { Errand } from '@provender/platform/jobs'
import { rollUp } from './ledger-store.ts'

/** Small enough that the accounts' rows are locked for milliseconds. */
const mostAtOnce = 20_000

/** Until nothing waits. Several workers may come at once: one folds, the others find nothing to do. */
export async function foldHotAccounts({ open }: Errand): Promise<void> {
  while ((await open((tx) => rollUp(tx, mostAtOnce))) === mostAtOnce);
}

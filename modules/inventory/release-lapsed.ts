// Holds that nobody kept and nobody gave back: the sweep puts their goods on sale again.
import type { Errand } from '@provender/platform/jobs'
import { releaseStock } from './release-stock.ts'
import { lockLapsedOrder } from './stock-store.ts'

/** Ordering expires unpaid orders on time and releases their goods itself; this is for holds it never came back to. */
const graceMs = 15 * 60_000

/** One short transaction for each order, so that nobody waits for the whole sweep. */
export async function releaseLapsed({ open, ctx }: Errand): Promise<void> {
  const before = new Date(ctx.at.getTime() - graceMs)
  const releaseOne = () =>
    open(async (tx) => {
      const orderId = await lockLapsedOrder(tx, before)
      if (orderId === undefined) return false

      await releaseStock(tx, ctx, orderId)
      return true
    })

  while (await releaseOne());
}

// Saying today what a product costs, or whether it is on the menu, from a later moment on; and doing it when that comes.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publishAll } from '@provender/platform/events'
import { newId } from '@provender/platform/ids'
import { changeUnclear, changeUnknown, priceOfSizes, tooManyChanges } from '../errors.ts'
import { productChanged } from '../events.ts'
import { getOwnProduct } from '../own-products.ts'
import { ownVendorIds } from '../own-vendor.ts'
import { lockProducts, updateListed, updatePrices } from './menu-store.ts'
import { type ChangeRecord, type ScheduleChange, type ScheduledChange, changeReply } from './scheduled-change.ts'
import { countChanges, deleteChange, insertChange, takeDueChanges } from './scheduled-change-store.ts'

const mostAhead = 1000
const yearMs = 366 * 24 * 60 * 60 * 1000

export async function scheduleChange(tx: Tx, ctx: Context, input: ScheduleChange): Promise<ScheduledChange> {
  const { priceMinor = null, listed = null, productId } = input
  const applyAt = new Date(input.applyAt)
  if ((priceMinor === null && listed === null) || applyAt <= ctx.at || applyAt.getTime() > ctx.at.getTime() + yearMs) {
    throw changeUnclear()
  }
  const { vendorId, optionGroups } = await getOwnProduct(tx, ctx, productId)
  if (priceMinor !== null && optionGroups.some(({ kind }) => kind === 'size')) throw priceOfSizes()
  if ((await countChanges(tx, vendorId)) >= mostAhead) throw tooManyChanges()

  const change: ChangeRecord = { id: newId(), vendorId, productId, applyAt, priceMinor, listed }
  await insertChange(tx, { ...change, at: ctx.at })
  return changeReply(change)
}

export async function cancelChange(tx: Tx, ctx: Context, changeId: string): Promise<void> {
  if (!(await deleteChange(tx, changeId, ownVendorIds(ctx)))) throw changeUnknown()
}

/** What is gone in the meantime, or has sizes with prices of their own now, is passed over. @returns how many were due */
export async function applyDueChanges(tx: Tx, ctx: Context, limit = 200): Promise<number> {
  const due = await takeDueChanges(tx, ctx.at, limit)
  for (const [vendorId, changes] of Map.groupBy(due, (change) => change.vendorId)) {
    const products = await lockProducts(tx, { vendorId, productIds: changes.map(({ productId }) => productId) })
    const changed = new Set<string>()
    for (const { productId, priceMinor, listed } of changes) {
      const product = products.find(({ id }) => id === productId)
      if (!product) continue
      if (priceMinor !== null && !product.optionGroups.some(({ kind }) => kind === 'size')) {
        await updatePrices(tx, [{ ...product, priceMinor }])
        changed.add(productId)
      }
      if (listed !== null) {
        await updateListed(tx, { vendorId, products: [product], listed })
        changed.add(productId)
      }
    }
    await publishAll(
      tx,
      productChanged,
      [...changed].map((productId) => ({ productId, vendorId, removed: false })),
    )
  }

  return due.length
}

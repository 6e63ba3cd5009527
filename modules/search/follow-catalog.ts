// Keeping the index true: vendors and products are written into it as they are now, one by one or all of them.
import { type FindableVendor, listFindableVendors } from '@provender/catalog'
import type { Context } from '@provender/platform/context'
import type { Open, Tx } from '@provender/platform/db'
import { cellsInReach, anywhere, homeCell } from './cells.ts'
import { priceBounds } from './facet.ts'
import {
  type IndexedVendor,
  dropTermIndex,
  emptyIndex,
  insertAllProducts,
  insertWords,
  makeTermIndex,
  recountSales,
  recountWords,
  selectPriceQuartiles,
  selectRunningOut,
  selectSelling,
  selectVendorsSelling,
  upsertBands,
  upsertProducts,
  upsertVendors,
} from './index-store.ts'

/** As far as people go to fetch their food, along the streets. */
export const fetchedM = 15_000
const batchSize = 500

/** The vendor, and its products where its place, reach or name touches them. */
export async function indexVendor(tx: Tx, ctx: Context, vendorId: string): Promise<void> {
  const vendors = await listFindableVendors(tx, ctx, { ids: [vendorId] })
  const touched = await upsertVendors(tx, { ids: [vendorId], vendors: vendors.map(indexed(ctx)), at: ctx.at })
  if (touched.length === 0) return

  await upsertProducts(tx, { vendorIds: touched }, ctx.at)
  await insertWords(tx, { vendorIds: touched })
}

/** The product, and its vendor, who is found by the shelves it fills. */
export async function indexProduct(
  tx: Tx,
  ctx: Context,
  { productId, vendorId }: { productId: string; vendorId: string },
): Promise<void> {
  await indexVendor(tx, ctx, vendorId)
  await upsertProducts(tx, { productIds: [productId] }, ctx.at)
  await insertWords(tx, { productIds: [productId] })
}

/** A vendor with all of its products. */
export async function indexMenu(tx: Tx, ctx: Context, vendorId: string): Promise<void> {
  await indexVendor(tx, ctx, vendorId)
  await upsertProducts(tx, { vendorIds: [vendorId] }, ctx.at)
  await insertWords(tx, { vendorIds: [vendorId] })
}

/** Everybody who has something on a shelf that is called otherwise now. */
export async function indexCategory(tx: Tx, ctx: Context, categoryId: string): Promise<void> {
  const vendorIds = await selectVendorsSelling(tx, categoryId)
  for (const vendorId of vendorIds) await indexVendor(tx, ctx, vendorId)
  await upsertProducts(tx, { vendorIds }, ctx.at)
  await insertWords(tx, { vendorIds })
}

/** The whole market afresh, from what is on sale now. @returns how much there is to find */
export async function indexMarket(tx: Tx, ctx: Context): Promise<{ vendors: number; products: number }> {
  await emptyIndex(tx)
  let count = 0
  for (let after: string | undefined; ;) {
    const vendors = await listFindableVendors(tx, ctx, { after, limit: batchSize })
    await upsertVendors(tx, { ids: [], vendors: vendors.map(indexed(ctx)), at: ctx.at })
    count += vendors.length
    after = vendors.at(-1)?.id
    if (vendors.length < batchSize) break
  }
  await drawBands(tx, ctx)
  const products = await insertAllProducts(tx, ctx.at)
  await recountWords(tx)

  return { vendors: count, products }
}

/**
 * Every row written into an index takes several times as long as the index made of all rows, once there are millions of
 * them. Without it finding is slow for everybody, so this is the operator's, around `indexMarket`.
 */
export async function withoutTermIndex<T>(open: Open, work: () => Promise<T>): Promise<T> {
  await open(dropTermIndex)
  try {
    return await work()
  } finally {
    await open(makeTermIndex)
  }
}

/** Once a day: what sells, what words are used, and where prices lie. */
export async function recountMarket(tx: Tx, ctx: Context): Promise<void> {
  await recountSales(tx, ctx.at)
  await drawBands(tx, ctx)
  await upsertProducts(tx, { productIds: await selectSelling(tx) }, ctx.at)
  await recountWords(tx)
}

/** Openings are known for some days; before they run out they are asked for again. @returns how many were */
export async function renewOpenings(tx: Tx, ctx: Context): Promise<number> {
  const soon = new Date(ctx.at.getTime() + 5 * 86_400_000)
  const ids = await selectRunningOut(tx, soon, batchSize)
  if (ids.length === 0) return 0

  const vendors = await listFindableVendors(tx, ctx, { ids })
  await upsertVendors(tx, { ids, vendors: vendors.map(indexed(ctx)), at: ctx.at })
  return ids.length
}

async function drawBands(tx: Tx, ctx: Context): Promise<void> {
  await upsertBands(tx, priceBounds(await selectPriceQuartiles(tx)), ctx.at)
}

function indexed({ market }: Context) {
  return ({ deliveryRadiusM, openings, ...vendor }: FindableVendor): IndexedVendor => ({
    ...vendor,
    reachM: deliveryRadiusM,
    openings: `{${openings.map(({ opens, closes }) => `[${moment(opens)},${moment(closes)})`).join()}}`,
    cells: [
      ...cellsInReach(market.id, 'delivery', vendor.place, deliveryRadiusM),
      ...cellsInReach(market.id, 'pickup', vendor.place, fetchedM),
      homeCell(market.id, vendor.place),
      anywhere(market.id),
    ],
  })
}

function moment(at: number): string {
  return `"${new Date(at).toISOString()}"`
}

// What lists show of prices, worked out again: hours begin and end, demand rises and falls, rules come and go.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publicTerms, refreshShown } from '@provender/pricing'
import { selectLabels } from './product-store.ts'

/** Quotes never read this: they apply the rules themselves. */
export async function refreshPrices(tx: Tx, ctx: Context): Promise<void> {
  const terms = await publicTerms(tx, ctx)
  const ofMarket = terms.rules.filter(({ vendorId }) => vendorId === null)
  const named = terms.rules.flatMap(({ productIds }) => productIds ?? [])
  const everything = ofMarket.some(({ productIds }) => productIds === null)
  const wholeVendors = terms.rules.flatMap(({ vendorId, productIds }) => (vendorId && !productIds ? [vendorId] : []))
  const products =
    terms.rules.length === 0 ? [] : await selectLabels(tx, { everything, vendorIds: wholeVendors, productIds: named })

  await refreshShown(tx, ctx, { products, terms })
}

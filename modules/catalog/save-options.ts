// The options of a product as its vendor saves them: checked, with ids that stay, and what lies on the shelf of each.
import { countStock } from '@provender/inventory'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { optionsUnclear, productUnknown } from './errors.ts'
import {
  type OptionGroupDraft,
  type OptionGroupRecord,
  keptGroups,
  leastPriceOf,
  partIdsOf,
  whatIsUnclear,
} from './option.ts'
import type { ProductDraft } from './product.ts'
import { countProductsOf } from './product-store.ts'

export interface KeptOptions {
  readonly optionGroups: readonly OptionGroupRecord[]
  /** In its cheapest size. */
  readonly priceMinor: number
}

/** Groups that are left out stay as they are. */
export async function keepOptions(
  tx: Tx,
  {
    vendorId,
    productId,
    draft,
    before,
  }: { vendorId: string; productId: string; draft: ProductDraft; before: readonly OptionGroupRecord[] },
): Promise<KeptOptions> {
  const drafts = draft.optionGroups ?? before
  const unclear = whatIsUnclear(drafts)
  if (unclear) throw optionsUnclear({ errors: [unclear] })

  const parts = partIdsOf(drafts)
  if (parts.includes(productId)) {
    throw optionsUnclear({ errors: [{ field: '/optionGroups', problem: 'A product cannot be a part of itself.' }] })
  }
  if (parts.length > 0 && (await countProductsOf(tx, vendorId, parts)) < parts.length) throw productUnknown()

  return {
    optionGroups: draft.optionGroups ? keptGroups(draft.optionGroups, before) : before,
    priceMinor: leastPriceOf(draft.priceMinor, drafts),
  }
}

/** Counts the options whose drafts say how many there are; parts of combos are counted as the products they are. */
export async function countOptions(
  tx: Tx,
  ctx: Context,
  drafts: readonly OptionGroupDraft[],
  kept: readonly OptionGroupRecord[],
): Promise<void> {
  for (const [index, group] of drafts.entries()) {
    for (const [at, { onHand, productId }] of group.options.entries()) {
      const id = kept[index]?.options[at]?.id
      if (id !== undefined && onHand !== undefined && !productId) await countStock(tx, ctx, { productId: id, onHand })
    }
  }
}

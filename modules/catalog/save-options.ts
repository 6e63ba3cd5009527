// Options and details of a product as its vendor saves them: checked, with ids that stay, and the shelf of each option.
import { countStock } from '@provender/inventory'
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { type Details, keptDetails } from './details.ts'
import { detailsUnclear, optionsUnclear, productUnknown } from './errors.ts'
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

export interface Kept extends Details {
  readonly optionGroups: readonly OptionGroupRecord[]
  /** In its cheapest size. */
  readonly priceMinor: number
}

interface Before extends Details {
  readonly optionGroups: readonly OptionGroupRecord[]
}

/** What is left out stays as it is. */
export async function keepDetails(
  tx: Tx,
  { vendorId, productId, draft, before }: { vendorId: string; productId: string; draft: ProductDraft; before: Before },
): Promise<Kept> {
  const kept = keptDetails(draft, { before, unit: draft.unit })
  if ('unclear' in kept) throw detailsUnclear({ errors: [kept.unclear] })
  const drafts = draft.optionGroups ?? before.optionGroups
  const unclear = whatIsUnclear(drafts)
  if (unclear) throw optionsUnclear({ errors: [unclear] })

  const parts = partIdsOf(drafts)
  if (parts.includes(productId)) {
    throw optionsUnclear({ errors: [{ field: '/optionGroups', problem: 'A product cannot be a part of itself.' }] })
  }
  if (parts.length > 0 && (await countProductsOf(tx, vendorId, parts)) < parts.length) throw productUnknown()

  return {
    ...kept.details,
    optionGroups: draft.optionGroups ? keptGroups(draft.optionGroups, before.optionGroups) : before.optionGroups,
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

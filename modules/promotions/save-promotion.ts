// Making, changing and removing promotions: a vendor its own and at its own cost, the platform any.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { newId } from '@provender/platform/ids'
import { promotionUnclear, promotionUnknown, sellerUnknown } from './errors.ts'
import { type Promotion, type PromotionDraft, whyNotPromotion } from './promotion.ts'
import { lockPromotion, markPromotionRemoved, upsertPromotion } from './promotion-store.ts'

export type PromotionSide = 'vendor' | 'admin'

export async function addPromotion(
  tx: Tx,
  ctx: Context,
  { side, vendorId, draft }: { side: PromotionSide; vendorId?: string | undefined; draft: PromotionDraft },
): Promise<Promotion> {
  refuseUnclear(draft)
  const owner = side === 'admin' ? null : ownVendor(ctx, vendorId)

  return upsertPromotion(tx, { id: newId(), vendorId: owner, draft: paidBy(owner, draft) })
}

/** What it took off before stays as it was. */
export async function changePromotion(
  tx: Tx,
  ctx: Context,
  { side, promotionId, draft }: { side: PromotionSide; promotionId: string; draft: PromotionDraft },
): Promise<Promotion> {
  const known = await lockPromotion(tx, promotionId, vendorsOf(ctx, side))
  if (!known) throw promotionUnknown()
  refuseUnclear(draft)

  return upsertPromotion(tx, { id: promotionId, vendorId: known.vendorId, draft: paidBy(known.vendorId, draft) })
}

export async function removePromotion(
  tx: Tx,
  ctx: Context,
  { side, promotionId }: { side: PromotionSide; promotionId: string },
): Promise<void> {
  if (!(await lockPromotion(tx, promotionId, vendorsOf(ctx, side)))) throw promotionUnknown()
  await markPromotionRemoved(tx, promotionId, ctx.at)
}

/** A vendor cannot spend the platform's money. */
function paidBy(vendorId: string | null, draft: PromotionDraft): PromotionDraft {
  return vendorId === null ? draft : { ...draft, vendorShareBp: 10_000 }
}

function refuseUnclear(draft: PromotionDraft): void {
  const errors = whyNotPromotion(draft)
  if (errors.length > 0) throw promotionUnclear({ errors })
}

/** Null stands for the platform's own. */
function vendorsOf({ actor }: Context, side: PromotionSide): readonly string[] | null {
  if (side === 'admin') return null

  return actor.kind === 'account' ? actor.vendorIds : []
}

/** The vendor meant: the one named, if the caller works for it, else the caller's first. */
export function ownVendor(ctx: Context, wanted: string | undefined): string {
  const own = vendorsOf(ctx, 'vendor') ?? []
  const vendorId = wanted === undefined ? own[0] : own.find((id) => id === wanted)
  if (vendorId === undefined) throw sellerUnknown()

  return vendorId
}

/** The promotions of a demo town. */
export async function importPromotions(
  tx: Tx,
  _ctx: Context,
  promotions: readonly { readonly vendorId: string | null; readonly draft: PromotionDraft }[],
): Promise<void> {
  for (const { vendorId, draft } of promotions) {
    refuseUnclear(draft)
    await upsertPromotion(tx, { id: newId(), vendorId, draft: paidBy(vendorId, draft) })
  }
}

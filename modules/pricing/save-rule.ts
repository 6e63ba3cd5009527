// Making, changing and removing price rules: a vendor its own, the market those for everybody.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { newId } from '@provender/platform/ids'
import { ruleUnclear, ruleUnknown, sellerUnknown } from './errors.ts'
import { rulesChanged } from './events.ts'
import { type PriceRule, type PriceRuleDraft, whyNotRule } from './price-rule.ts'
import { insertRule, lockRule, markRuleRemoved, updateRule } from './rule-store.ts'

/** On whose behalf: a vendor's people change its rules, administrators those of the market. */
export type RuleSide = 'vendor' | 'admin'

export async function addRule(
  tx: Tx,
  ctx: Context,
  { side, vendorId, draft }: { side: RuleSide; vendorId?: string | undefined; draft: PriceRuleDraft },
): Promise<PriceRule> {
  refuseUnclear(draft)
  const rule = await insertRule(tx, {
    id: newId(),
    vendorId: side === 'admin' ? null : ownVendor(ctx, vendorId),
    draft,
  })
  await publish(tx, rulesChanged, { vendorId: rule.vendorId })

  return rule
}

export async function changeRule(
  tx: Tx,
  ctx: Context,
  { side, ruleId, draft }: { side: RuleSide; ruleId: string; draft: PriceRuleDraft },
): Promise<PriceRule> {
  const vendorIds = vendorsOf(ctx, side)
  // Whose it is comes first: what is wrong with a rule is nothing to tell somebody else.
  if (!(await lockRule(tx, ruleId, vendorIds))) throw ruleUnknown()
  refuseUnclear(draft)
  const rule = await updateRule(tx, { id: ruleId, vendorIds, draft })
  if (!rule) throw ruleUnknown()
  await publish(tx, rulesChanged, { vendorId: rule.vendorId })

  return rule
}

export async function removeRule(
  tx: Tx,
  ctx: Context,
  { side, ruleId }: { side: RuleSide; ruleId: string },
): Promise<void> {
  if (!(await markRuleRemoved(tx, { id: ruleId, vendorIds: vendorsOf(ctx, side), at: ctx.at }))) throw ruleUnknown()
  await publish(tx, rulesChanged, { vendorId: null })
}

function refuseUnclear(draft: PriceRuleDraft): void {
  const errors = whyNotRule(draft)
  if (errors.length > 0) throw ruleUnclear({ errors })
}

/** Null stands for the market's own. */
function vendorsOf({ actor }: Context, side: RuleSide): readonly string[] | null {
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

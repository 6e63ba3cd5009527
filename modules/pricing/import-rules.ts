// The price rules of a demo town, all at once.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { newId } from '@provender/platform/ids'
import { ruleUnclear } from './errors.ts'
import { rulesChanged } from './events.ts'
import { type PriceRuleDraft, whyNotRule } from './price-rule.ts'
import { insertRule } from './rule-store.ts'

export async function importRules(
  tx: Tx,
  _ctx: Context,
  rules: readonly { readonly vendorId: string; readonly draft: PriceRuleDraft }[],
): Promise<void> {
  for (const { vendorId, draft } of rules) {
    const errors = whyNotRule(draft)
    if (errors.length > 0) throw ruleUnclear({ errors, name: draft.name.en })
    await insertRule(tx, { id: newId(), vendorId, draft })
  }
  if (rules.length > 0) await publish(tx, rulesChanged, { vendorId: null })
}

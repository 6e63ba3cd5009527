// What an offer's statement asks of pricing, so that a quote needs no statement of its own.
import { type Condition } from '@provender/markets'
import { sql } from '@provender/platform/db'
import type { PriceTerms, RunningRule } from './price-rule.ts'

/** How long demand looks back. */
const demandMinutes = 60

const ruleFields = sql`'id', rule.id, 'name', rule.name, 'kind', rule.kind, 'productIds', rule.product_ids,
  'groupId', rule.group_id, 'hours', rule.hours, 'steps', rule.steps, 'floorMinor', rule.floor_minor,
  'ceilingMinor', rule.ceiling_minor`

/** Of the market and of one vendor, and running; `rule` is pricing.rules. */
function running(at: Date) {
  return sql`rule.market_id = current_setting('app.market') AND rule.removed_at IS NULL AND NOT rule.paused
    AND rule.starts_at <= ${at} AND (rule.ends_at IS NULL OR rule.ends_at > ${at})`
}

/** One column: the terms for this customer and these products of a vendor, as `TermsRow`. Null is "none at all". */
export function termsColumn(asked: {
  readonly vendorId: string
  readonly productIds: readonly string[]
  readonly customerId: string | null
  readonly at: Date
}) {
  const since = new Date(asked.at.getTime() - demandMinutes * 60_000)
  return sql`
    (SELECT json_build_object(
       'rules', rules.running,
       'conditions', (SELECT json_agg(condition ORDER BY condition) FROM pricing.conditions
                       WHERE market_id = current_setting('app.market') AND until > ${asked.at}),
       'groupIds', CASE WHEN rules.running IS NOT NULL THEN
         (SELECT json_agg(group_id) FROM pricing.group_members
           WHERE market_id = current_setting('app.market') AND customer_id = ${asked.customerId}) END,
       'sold', CASE WHEN rules.running IS NOT NULL THEN
         (SELECT json_object_agg(product_id, sold) FROM (
            SELECT product_id, sum(quantity) AS sold FROM pricing.demand
            WHERE market_id = current_setting('app.market') AND product_id = ANY(${asked.productIds}::uuid[])
              AND began_at >= ${since} GROUP BY product_id) AS recent) END)
     FROM (SELECT json_agg(json_build_object(${ruleFields}) ORDER BY rule.id) AS running FROM pricing.rules AS rule
            WHERE ${running(asked.at)} AND (rule.vendor_id IS NULL OR rule.vendor_id = ${asked.vendorId})) AS rules)`
}

export interface TermsRow {
  readonly rules: readonly RunningRule[] | null
  readonly conditions: readonly Condition[] | null
  readonly groupIds: readonly string[] | null
  readonly sold: Readonly<Record<string, number>> | null
}

export function termsOf({ rules, conditions, groupIds, sold }: TermsRow): PriceTerms {
  return { rules: rules ?? [], conditions: conditions ?? [], groupIds: groupIds ?? [], sold: sold ?? {} }
}

// Every statement about price rules, groups of customers and conditions.
import type { Condition, LocalText } from '@provender/markets'
import { type Db, type Tx, sql } from '@provender/platform/db'
import { onConstraint } from '@provender/platform/errors'
import { groupInUse, groupUnknown } from './errors.ts'
import type { PriceRule, PriceRuleDraft } from './price-rule.ts'

interface RuleRow extends Omit<PriceRule, 'startsAt' | 'endsAt'> {
  readonly startsAt: Date
  readonly endsAt: Date | null
}

const columns = sql`id, vendor_id AS "vendorId", name, kind, product_ids AS "productIds", group_id AS "groupId", hours, steps,
  floor_minor AS "floorMinor", ceiling_minor AS "ceilingMinor", starts_at AS "startsAt", ends_at AS "endsAt", paused`

function ruleOf(row: RuleRow): PriceRule {
  return { ...row, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt?.toISOString() ?? null }
}

/** Of one vendor, or with null the market's own; newest first. */
export async function selectRules(db: Db, vendorId: string | null): Promise<PriceRule[]> {
  const { rows } = await sql<RuleRow>`
    SELECT ${columns} FROM pricing.rules
    WHERE market_id = current_setting('app.market') AND removed_at IS NULL AND vendor_id IS NOT DISTINCT FROM ${vendorId}::uuid
    ORDER BY id DESC LIMIT 500
  `.execute(db)

  return rows.map(ruleOf)
}

/** Whatever runs for everybody: of all vendors and the market. */
export async function selectPublicRules(db: Db, at: Date): Promise<PriceRule[]> {
  const { rows } = await sql<RuleRow>`
    SELECT ${columns} FROM pricing.rules
    WHERE market_id = current_setting('app.market') AND removed_at IS NULL AND NOT paused AND kind <> 'group'
      AND starts_at <= ${at} AND (ends_at IS NULL OR ends_at > ${at})
    ORDER BY id
  `.execute(db)

  return rows.map(ruleOf)
}

export async function insertRule(
  tx: Tx,
  { id, vendorId, draft }: { id: string; vendorId: string | null; draft: PriceRuleDraft },
): Promise<PriceRule> {
  const { rows } = await onConstraint(
    sql<RuleRow>`
      INSERT INTO pricing.rules (id, vendor_id, name, kind, product_ids, group_id, hours, steps, floor_minor, ceiling_minor,
        starts_at, ends_at, paused)
      VALUES (${id}, ${vendorId}, ${JSON.stringify(draft.name)}::jsonb, ${draft.kind}, ${draft.productIds}::uuid[], ${draft.groupId},
        ${draft.hours && JSON.stringify(draft.hours)}::jsonb, ${JSON.stringify(draft.steps)}::jsonb, ${draft.floorMinor},
        ${draft.ceilingMinor}, ${draft.startsAt}, ${draft.endsAt}, ${draft.paused})
      RETURNING ${columns}
    `.execute(tx),
    { rules__for_group: groupUnknown },
  )

  return ruleOf(rows[0] as RuleRow)
}

/** @returns whether these vendors, or with null the market, have such a rule */
export async function lockRule(tx: Tx, id: string, vendorIds: readonly string[] | null): Promise<boolean> {
  const { rows } = await sql`
    SELECT id FROM pricing.rules WHERE id = ${id} AND removed_at IS NULL AND ${ofVendors(vendorIds)} FOR NO KEY UPDATE
  `.execute(tx)

  return rows.length > 0
}

/** Only a rule of this vendor, or of the market; undefined for any other. */
export async function updateRule(
  tx: Tx,
  { id, vendorIds, draft }: { id: string; vendorIds: readonly string[] | null; draft: PriceRuleDraft },
): Promise<PriceRule | undefined> {
  const { rows } = await onConstraint(
    sql<RuleRow>`
      UPDATE pricing.rules SET name = ${JSON.stringify(draft.name)}::jsonb, kind = ${draft.kind},
        product_ids = ${draft.productIds}::uuid[], group_id = ${draft.groupId},
        hours = ${draft.hours && JSON.stringify(draft.hours)}::jsonb, steps = ${JSON.stringify(draft.steps)}::jsonb,
        floor_minor = ${draft.floorMinor}, ceiling_minor = ${draft.ceilingMinor}, starts_at = ${draft.startsAt},
        ends_at = ${draft.endsAt}, paused = ${draft.paused}
      WHERE id = ${id} AND removed_at IS NULL AND ${ofVendors(vendorIds)} RETURNING ${columns}
    `.execute(tx),
    { rules__for_group: groupUnknown },
  )

  return rows[0] && ruleOf(rows[0])
}

/** @returns whether there was such a rule */
export async function markRuleRemoved(
  tx: Tx,
  { id, vendorIds, at }: { id: string; vendorIds: readonly string[] | null; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE pricing.rules SET removed_at = ${at} WHERE id = ${id} AND removed_at IS NULL AND ${ofVendors(vendorIds)} RETURNING id
  `.execute(tx)

  return rows.length > 0
}

function ofVendors(vendorIds: readonly string[] | null) {
  return vendorIds === null ? sql`vendor_id IS NULL` : sql`vendor_id = ANY(${vendorIds}::uuid[])`
}

export interface GroupRow {
  readonly id: string
  readonly name: LocalText
  readonly memberIds: readonly string[]
}

export async function selectGroups(db: Db): Promise<readonly GroupRow[]> {
  const { rows } = await sql<GroupRow>`
    SELECT id, name, ARRAY(SELECT customer_id FROM pricing.group_members WHERE group_id = groups.id ORDER BY added_at LIMIT 1000)
      AS "memberIds"
    FROM pricing.groups WHERE market_id = current_setting('app.market') ORDER BY id LIMIT 200
  `.execute(db)

  return rows
}

/** Makes the group what it is said to be: its name and exactly these members. */
export async function upsertGroup(tx: Tx, group: GroupRow, at: Date): Promise<void> {
  await sql`
    WITH kept AS (
      INSERT INTO pricing.groups (id, name) VALUES (${group.id}, ${JSON.stringify(group.name)}::jsonb)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name
    )
    DELETE FROM pricing.group_members WHERE group_id = ${group.id} AND customer_id <> ALL (${group.memberIds}::uuid[])
  `.execute(tx)
  await sql`
    INSERT INTO pricing.group_members (customer_id, group_id, added_at)
    SELECT member, ${group.id}::uuid, ${at}::timestamptz FROM unnest(${group.memberIds}::uuid[]) AS member
    ON CONFLICT DO NOTHING
  `.execute(tx)
}

/** @returns whether there was such a group */
export async function deleteGroup(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await onConstraint(sql`DELETE FROM pricing.groups WHERE id = ${id} RETURNING id`.execute(tx), {
    rules__for_group: groupInUse,
  })

  return rows.length > 0
}

export interface ConditionRow {
  readonly condition: Condition
  readonly until: Date
}

export async function selectConditions(db: Db, at: Date): Promise<readonly ConditionRow[]> {
  const { rows } = await sql<ConditionRow>`
    SELECT condition, until FROM pricing.conditions
    WHERE market_id = current_setting('app.market') AND until > ${at} ORDER BY condition
  `.execute(db)

  return rows
}

export async function upsertCondition(
  tx: Tx,
  { condition, until, setBy }: { condition: Condition; until: Date; setBy: string },
): Promise<void> {
  await sql`
    INSERT INTO pricing.conditions (condition, until, set_by) VALUES (${condition}, ${until}, ${setBy})
    ON CONFLICT ON CONSTRAINT conditions__pkey DO UPDATE SET until = excluded.until, set_by = excluded.set_by
  `.execute(tx)
}

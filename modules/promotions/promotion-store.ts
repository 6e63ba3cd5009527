// Every statement about promotions and their uses.
import type { LocalText } from '@provender/markets'
import { type Db, type Tx, sql } from '@provender/platform/db'
import { onConstraint } from '@provender/platform/errors'
import type { OfferedPromotion, Shopper } from './discount.ts'
import { codeTaken, limitBelowUse, promotionExhausted, promotionUsedBefore } from './errors.ts'
import type { Promotion, PromotionDraft } from './promotion.ts'

const fields = sql`'id', p.id, 'name', p.name, 'code', p.code, 'kind', p.kind, 'terms', p.terms, 'productIds', p.product_ids,
  'audience', p.audience, 'lapsedDays', p.lapsed_days, 'nearM', p.near_m, 'groupId', p.group_id,
  'minimumMinor', p.minimum_minor, 'stacks', p.stacks, 'vendorShareBp', p.vendor_share_bp, 'hours', p.hours,
  'startsAt', to_char(p.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'endsAt', to_char(p.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'paused', p.paused,
  'budgetMinor', p.budget_minor, 'mostUses', p.most_uses, 'perCustomer', p.per_customer, 'perDevice', p.per_device,
  'perAddress', p.per_address`

export interface OffersRow {
  readonly running: readonly OfferedPromotion[] | null
  readonly shopper: { readonly orders: number; readonly lastOrderAt: string | null } | null
  readonly groupIds: readonly string[] | null
}

/** One column for an offer's statement: what may apply at this vendor, by itself or by these codes, as `OffersRow`. */
export function offersColumn(asked: {
  readonly vendorId: string
  readonly codes: readonly string[]
  readonly customerId: string | null
  readonly at: Date
}) {
  return sql`
    (SELECT json_build_object('running', offers.running,
       'shopper', CASE WHEN offers.personal THEN
         (SELECT json_build_object('orders', count(*), 'lastOrderAt', max(placed_at)) FROM ordering.purchases
           WHERE customer_id = ${asked.customerId}) END,
       'groupIds', CASE WHEN offers.personal THEN
         (SELECT json_agg(group_id) FROM pricing.group_members
           WHERE market_id = current_setting('app.market') AND customer_id = ${asked.customerId}) END)
     FROM (
       SELECT bool_or(p.audience IN ('new', 'lapsed', 'group')) AS personal,
         json_agg(json_build_object(${fields},
           'exhausted', coalesce(p.used >= p.most_uses, false) OR coalesce(p.spent_minor >= p.budget_minor, false),
           'mine', CASE WHEN p.per_customer IS NULL THEN 0 ELSE (SELECT count(*) FROM promotions.uses u
              WHERE u.promotion_id = p.id AND u.customer_id = ${asked.customerId} AND u.released_at IS NULL) END) ORDER BY p.id) AS running
       FROM promotions.promotions p
       WHERE p.market_id = current_setting('app.market') AND p.removed_at IS NULL
         AND (p.vendor_id IS NULL OR p.vendor_id = ${asked.vendorId})
         AND CASE WHEN p.code IS NULL THEN NOT p.paused AND p.starts_at <= ${asked.at} AND (p.ends_at IS NULL OR p.ends_at > ${asked.at})
                  ELSE p.code = ANY(${asked.codes}::text[]) END) AS offers)`
}

export function shopperOf({ shopper, groupIds }: OffersRow, signedIn: boolean): Shopper {
  return {
    signedIn,
    orders: shopper?.orders ?? 0,
    lastOrderAt: shopper?.lastOrderAt ?? null,
    groupIds: groupIds ?? [],
  }
}

/** Uses of one order, all or none. */
export async function insertUses(
  tx: Tx,
  use: {
    readonly orderId: string
    readonly customerId: string
    readonly device: string | null
    readonly address: string | null
    readonly uses: readonly { readonly id: string; readonly amountMinor: number; readonly vendorMinor: number }[]
    readonly at: Date
  },
): Promise<void> {
  await onConstraint(
    sql`SELECT promotions.use(${use.orderId}, ${use.customerId}, ${use.device}, ${use.address},
      ${JSON.stringify(use.uses)}::jsonb, ${use.at})`.execute(tx),
    {
      promotions__most_uses: promotionExhausted,
      promotions__within_budget: promotionExhausted,
      uses__per_customer: promotionUsedBefore,
      uses__per_device: promotionUsedBefore,
      uses__per_address: promotionUsedBefore,
    },
  )
}

export async function releaseUses(tx: Tx, orderId: string, at: Date): Promise<void> {
  await sql`SELECT promotions.release(${orderId}, ${at})`.execute(tx)
}

interface PromotionRow {
  readonly promotion: Promotion
}

/** Of one vendor, or with null the platform's own, with what came of each; newest first. */
export async function selectPromotions(db: Db, vendorId: string | null): Promise<Promotion[]> {
  const { rows } = await sql<PromotionRow>`
    SELECT ${whole} AS promotion FROM promotions.promotions p ${results}
    WHERE p.market_id = current_setting('app.market') AND p.removed_at IS NULL AND p.vendor_id IS NOT DISTINCT FROM ${vendorId}::uuid
    ORDER BY p.id DESC LIMIT 500
  `.execute(db)

  return rows.map(({ promotion }) => promotion)
}

/** Every promotion of the market, the vendors' too, for administrators. */
export async function selectAllPromotions(db: Db): Promise<Promotion[]> {
  const { rows } = await sql<PromotionRow>`
    SELECT ${whole} AS promotion FROM promotions.promotions p ${results}
    WHERE p.market_id = current_setting('app.market') AND p.removed_at IS NULL ORDER BY p.id DESC LIMIT 500
  `.execute(db)

  return rows.map(({ promotion }) => promotion)
}

async function selectPromotion(db: Db, id: string): Promise<Promotion> {
  const { rows } = await sql<PromotionRow>`
    SELECT ${whole} AS promotion FROM promotions.promotions p ${results} WHERE p.id = ${id}
  `.execute(db)

  return (rows[0] as PromotionRow).promotion
}

const whole = sql`json_build_object(${fields}, 'vendorId', p.vendor_id, 'listed', p.listed, 'uses', came.uses,
  'spentMinor', came.spent, 'vendorSpentMinor', came.vendor_spent, 'salesMinor', came.sales)`
const results = sql`CROSS JOIN LATERAL (
  SELECT count(*) AS uses, coalesce(sum(u.amount_minor), 0) AS spent, coalesce(sum(u.vendor_minor), 0) AS vendor_spent,
    coalesce(sum((SELECT o.goods_minor FROM ordering.sales o WHERE o.order_id = u.order_id)), 0) AS sales
  FROM promotions.uses u WHERE u.promotion_id = p.id AND u.released_at IS NULL) AS came`

export interface ListedPromotion {
  readonly id: string
  readonly vendorId: string | null
  readonly name: LocalText
  readonly code: string | null
  readonly kind: PromotionDraft['kind']
  readonly terms: PromotionDraft['terms']
  readonly audience: PromotionDraft['audience']
  readonly minimumMinor: number
  readonly endsAt: Date | null
}

/** What the storefront tells of now: at one vendor, or everywhere. */
export async function selectListed(db: Db, vendorId: string | null, at: Date): Promise<readonly ListedPromotion[]> {
  const { rows } = await sql<ListedPromotion>`
    SELECT id, vendor_id AS "vendorId", name, code, kind, terms, audience, minimum_minor AS "minimumMinor", ends_at AS "endsAt"
    FROM promotions.promotions p
    WHERE p.market_id = current_setting('app.market') AND p.removed_at IS NULL AND p.listed AND NOT p.paused
      AND p.starts_at <= ${at} AND (p.ends_at IS NULL OR p.ends_at > ${at}) AND p.audience <> 'group'
      AND NOT coalesce(p.used >= p.most_uses, false) AND NOT coalesce(p.spent_minor >= p.budget_minor, false)
      ${vendorId === null ? sql`` : sql`AND (p.vendor_id IS NULL OR p.vendor_id = ${vendorId})`}
    ORDER BY p.id DESC LIMIT 50
  `.execute(db)

  return rows
}

/** Writes a new promotion, or all of an old one but its uses. */
export async function upsertPromotion(
  tx: Tx,
  { id, vendorId, draft }: { id: string; vendorId: string | null; draft: PromotionDraft },
): Promise<Promotion> {
  await onConstraint(
    sql`
      INSERT INTO promotions.promotions AS p (id, vendor_id, name, code, listed, kind, terms, product_ids, audience, lapsed_days, near_m,
        group_id, minimum_minor, stacks, vendor_share_bp, hours, starts_at, ends_at, paused, budget_minor, most_uses,
        per_customer, per_device, per_address)
      VALUES (${id}, ${vendorId}, ${JSON.stringify(draft.name)}::jsonb, ${draft.code?.toUpperCase() ?? null}, ${draft.listed},
        ${draft.kind}, ${JSON.stringify(draft.terms)}::jsonb, ${draft.productIds}::uuid[], ${draft.audience}, ${draft.lapsedDays},
        ${draft.nearM}, ${draft.groupId}, ${draft.minimumMinor}, ${draft.stacks}, ${draft.vendorShareBp},
        ${draft.hours && JSON.stringify(draft.hours)}::jsonb, ${draft.startsAt}, ${draft.endsAt}, ${draft.paused},
        ${draft.budgetMinor}, ${draft.mostUses}, ${draft.perCustomer}, ${draft.perDevice}, ${draft.perAddress})
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, code = excluded.code, listed = excluded.listed, kind = excluded.kind,
        terms = excluded.terms, product_ids = excluded.product_ids, audience = excluded.audience,
        lapsed_days = excluded.lapsed_days, near_m = excluded.near_m, group_id = excluded.group_id,
        minimum_minor = excluded.minimum_minor, stacks = excluded.stacks, vendor_share_bp = excluded.vendor_share_bp,
        hours = excluded.hours, starts_at = excluded.starts_at, ends_at = excluded.ends_at, paused = excluded.paused,
        budget_minor = excluded.budget_minor, most_uses = excluded.most_uses, per_customer = excluded.per_customer,
        per_device = excluded.per_device, per_address = excluded.per_address,
        -- Counted anew, because uses are not counted while there is no limit.
        used = (SELECT count(*) FROM promotions.uses u WHERE u.promotion_id = p.id AND u.released_at IS NULL),
        spent_minor = (SELECT coalesce(sum(u.amount_minor), 0) FROM promotions.uses u
                        WHERE u.promotion_id = p.id AND u.released_at IS NULL)
    `.execute(tx),
    {
      promotions__code_once: codeTaken,
      promotions__most_uses: limitBelowUse,
      promotions__within_budget: limitBelowUse,
    },
  )

  return selectPromotion(tx, id)
}

/** Whose a promotion is, held; undefined when none of these vendors, or with null the platform, has it. */
export async function lockPromotion(
  tx: Tx,
  id: string,
  vendorIds: readonly string[] | null,
): Promise<{ vendorId: string | null } | undefined> {
  const whose = vendorIds === null ? sql`vendor_id IS NULL` : sql`vendor_id = ANY(${vendorIds}::uuid[])`
  const { rows } = await sql<{ vendorId: string | null }>`
    SELECT vendor_id AS "vendorId" FROM promotions.promotions WHERE id = ${id} AND removed_at IS NULL AND ${whose} FOR NO KEY UPDATE
  `.execute(tx)

  return rows[0]
}

export async function markPromotionRemoved(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`UPDATE promotions.promotions SET removed_at = ${at} WHERE id = ${id}`.execute(tx)
}

// SQL that looks at the ledger as a whole: by provider, by kind of account, by age.
import { type Db, sql } from '@provender/platform/db'
import type { EscrowAge, TrialBalanceLine } from './prove-books.ts'
import type { ProviderMoneyFilter } from './provider-money.ts'

export async function selectProviderMoney(db: Db, filter: ProviderMoneyFilter) {
  const { provider } = filter
  const span =
    'names' in filter
      ? sql`t.market_id = current_setting('app.market') AND t.key = ANY (${[
          ...filter.names.map((name) => `capture:${provider}:${name}`),
          ...filter.names.map((name) => `refund_sent:${name}`),
        ]}::text[])`
      : sql`t.posted_at >= ${filter.from} AND t.posted_at < ${filter.until}`
  const { rows } = await sql<{ key: string; currency: string; amount_minor: number }>`
    SELECT t.key, t.currency, abs(e.amount_minor) AS amount_minor
    FROM ledger.accounts a
    JOIN ledger.entries e ON e.account_id = a.id
    JOIN ledger.transfers t ON t.id = e.transfer_id
    WHERE a.owner_kind = 'provider' AND a.kind = 'clearing' AND a.owner_name = ${provider}
      AND t.kind IN ('capture', 'top_up', 'refund_sent') AND ${span}
    ORDER BY t.id
  `.execute(db)
  return rows
}

export async function selectTrialBalance(db: Db): Promise<TrialBalanceLine[]> {
  const { rows } = await sql<TrialBalanceLine>`
    SELECT a.owner_kind AS "ownerKind", a.kind, a.currency, count(*)::int AS accounts,
      (sum(a.balance_minor) + coalesce(sum(d.waiting), 0))::bigint AS "balanceMinor"
    FROM ledger.accounts a
    LEFT JOIN (SELECT account_id, sum(amount_minor) AS waiting FROM ledger.hot_deltas GROUP BY account_id) d ON d.account_id = a.id
    WHERE a.market_id = current_setting('app.market')
    GROUP BY a.owner_kind, a.kind, a.currency ORDER BY a.currency, a.owner_kind, a.kind
  `.execute(db)
  return rows
}

export async function selectEscrowAges(db: Db, at: Date): Promise<EscrowAge[]> {
  const { rows } = await sql<EscrowAge>`
    SELECT days, currency, count(*)::int AS orders, sum(balance_minor)::bigint AS "amountMinor"
    FROM (
      SELECT a.currency, a.balance_minor, CASE
        WHEN a.created_at > ${at}::timestamptz - interval '1 day' THEN '0-1'
        WHEN a.created_at > ${at}::timestamptz - interval '3 days' THEN '1-3'
        WHEN a.created_at > ${at}::timestamptz - interval '7 days' THEN '3-7' ELSE '7+' END AS days
      FROM ledger.accounts a
      WHERE a.market_id = current_setting('app.market') AND a.kind = 'escrow' AND a.balance_minor <> 0
    ) escrow GROUP BY days, currency ORDER BY days, currency
  `.execute(db)
  return rows
}

/** Numbers are given out in blocks, so a transfer may be committed after one with a higher number. */
const lateTransfers = 2000

export async function selectRecentViolations(
  db: Db,
  after: number,
): Promise<{ lastTransfer: number; violations: string[] }> {
  const from = Math.max(0, after - lateTransfers)
  const { rows } = await sql<{ last: number; wrong: string[] | null }>`
    WITH recent AS MATERIALIZED (
      SELECT transfer_id, account_id, amount_minor, account_version FROM ledger.entries WHERE transfer_id > ${from}
    ), wrong AS (
      SELECT 'transfer ' || transfer_id || ' sums to ' || sum(amount_minor) AS what
      FROM recent GROUP BY transfer_id HAVING sum(amount_minor) <> 0
      UNION ALL
      SELECT 'account ' || a.id || ' has ' || a.balance_minor || ', its last entry says ' || last.balance_after_minor
      FROM (SELECT DISTINCT account_id FROM recent WHERE account_version IS NOT NULL) touched
      JOIN ledger.accounts a ON a.id = touched.account_id
      JOIN LATERAL (
        SELECT e.balance_after_minor, e.account_version FROM ledger.entries e
        WHERE e.account_id = a.id AND e.account_version IS NOT NULL ORDER BY e.account_version DESC LIMIT 1
      ) last ON true
      WHERE (last.balance_after_minor, last.account_version) <> (a.balance_minor, a.version)
    )
    SELECT coalesce((SELECT max(transfer_id) FROM recent), ${after}) AS last, (SELECT array_agg(what) FROM wrong) AS wrong
  `.execute(db)
  return { lastTransfer: rows[0]?.last ?? after, violations: rows[0]?.wrong ?? [] }
}

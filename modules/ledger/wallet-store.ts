// Every statement that moves or holds money between wallets after the order: transfers, tips, payouts, cash differences.
import { type Db, type Tx, sql } from '@provender/platform/db'
import type { AccountName } from './account.ts'
import { moreThanOwed } from './errors.ts'
import { type MovedRow, moveMoney } from './ledger-store.ts'

export function moveBetweenWallets(
  tx: Tx,
  move: { id: string; from: string; to: string; amountMinor: number; currency: string; actor: string },
): Promise<MovedRow> {
  return moveMoney(
    tx,
    sql`SELECT * FROM ledger.wallet_transfer(${move.id}, ${move.from}, ${move.to}, ${move.amountMinor}, ${move.currency}, ${move.actor})`,
  )
}

export async function updateWalletState(
  tx: Tx,
  wallet: { ownerKind: AccountName['ownerKind']; ownerId: string; currency: string; state: 'open' | 'frozen' },
): Promise<void> {
  await sql`
    SELECT ledger.set_wallet_state(${wallet.ownerKind}, ${wallet.ownerId}, ${wallet.currency}, ${wallet.state})
  `.execute(tx)
}

export function tip(
  tx: Tx,
  given: { tipId: string; orderId: string; amountMinor: number; actor: string },
): Promise<MovedRow> {
  return moveMoney(
    tx,
    sql`SELECT * FROM ledger.tip(${given.tipId}, ${given.orderId}, ${given.amountMinor}, ${given.actor})`,
  )
}

export function reservePayout(
  tx: Tx,
  payout: {
    payoutId: string
    ownerKind: string
    ownerId: string
    amountMinor: number
    currency: string
    actor: string
  },
): Promise<MovedRow> {
  return moveMoney(
    tx,
    sql`
      SELECT * FROM ledger.reserve_payout(${payout.payoutId}, ${payout.ownerKind}, ${payout.ownerId},
        ${payout.amountMinor}, ${payout.currency}, ${payout.actor})
    `,
  )
}

export function endPayout(
  tx: Tx,
  end: { payoutId: string; sent: boolean; provider: string | null; feeMinor: number; actor: string },
): Promise<MovedRow> {
  return moveMoney(
    tx,
    sql`SELECT * FROM ledger.end_payout(${end.payoutId}, ${end.sent}, ${end.provider}, ${end.feeMinor}, ${end.actor})`,
  )
}

export function bookDifference(
  tx: Tx,
  difference: { id: string; riderId: string; amountMinor: number; currency: string; byRider: boolean; actor: string },
): Promise<MovedRow> {
  return moveMoney(
    tx,
    sql`
      SELECT * FROM ledger.book_cash_difference(${difference.id}, ${difference.riderId}, ${difference.amountMinor},
        ${difference.currency}, ${difference.byRider}, ${difference.actor})
    `,
    { accounts__ceiling: moreThanOwed },
  )
}

export interface StandingRow {
  readonly kind: 'wallet' | 'cash_in_hand' | 'receivable'
  readonly currency: string
  readonly balance_minor: number
  readonly state: 'open' | 'frozen'
}

/** Everything a person has and owes, in every currency. */
export async function selectStanding(
  db: Db,
  { ownerKind, ownerId }: Pick<AccountName, 'ownerKind' | 'ownerId'>,
): Promise<StandingRow[]> {
  const { rows } = await sql<StandingRow>`
    SELECT kind, currency, balance_minor, state FROM ledger.accounts
    WHERE market_id = current_setting('app.market') AND owner_id = ${ownerId} AND owner_kind = ${ownerKind}
      AND kind IN ('wallet', 'cash_in_hand', 'receivable')
    ORDER BY currency, kind
  `.execute(db)

  return rows
}

/** The platform's own accounts of this market, exact. */
export async function selectPlatformAccounts(
  db: Db,
): Promise<{ kind: string; currency: string; balanceMinor: number }[]> {
  const { rows } = await sql<{ kind: string; currency: string; balanceMinor: number }>`
    SELECT kind, currency, ledger.balance_of(id) AS "balanceMinor" FROM ledger.accounts
    WHERE market_id = current_setting('app.market') AND owner_id = '00000000-0000-0000-0000-000000000000' AND owner_kind = 'platform'
    ORDER BY currency, kind
  `.execute(db)

  return rows
}

export interface EarningsRow {
  readonly period: string
  readonly orders: number
  readonly ordersMinor: number
  readonly commissionMinor: number
  readonly tipsMinor: number
  readonly refundsMinor: number
  readonly totalMinor: number
}

/** From the entries of the owner's wallet and debts; payouts and cash handed in are no earnings. */
export async function selectEarnings(
  db: Db,
  asked: {
    ownerKind: string
    ownerId: string
    currency: string
    timeZone: string
    by: string
    periods: number
    at: Date
  },
): Promise<EarningsRow[]> {
  const { rows } = await sql<EarningsRow>`
    WITH moved AS (
      SELECT t.id, t.kind, t.order_id, t.posted_at, sum(e.amount_minor)::bigint AS amount_minor
      FROM ledger.accounts a
      JOIN ledger.entries e ON e.account_id = a.id AND e.account_version IS NOT NULL
      JOIN ledger.transfers t ON t.id = e.transfer_id
      WHERE a.market_id = current_setting('app.market') AND a.owner_id = ${asked.ownerId} AND a.currency = ${asked.currency}
        AND a.owner_kind = ${asked.ownerKind} AND a.kind IN ('wallet', 'receivable')
        AND t.kind IN ('settlement', 'cash_settlement', 'tip', 'refund')
        AND t.posted_at >= (date_trunc(${asked.by}, ${asked.at}::timestamptz AT TIME ZONE ${asked.timeZone})
                            - (${asked.periods - 1}::int * ('1 ' || ${asked.by})::interval)) AT TIME ZONE ${asked.timeZone}
      GROUP BY t.id
    )
    SELECT to_char(date_trunc(${asked.by}, m.posted_at AT TIME ZONE ${asked.timeZone}), 'YYYY-MM-DD') AS period,
      count(*) FILTER (WHERE m.kind IN ('settlement', 'cash_settlement')) AS orders,
      coalesce(sum(m.amount_minor) FILTER (WHERE m.kind IN ('settlement', 'cash_settlement')), 0)::bigint AS "ordersMinor",
      CASE WHEN ${asked.ownerKind} = 'vendor'
           THEN coalesce(sum(o.commission_minor) FILTER (WHERE m.kind IN ('settlement', 'cash_settlement')), 0)::bigint
           ELSE 0 END AS "commissionMinor",
      coalesce(sum(m.amount_minor) FILTER (WHERE m.kind = 'tip'), 0)::bigint AS "tipsMinor",
      coalesce(sum(m.amount_minor) FILTER (WHERE m.kind = 'refund'), 0)::bigint AS "refundsMinor",
      sum(m.amount_minor)::bigint AS "totalMinor"
    FROM moved m LEFT JOIN ledger.order_funds o ON o.order_id = m.order_id
    GROUP BY 1 ORDER BY 1
  `.execute(db)

  return rows
}

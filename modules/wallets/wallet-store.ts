// Every SQL statement about tiers, transfers between customers, and cash that was handed in.
import { type Db, type Tx, sql } from '@provender/platform/db'
import type { Room, Tier } from './wallet.ts'

/** Made on first use and held until the transaction ends: the first lock of whatever a customer gives away. */
export async function lockProfile(tx: Tx, accountId: string): Promise<Tier> {
  await sql`INSERT INTO wallets.profiles (account_id) VALUES (${accountId}) ON CONFLICT DO NOTHING`.execute(tx)
  const { rows } = await sql<{ tier: Tier }>`
    SELECT tier FROM wallets.profiles
    WHERE market_id = current_setting('app.market') AND account_id = ${accountId} FOR NO KEY UPDATE
  `.execute(tx)

  return rows[0]?.tier ?? 'basic'
}

export async function selectTier(db: Db, accountId: string): Promise<Tier> {
  const { rows } = await sql<{ tier: Tier }>`
    SELECT tier FROM wallets.profiles WHERE market_id = current_setting('app.market') AND account_id = ${accountId}
  `.execute(db)

  return rows[0]?.tier ?? 'basic'
}

export async function updateTier(
  tx: Tx,
  accountId: string,
  { tier, by, at }: { tier: Tier; by: string; at: Date },
): Promise<void> {
  await sql`
    INSERT INTO wallets.profiles (account_id, tier, changed_by, changed_at) VALUES (${accountId}, ${tier}, ${by}, ${at})
    ON CONFLICT ON CONSTRAINT profiles__pkey DO UPDATE SET tier = ${tier}, changed_by = ${by}, changed_at = ${at}
  `.execute(tx)
}

/** What somebody has given away in the last day and the last thirty. */
export async function sumGiven(db: Db, accountId: string, at: Date): Promise<Room> {
  const { rows } = await sql<Room>`
    SELECT coalesce(sum(amount_minor) FILTER (WHERE made_at > ${at}::timestamptz - interval '1 day'), 0)::bigint AS "dayMinor",
      coalesce(sum(amount_minor), 0)::bigint AS "monthMinor"
    FROM wallets.transfers
    WHERE market_id = current_setting('app.market') AND from_account = ${accountId}
      AND made_at > ${at}::timestamptz - interval '30 days'
  `.execute(db)

  return rows[0] ?? { dayMinor: 0, monthMinor: 0 }
}

export async function insertTransfer(
  tx: Tx,
  row: { id: string; from: string; to: string; amountMinor: number; currency: string; note: string; at: Date },
): Promise<void> {
  await sql`
    INSERT INTO wallets.transfers (id, from_account, to_account, amount_minor, currency, note, made_at)
    VALUES (${row.id}, ${row.from}, ${row.to}, ${row.amountMinor}, ${row.currency}, ${row.note}, ${row.at})
  `.execute(tx)
}

/** The next number of a series, without gaps: whoever comes at the same moment waits until this one is written down. */
export async function nextNumber(tx: Tx, series: string): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    INSERT INTO wallets.counters (series, last) VALUES (${series}, 1)
    ON CONFLICT ON CONSTRAINT counters__pkey DO UPDATE SET last = counters.last + 1 RETURNING last
  `.execute(tx)

  return rows[0]?.last ?? 1
}

export interface DepositRow {
  readonly id: string
  readonly receipt: number
  readonly riderId: string
  readonly declaredMinor: number
  readonly countedMinor: number
  readonly currency: string
  readonly borneBy: 'rider' | 'platform' | null
  readonly note: string
  readonly takenBy: string
  readonly takenAt: Date
}

export async function insertDeposit(tx: Tx, row: DepositRow): Promise<void> {
  await sql`
    INSERT INTO wallets.deposits (id, receipt, rider_id, declared_minor, counted_minor, currency, borne_by, note, taken_by, taken_at)
    VALUES (${row.id}, ${row.receipt}, ${row.riderId}, ${row.declaredMinor}, ${row.countedMinor}, ${row.currency},
      ${row.borneBy}, ${row.note}, ${row.takenBy}, ${row.takenAt})
  `.execute(tx)
}

/** Newest first, of one rider or of the market. */
export async function selectDeposits(
  db: Db,
  { riderId, limit }: { riderId?: string; limit: number },
): Promise<DepositRow[]> {
  const whose = riderId === undefined ? sql`` : sql`AND rider_id = ${riderId}`
  const { rows } = await sql<DepositRow>`
    SELECT id, receipt, rider_id AS "riderId", declared_minor AS "declaredMinor", counted_minor AS "countedMinor", currency,
      borne_by AS "borneBy", note, taken_by AS "takenBy", taken_at AS "takenAt"
    FROM wallets.deposits WHERE market_id = current_setting('app.market') ${whose} ORDER BY id DESC LIMIT ${limit}
  `.execute(db)

  return rows
}

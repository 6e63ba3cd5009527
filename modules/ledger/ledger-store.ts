// Every statement about ledger accounts, transfers, entries and order funds. Writing is calling a flow: the
// application's role cannot touch a ledger table itself (db/migrations/0007-ledger-flows.sql says what each flow does).
import { type Db, type Tx, markAnnounced, sql } from '@provender/platform/db'
import { type ErrorDefinition, onConstraint } from '@provender/platform/errors'
import type { Account, AccountName } from './account.ts'
import {
  cashLimitReached,
  fundsDiffer,
  fundsMovedOn,
  fundsUnknown,
  insufficientFunds,
  moreThanOwed,
  moreThanRefundable,
  nothingToMove,
  riderMissing,
  transferDiffers,
  walletFrozen,
} from './errors.ts'
import type { FundsState, FundsTerms, OrderFunds } from './order-funds.ts'
import type { Entry, StatementLine, TransferKind } from './transfer.ts'

/** What the constraints and refusals of the flows mean. */
const meanings: Record<string, ErrorDefinition> = {
  accounts__sufficient_funds: insufficientFunds,
  accounts__cash_limit: cashLimitReached,
  accounts__open: walletFrozen,
  order_funds__known: fundsUnknown,
  order_funds__state: fundsMovedOn,
  order_funds__same_terms: fundsDiffer,
  order_funds__parts_not_negative: fundsDiffer,
  order_funds__not_overpaid: moreThanOwed,
  order_funds__only_less: fundsDiffer,
  order_funds__rider_known: riderMissing,
  transfers__same_key_same_legs: transferDiffers,
  transfers__amount_positive: nothingToMove,
  order_refunds__within_the_order: moreThanRefundable,
  order_refunds__within_the_capture: moreThanRefundable,
}

export interface MovedRow {
  /** Null when there was nothing to move. */
  readonly transfer_id: number | null
  /** True when an earlier call did it: nothing moved now. */
  readonly replayed: boolean
}

/** Runs a flow, says its refusals in our words, and marks the transaction as one that announced something. */
export async function moveMoney<Row extends MovedRow>(
  tx: Tx,
  flow: ReturnType<typeof sql<Row>>,
  more: Record<string, ErrorDefinition> = {},
): Promise<Row> {
  const { rows } = await onConstraint(flow.execute(tx), { ...meanings, ...more })
  const [moved] = rows as [Row]
  if (!moved.replayed && moved.transfer_id !== null) markAnnounced(tx)

  return moved
}

/** Opens an order's funds and pays `fromWalletMinor` of them, null for all, from the customer's wallet. */
export function openFunds(
  tx: Tx,
  terms: FundsTerms & { payment: 'prepaid' | 'cash'; fromWalletMinor: number | null; actor: string },
): Promise<MovedRow & { state: FundsState }> {
  return moveMoney(
    tx,
    sql`
      SELECT * FROM ledger.open_and_pay(${terms.orderId}, ${terms.customerId}, ${terms.vendorId}, ${terms.goodsMinor},
        ${terms.deliveryMinor}, ${terms.feesMinor}, ${terms.taxMinor}, ${terms.discountMinor}, ${terms.commissionBp},
        ${terms.currency}, ${terms.payment}, ${terms.fromWalletMinor}, ${terms.actor})
    `,
  )
}

export function payFunds(
  tx: Tx,
  payment: { orderId: string; amountMinor: number; key: string; actor: string },
): Promise<MovedRow & { state: FundsState }> {
  return moveMoney(
    tx,
    sql`SELECT * FROM ledger.pay_from_wallet(${payment.orderId}, ${payment.amountMinor}, ${payment.key}, ${payment.actor})`,
  )
}

/** A movement that a provider has told of. */
export interface ProviderMoney {
  readonly provider: string
  /** The provider's own id of it: what makes it happen once. */
  readonly providerTransaction: string
  readonly amountMinor: number
  readonly currency: string
}

export interface CaptureRow extends MovedRow {
  readonly to_order_minor: number
  readonly to_wallet_minor: number
  readonly to_suspense_minor: number
  readonly state: FundsState | null
}

export function capture(tx: Tx, money: ProviderMoney & { orderId: string | null; actor: string }): Promise<CaptureRow> {
  return moveMoney(
    tx,
    sql`
      SELECT * FROM ledger.capture(${money.orderId}, ${money.provider}, ${money.providerTransaction}, ${money.amountMinor},
        ${money.currency}, ${money.actor})
    `,
  )
}

export function topUp(
  tx: Tx,
  money: ProviderMoney & Pick<AccountName, 'ownerKind' | 'ownerId' | 'kind'> & { actor: string },
): Promise<MovedRow & { balance_minor: number }> {
  return moveMoney(
    tx,
    sql`
      SELECT * FROM ledger.top_up(${money.ownerKind}, ${money.ownerId}, ${money.kind}, ${money.provider},
        ${money.providerTransaction}, ${money.amountMinor}, ${money.currency}, ${money.actor})
    `,
  )
}

export async function putRider(
  tx: Tx,
  { orderId, riderId, cashLimitMinor }: { orderId: string; riderId: string; cashLimitMinor: number },
): Promise<void> {
  await onConstraint(sql`SELECT ledger.assign_rider(${orderId}, ${riderId}, ${cashLimitMinor})`.execute(tx), meanings)
}

export interface SettledRow extends MovedRow {
  readonly vendor_minor: number
  readonly rider_minor: number
  readonly platform_minor: number
}

/** Escrow holds a paid order's total exactly, so only a rider's cash in hand can fall short here. */
export function settle(tx: Tx, { orderId, actor }: { orderId: string; actor: string }): Promise<SettledRow> {
  return moveMoney(tx, sql`SELECT * FROM ledger.settle(${orderId}, ${actor})`, {
    accounts__sufficient_funds: cashLimitReached,
  })
}

export function cancel(
  tx: Tx,
  { orderId, actor }: { orderId: string; actor: string },
): Promise<MovedRow & { returned_minor: number }> {
  return moveMoney(tx, sql`SELECT * FROM ledger.cancel(${orderId}, ${actor})`)
}

export interface ReducedTerms {
  readonly orderId: string
  /** Of what was reduced; the same key is the same reduction. */
  readonly key: string
  readonly goodsMinor: number
  /** On top of the prices. */
  readonly taxMinor: number
  /** What the platform gives. */
  readonly discountMinor: number
}

export function reduce(
  tx: Tx,
  terms: ReducedTerms & { actor: string },
): Promise<MovedRow & { returned_minor: number }> {
  return moveMoney(
    tx,
    sql`
      SELECT * FROM ledger.reduce(${terms.orderId}, ${terms.key}, ${terms.goodsMinor}, ${terms.taxMinor},
        ${terms.discountMinor}, ${terms.actor})
    `,
  )
}

/** Folds what waits for this market's hot accounts; answers how many deltas. */
export async function rollUp(tx: Tx, most: number): Promise<number> {
  const { rows } = await sql<{ folded: number }>`SELECT ledger.roll_up(${most}) AS folded`.execute(tx)
  return rows[0]?.folded ?? 0
}

/** The exact balance; zero for an account that nobody has used yet. */
export async function selectBalance(db: Db, { ownerKind, ownerId, kind, currency }: AccountName): Promise<number> {
  const { rows } = await sql<{ balance_minor: number }>`
    SELECT balance_minor FROM ledger.accounts
    WHERE owner_id = ${ownerId} AND owner_kind = ${ownerKind} AND kind = ${kind} AND currency = ${currency}
  `.execute(db)

  return rows[0]?.balance_minor ?? 0
}

/** Entries of one account, newest first, those numbered below `after`. */
export async function selectStatement(
  db: Db,
  { account, after, limit }: { account: AccountName; after?: number; limit: number },
): Promise<StatementLine[]> {
  const { rows } = await sql<{
    account_version: number
    transfer_id: number
    kind: TransferKind
    order_id: string | null
    amount_minor: number
    balance_after_minor: number
    posted_at: Date
  }>`
    SELECT e.account_version, t.id AS transfer_id, t.kind, t.order_id, e.amount_minor, e.balance_after_minor, t.posted_at
    FROM ledger.entries e JOIN ledger.transfers t ON t.id = e.transfer_id
    WHERE e.account_version < coalesce(${after ?? null}::bigint, 9223372036854775807) AND e.account_id = (
      SELECT id FROM ledger.accounts
      WHERE owner_id = ${account.ownerId} AND owner_kind = ${account.ownerKind} AND kind = ${account.kind} AND currency = ${account.currency}
    )
    ORDER BY e.account_version DESC LIMIT ${limit}
  `.execute(db)

  return rows.map((row) => ({
    number: row.account_version,
    transferId: row.transfer_id,
    kind: row.kind,
    orderId: row.order_id,
    amountMinor: row.amount_minor,
    balanceAfterMinor: row.balance_after_minor,
    at: row.posted_at.toISOString(),
  }))
}

export async function selectFunds(db: Db, orderId: string): Promise<OrderFunds | undefined> {
  const { rows } = await sql<OrderFunds>`
    SELECT order_id AS "orderId", state, payment, currency, goods_minor AS "goodsMinor", delivery_minor AS "deliveryMinor",
      fees_minor AS "feesMinor", tax_minor AS "taxMinor", discount_minor AS "discountMinor",
      commission_minor AS "commissionMinor", total_minor AS "totalMinor", captured_minor AS "capturedMinor",
      refunded_minor + (SELECT coalesce(sum(r.amount_minor), 0)::bigint FROM ledger.order_refunds r WHERE r.order_id = o.order_id) AS "refundedMinor"
    FROM ledger.order_funds o WHERE order_id = ${orderId}
  `.execute(db)

  return rows[0]
}

/** Every entry of an order's transfers, in the order they were posted, and the accounts they touched. */
export async function selectOrderEntries(db: Db, orderId: string): Promise<{ accounts: Account[]; entries: Entry[] }> {
  const { rows } = await sql<{
    transfer_id: number
    transfer_kind: TransferKind
    actor: string
    posted_at: Date
    amount_minor: number
    balance_after_minor: number | null
    account_id: number
    owner_kind: Account['ownerKind']
    owner_id: string
    owner_name: string | null
    account_kind: Account['kind']
    currency: string
    balance_minor: number
  }>`
    SELECT t.id AS transfer_id, t.kind AS transfer_kind, t.actor, t.posted_at, e.amount_minor, e.balance_after_minor,
      a.id AS account_id, a.owner_kind, a.owner_id, a.owner_name, a.kind AS account_kind, a.currency,
      ledger.balance_of(a.id) AS balance_minor
    FROM ledger.transfers t
    JOIN ledger.entries e ON e.transfer_id = t.id
    JOIN ledger.accounts a ON a.id = e.account_id
    WHERE t.order_id = ${orderId}
    ORDER BY t.posted_at, t.id, e.position
  `.execute(db)
  const accounts = new Map(
    rows.map((row) => [
      row.account_id,
      {
        id: row.account_id,
        ownerKind: row.owner_kind,
        ownerId: row.owner_id,
        ownerName: row.owner_name,
        kind: row.account_kind,
        currency: row.currency,
        balanceMinor: row.balance_minor,
      },
    ]),
  )

  return {
    accounts: [...accounts.values()],
    entries: rows.map((row) => ({
      transferId: row.transfer_id,
      kind: row.transfer_kind,
      accountId: row.account_id,
      amountMinor: row.amount_minor,
      balanceAfterMinor: row.balance_after_minor,
      actor: row.actor,
      at: row.posted_at.toISOString(),
    })),
  }
}

export interface ViolationRow {
  readonly market_id: string
  readonly invariant: string
  readonly subject: string
  readonly detail: string
}

export async function selectViolations(db: Db): Promise<ViolationRow[]> {
  const { rows } = await sql<ViolationRow>`
    SELECT market_id, invariant, subject, detail FROM ledger.violations ORDER BY market_id, invariant, subject LIMIT 1000
  `.execute(db)

  return rows
}

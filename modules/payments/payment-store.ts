// Every SQL statement about payments and what gateways told us.
import { type Db, type Tx, sql } from '@provender/platform/db'
import { onConstraint } from '@provender/platform/errors'
import { beingChecked } from './errors.ts'
import type { GatewayMethod, Payment, PaymentState } from './payment.ts'

export interface PaymentRow {
  readonly id: string
  readonly purpose: 'order' | 'top_up'
  readonly order_id: string | null
  readonly account_id: string
  readonly method: GatewayMethod
  readonly gateway: string
  readonly amount_minor: number
  readonly currency: string
  readonly state: PaymentState
  readonly gateway_transaction: string | null
  readonly action_url: string | null
  readonly failure: string | null
  readonly polls: number
  readonly created_at: Date
  readonly description: string
  readonly return_path: string
  readonly phone: string | null
  readonly dial: string | null
}

const columns = sql`id, purpose, order_id, account_id, method, gateway, amount_minor, currency, state, gateway_transaction,
  action_url, failure, polls, created_at, description, return_path, phone, dial`

export type NewPayment = Pick<
  PaymentRow,
  | 'id'
  | 'purpose'
  | 'order_id'
  | 'account_id'
  | 'method'
  | 'gateway'
  | 'amount_minor'
  | 'currency'
  | 'description'
  | 'return_path'
  | 'phone'
> & { readonly request_key: string | null; readonly poll_at: Date; readonly calling_until: Date }

/**
 * Refuses a second attempt at an order while one is open: the unique index decides. Answers nothing when the payer has
 * used the key before; somebody who uses it at this moment is waited for.
 */
export async function insertPayment(tx: Tx, row: NewPayment): Promise<PaymentRow | undefined> {
  const inserted = sql<PaymentRow>`
    INSERT INTO payments.payments (id, purpose, order_id, account_id, method, gateway, amount_minor, currency,
      description, return_path, phone, request_key, poll_at, calling_until)
    VALUES (${row.id}, ${row.purpose}, ${row.order_id}, ${row.account_id}, ${row.method}, ${row.gateway},
      ${row.amount_minor}, ${row.currency}, ${row.description}, ${row.return_path}, ${row.phone}, ${row.request_key},
      ${row.poll_at}, ${row.calling_until})
    ON CONFLICT (account_id, request_key) WHERE request_key IS NOT NULL DO NOTHING
    RETURNING ${columns}
  `.execute(tx)
  const { rows } = await onConstraint(inserted, { payments__one_attempt_at_a_time: beingChecked })

  return rows[0]
}

export async function selectPaymentByKey(
  db: Db,
  { accountId, key }: { accountId: string; key: string },
): Promise<PaymentRow | undefined> {
  const { rows } = await sql<PaymentRow>`
    SELECT ${columns} FROM payments.payments WHERE account_id = ${accountId} AND request_key = ${key}
  `.execute(db)
  return rows[0]
}

/** Takes it on to call the gateway about a payment it seems not to have heard of; nothing while somebody else calls. */
export async function claimCall(tx: Tx, id: string, { at, until }: { at: Date; until: Date }): Promise<boolean> {
  const result = await sql`
    UPDATE payments.payments SET calling_until = ${until}
    WHERE id = ${id} AND state IN ('created', 'unknown') AND gateway_transaction IS NULL
      AND coalesce(calling_until, created_at) <= ${at}
  `.execute(tx)
  return result.numAffectedRows === 1n
}

export async function selectPayment(db: Db, id: string): Promise<PaymentRow | undefined> {
  const { rows } = await sql<PaymentRow>`SELECT ${columns} FROM payments.payments WHERE id = ${id}`.execute(db)
  return rows[0]
}

export async function lockPayment(tx: Tx, id: string): Promise<PaymentRow | undefined> {
  const { rows } = await sql<PaymentRow>`
    SELECT ${columns} FROM payments.payments WHERE id = ${id} FOR NO KEY UPDATE
  `.execute(tx)
  return rows[0]
}

/** The attempt of an order that has succeeded, or else the open one. */
export async function selectLiveAttempt(db: Db, orderId: string): Promise<PaymentRow | undefined> {
  const { rows } = await sql<PaymentRow>`
    SELECT ${columns} FROM payments.payments WHERE order_id = ${orderId} AND state <> 'failed'
    ORDER BY state <> 'succeeded', id LIMIT 1
  `.execute(db)
  return rows[0]
}

export async function updatePayment(
  tx: Tx,
  id: string,
  change: {
    state: PaymentState
    transaction: string | undefined
    actionUrl: string | undefined
    failure: string | undefined
    dial?: string | undefined
  },
): Promise<PaymentRow> {
  const { rows } = await sql<PaymentRow>`
    UPDATE payments.payments SET state = ${change.state}, failure = ${change.failure ?? null},
      gateway_transaction = coalesce(${change.transaction ?? null}, gateway_transaction),
      action_url = coalesce(${change.actionUrl ?? null}, action_url), dial = coalesce(${change.dial ?? null}, dial), updated_at = now()
    WHERE id = ${id} RETURNING ${columns}
  `.execute(tx)
  return rows[0] as PaymentRow
}

/** Takes the payments whose turn it is to be asked about, and sets their next turn before anybody asks. */
export async function claimDuePayments(tx: Tx, at: Date, most: number): Promise<PaymentRow[]> {
  const { rows } = await sql<PaymentRow>`
    SELECT ${columns} FROM payments.payments
    WHERE market_id = current_setting('app.market') AND state NOT IN ('succeeded', 'failed') AND poll_at <= ${at}
      AND created_at > ${at}::timestamptz - interval '7 days'
    ORDER BY poll_at LIMIT ${most} FOR UPDATE SKIP LOCKED
  `.execute(tx)
  return rows
}

export async function updatePollAt(tx: Tx, id: string, pollAt: Date): Promise<void> {
  await sql`UPDATE payments.payments SET poll_at = ${pollAt}, polls = polls + 1 WHERE id = ${id}`.execute(tx)
}

/** Hands a payment on whose gateway was not reached; nothing if it has got further in the meantime. */
export async function moveToGateway(
  tx: Tx,
  payment: PaymentRow,
  { to, callingUntil }: { to: string; callingUntil: Date },
): Promise<PaymentRow | undefined> {
  const { rows } = await sql<PaymentRow>`
    UPDATE payments.payments SET gateway = ${to}, calling_until = ${callingUntil}, updated_at = now()
    WHERE id = ${payment.id} AND gateway = ${payment.gateway} AND state = 'created' AND gateway_transaction IS NULL
    RETURNING ${columns}
  `.execute(tx)
  return rows[0]
}

export async function selectPaymentByTransaction(
  db: Db,
  { gateway, transaction }: { gateway: string; transaction: string },
): Promise<PaymentRow | undefined> {
  const { rows } = await sql<PaymentRow>`
    SELECT ${columns} FROM payments.payments
    WHERE market_id = current_setting('app.market') AND gateway = ${gateway} AND gateway_transaction = ${transaction}
    ORDER BY state <> 'succeeded' LIMIT 1
  `.execute(db)
  return rows[0]
}

/** Answers whether it was news: an event that was heard before is only counted. */
export async function insertWebhook(
  tx: Tx,
  heard: {
    gateway: string
    eventId: string
    reference: string | undefined
    transaction: string | undefined
    paymentId: string | undefined
    sha256: Buffer
  },
): Promise<boolean> {
  const { rows } = await sql<{ tellings: number }>`
    INSERT INTO payments.webhook_inbox AS known (gateway, event_id, reference, gateway_transaction, payment_id, body_sha256)
    VALUES (${heard.gateway}, ${heard.eventId}, ${heard.reference ?? null}, ${heard.transaction ?? null},
      ${heard.paymentId ?? null}, ${heard.sha256})
    ON CONFLICT ON CONSTRAINT webhook_inbox__once DO UPDATE SET tellings = known.tellings + 1, last_told_at = now()
    RETURNING tellings
  `.execute(tx)
  return rows[0]?.tellings === 1
}

export function paymentOf(row: PaymentRow): Payment {
  return {
    id: row.id,
    purpose: row.purpose,
    orderId: row.order_id,
    method: row.method,
    gateway: row.gateway,
    amountMinor: row.amount_minor,
    currency: row.currency,
    state: row.state,
    actionUrl: row.state === 'action_needed' ? row.action_url : null,
    dial: row.state === 'pending' ? row.dial : null,
    failure: row.failure,
    createdAt: row.created_at.toISOString(),
  }
}

/** Those that a gateway had heard of; one that nobody could be asked about is not the payer's doing. */
export async function countFailedAttempts(db: Db, orderId: string): Promise<number> {
  const { rows } = await sql<{ failed: number }>`
    SELECT count(*) AS failed FROM payments.payments
    WHERE order_id = ${orderId} AND state = 'failed' AND gateway_transaction IS NOT NULL
  `.execute(db)
  return rows[0]?.failed ?? 0
}

/** Newest first. */
export async function selectPayments(
  db: Db,
  filter: {
    state?: PaymentState
    open?: boolean
    gateway?: string
    orderId?: string
    after?: string
    limit: number
  },
): Promise<PaymentRow[]> {
  const { state = null, open = null, gateway = null, orderId = null, after = null } = filter
  const { rows } = await sql<PaymentRow>`
    SELECT ${columns} FROM payments.payments
    WHERE market_id = current_setting('app.market')
      AND (${state}::text IS NULL OR state::text = ${state})
      AND (${open}::boolean IS NULL OR (state NOT IN ('succeeded', 'failed')) = ${open})
      AND (${gateway}::text IS NULL OR gateway = ${gateway})
      AND (${orderId}::uuid IS NULL OR order_id = ${orderId})
      AND (${after}::uuid IS NULL OR (created_at, id) < (SELECT created_at, id FROM payments.payments WHERE id = ${after}))
    ORDER BY created_at DESC, id DESC LIMIT ${filter.limit}
  `.execute(db)
  return rows
}

export async function selectCalls(db: Db, paymentId: string) {
  const { rows } = await sql<{
    gateway: string
    call: 'start' | 'status'
    answer: string
    detail: string | null
    took_ms: number
    called_at: Date
  }>`
    SELECT gateway, call, answer, detail, took_ms, called_at FROM payments.gateway_calls
    WHERE payment_id = ${paymentId} ORDER BY called_at DESC LIMIT 100
  `.execute(db)
  return rows
}

export async function selectWebhooks(db: Db, paymentId: string) {
  const { rows } = await sql<{
    gateway: string
    event_id: string
    tellings: number
    received_at: Date
    last_told_at: Date
  }>`
    SELECT gateway, event_id, tellings, received_at, last_told_at FROM payments.webhook_inbox
    WHERE payment_id = ${paymentId} ORDER BY received_at DESC LIMIT 100
  `.execute(db)
  return rows
}

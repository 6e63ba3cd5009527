// Every SQL statement about the sandbox's charges: the provider's own book.
import { type Db, type Tx, sql } from '@provender/platform/db'

export type ChargeState = 'waiting' | 'challenged' | 'succeeded' | 'failed'
export type WebhookScript = 'once' | 'lost' | 'twice' | 'late'

export interface ChargeRow {
  readonly id: string
  readonly reference: string
  readonly method: 'card' | 'mobile_money'
  readonly amount_minor: number
  readonly currency: string
  readonly description: string
  readonly return_url: string
  readonly webhook_url: string
  readonly phone: string | null
  readonly state: ChargeState
  readonly failure: string | null
  readonly webhooks: WebhookScript
  /** The merchant wants the bank to ask its holder. */
  readonly challenge: boolean
}

const columns = sql`id, reference, method, amount_minor, currency, description, return_url, webhook_url, phone, state, failure, webhooks, challenge`

/** The same reference again is the same charge. */
export async function insertCharge(tx: Tx, row: Omit<ChargeRow, 'state' | 'failure' | 'webhooks'>): Promise<ChargeRow> {
  await sql`
    INSERT INTO sandbox.charges (id, reference, method, amount_minor, currency, description, return_url, webhook_url, phone, challenge)
    VALUES (${row.id}, ${row.reference}, ${row.method}, ${row.amount_minor}, ${row.currency}, ${row.description},
      ${row.return_url}, ${row.webhook_url}, ${row.phone}, ${row.challenge})
    ON CONFLICT ON CONSTRAINT charges__reference_once DO NOTHING
  `.execute(tx)

  return (await selectByReference(tx, row.reference)) as ChargeRow
}

export async function selectByReference(db: Db, reference: string): Promise<ChargeRow | undefined> {
  const { rows } = await sql<ChargeRow>`SELECT ${columns} FROM sandbox.charges WHERE reference = ${reference}`.execute(
    db,
  )
  return rows[0]
}

export async function selectCharge(db: Db, id: string): Promise<ChargeRow | undefined> {
  const { rows } = await sql<ChargeRow>`SELECT ${columns} FROM sandbox.charges WHERE id::text = ${id}`.execute(db)
  return rows[0]
}

/** Decides a charge that is not decided yet; answers undefined when it was. */
export async function updateState(
  tx: Tx,
  id: string,
  state: ChargeState,
  failure: string | undefined,
): Promise<ChargeRow | undefined> {
  const { rows } = await sql<ChargeRow>`
    UPDATE sandbox.charges SET state = ${state}, failure = ${failure ?? null},
      decided_at = CASE WHEN ${state} IN ('succeeded', 'failed') THEN now() END
    WHERE id::text = ${id} AND state IN ('waiting', 'challenged') RETURNING ${columns}
  `.execute(tx)
  return rows[0]
}

export async function updateWebhooks(tx: Tx, reference: string, webhooks: WebhookScript): Promise<boolean> {
  const result = await sql`UPDATE sandbox.charges SET webhooks = ${webhooks} WHERE reference = ${reference}`.execute(tx)
  return result.numAffectedRows === 1n
}

/** What the provider itself says it has collected for this merchant: the oracle that our ledger is compared with. */
export async function selectBook(
  db: Db,
): Promise<{ id: string; reference: string; amount_minor: number; currency: string }[]> {
  const { rows } = await sql<{ id: string; reference: string; amount_minor: number; currency: string }>`
    SELECT id, reference, amount_minor, currency FROM sandbox.charges
    WHERE market_id = current_setting('app.market') AND state = 'succeeded' ORDER BY decided_at, id
  `.execute(db)
  return rows
}

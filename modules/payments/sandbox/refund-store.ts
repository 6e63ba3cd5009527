// Every SQL statement about the sandbox's refunds: the other side of the provider's own book.
import { type Db, type Tx, sql } from '@provender/platform/db'

export interface SandboxRefund {
  readonly id: string
  readonly reference: string
  readonly charge_id: string
  readonly amount_minor: number
  readonly currency: string
  readonly state: 'waiting' | 'succeeded' | 'failed'
  readonly failure: string | null
  /** What refunds of this charge were told to do. */
  readonly script: 'pay' | 'refuse' | 'slow' | 'mute'
}

const slowSeconds = 3

/**
 * Under the charge's lock, so that no more goes back than was collected. The same reference again is the same refund.
 * Undefined when the provider has collected no such charge.
 */
export async function insertRefund(
  tx: Tx,
  wanted: { id: string; reference: string; transaction: string; amountMinor: number; at: Date },
): Promise<SandboxRefund | undefined> {
  const { rows } = await sql<{ id: string; left_minor: number; refunds: SandboxRefund['script'] }>`
    SELECT c.id, c.refunds, (c.amount_minor - coalesce((
      SELECT sum(r.amount_minor) FROM sandbox.refunds r WHERE r.charge_id = c.id AND r.state <> 'failed'
    ), 0))::bigint AS left_minor
    FROM (SELECT * FROM sandbox.charges WHERE id::text = ${wanted.transaction} AND state = 'succeeded' FOR UPDATE) c
  `.execute(tx)
  const charge = rows[0]
  if (!charge) return undefined
  const before = await selectRefund(tx, wanted.reference, wanted.at)
  if (before) return before

  const failure =
    charge.refunds === 'refuse'
      ? 'The bank does not take the money back.'
      : wanted.amountMinor > charge.left_minor
        ? 'More than was collected.'
        : null
  const state = failure !== null ? 'failed' : charge.refunds === 'slow' ? 'waiting' : 'succeeded'
  const settlesAt = new Date(wanted.at.getTime() + (state === 'waiting' ? slowSeconds * 1000 : 0))
  await sql`
    INSERT INTO sandbox.refunds (id, reference, charge_id, amount_minor, state, failure, settles_at)
    VALUES (${wanted.id}, ${wanted.reference}, ${charge.id}, ${wanted.amountMinor}, ${state}, ${failure}, ${settlesAt})
  `.execute(tx)

  return selectRefund(tx, wanted.reference, wanted.at)
}

/** A slow one succeeds when its time has come. */
export async function selectRefund(db: Db, reference: string, at: Date): Promise<SandboxRefund | undefined> {
  const { rows } = await sql<SandboxRefund>`
    SELECT r.id, r.reference, r.charge_id, r.amount_minor, c.currency, r.failure, c.refunds AS script,
      CASE WHEN r.state = 'waiting' AND r.settles_at <= ${at} THEN 'succeeded' ELSE r.state END AS state
    FROM sandbox.refunds r JOIN sandbox.charges c ON c.id = r.charge_id WHERE r.reference = ${reference}
  `.execute(db)

  return rows[0]
}

export async function updateRefundScript(
  tx: Tx,
  reference: string,
  refunds: SandboxRefund['script'],
): Promise<boolean> {
  const result = await sql`UPDATE sandbox.charges SET refunds = ${refunds} WHERE reference = ${reference}`.execute(tx)
  return result.numAffectedRows === 1n
}

/** What the provider has given back, charge by charge. */
export async function selectRefundBook(
  db: Db,
): Promise<{ chargeId: string; reference: string; amountMinor: number }[]> {
  const { rows } = await sql<{ chargeId: string; reference: string; amountMinor: number }>`
    SELECT charge_id AS "chargeId", reference, amount_minor AS "amountMinor" FROM sandbox.refunds
    WHERE market_id = current_setting('app.market') AND state <> 'failed' ORDER BY created_at, id
  `.execute(db)

  return rows
}

// Every SQL statement about the sandbox's payouts: the third side of the provider's own book.
import { type Db, type Tx, sql } from '@provender/platform/db'

export interface SandboxPayout {
  readonly id: string
  readonly reference: string
  readonly amountMinor: number
  readonly currency: string
  readonly state: 'waiting' | 'succeeded' | 'failed'
  readonly failure: string | null
}

const slowSeconds = 3

/** The same reference again is the same payout. What becomes of it, the last digits of the account decide. */
export async function insertPayout(
  tx: Tx,
  wanted: { id: string; reference: string; number: string; amountMinor: number; currency: string; at: Date },
): Promise<SandboxPayout> {
  const failed = wanted.number.endsWith('0000')
  const slow = wanted.number.endsWith('0009')
  const settlesAt = new Date(wanted.at.getTime() + (slow ? slowSeconds * 1000 : 0))
  await sql`
    INSERT INTO sandbox.payouts (id, reference, number, amount_minor, currency, state, failure, settles_at)
    VALUES (${wanted.id}, ${wanted.reference}, ${wanted.number}, ${wanted.amountMinor}, ${wanted.currency},
      ${failed ? 'failed' : slow ? 'waiting' : 'succeeded'}, ${failed ? 'The account is closed.' : null}, ${settlesAt})
    ON CONFLICT ON CONSTRAINT payouts__reference_once DO NOTHING
  `.execute(tx)

  return (await selectPayout(tx, wanted.reference, wanted.at)) as SandboxPayout
}

/** A slow one succeeds when its time has come. */
export async function selectPayout(db: Db, reference: string, at: Date): Promise<SandboxPayout | undefined> {
  const { rows } = await sql<SandboxPayout>`
    SELECT id, reference, amount_minor AS "amountMinor", currency, failure,
      CASE WHEN state = 'waiting' AND settles_at <= ${at} THEN 'succeeded' ELSE state END AS state
    FROM sandbox.payouts WHERE reference = ${reference}
  `.execute(db)

  return rows[0]
}

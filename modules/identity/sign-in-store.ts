// Every SQL statement about attempts to sign in and the guard that counts them.
import { type Tx, sql } from '@provender/platform/db'
import type { AccountId } from './account.ts'
import { lockSeconds, mostFailures, secondsAfter } from './session.ts'

export interface Counted {
  /** May its password be compared? */
  readonly admitted: boolean
  /** Nobody else gets in until then, unless the password of this attempt turns out right. */
  readonly lockedUntil: Date | null
}

/**
 * Counts one attempt before its password is compared. One statement on one row, so that of two hundred attempts at
 * once five are admitted; the fifth locks the door behind itself. A pause as long as the lock starts the count anew.
 */
export async function countAttempt(tx: Tx, subject: string, at: Date): Promise<Counted> {
  const longAgo = secondsAfter(at, -lockSeconds)
  const { rows } = await sql<{ lockedUntil: Date | null }>`
    INSERT INTO identity.sign_in_guards AS guard (subject, failures, last_at) VALUES (${subject}, 1, ${at})
    ON CONFLICT ON CONSTRAINT sign_in_guards__pkey DO UPDATE SET
      failures = CASE WHEN guard.last_at <= ${longAgo} THEN 1 ELSE guard.failures + 1 END,
      locked_until = CASE WHEN guard.last_at > ${longAgo} AND guard.failures + 1 >= ${mostFailures}
                          THEN ${secondsAfter(at, lockSeconds)}::timestamptz END,
      last_at = ${at}
    WHERE guard.locked_until IS NULL OR guard.locked_until <= ${at}
    RETURNING locked_until AS "lockedUntil"
  `.execute(tx)
  const admitted = rows[0]
  if (admitted) return { admitted: true, lockedUntil: admitted.lockedUntil }

  return { admitted: false, lockedUntil: await selectLock(tx, subject) }
}

async function selectLock(tx: Tx, subject: string): Promise<Date | null> {
  const { rows } = await sql<{ lockedUntil: Date | null }>`
    SELECT locked_until AS "lockedUntil" FROM identity.sign_in_guards
    WHERE market_id = current_setting('app.market') AND subject = ${subject}
  `.execute(tx)

  return rows[0]?.lockedUntil ?? null
}

/** The password was right: the failures before it no longer count. */
export async function deleteGuard(tx: Tx, subject: string): Promise<void> {
  await sql`
    DELETE FROM identity.sign_in_guards WHERE market_id = current_setting('app.market') AND subject = ${subject}
  `.execute(tx)
}

/** Counts that would start anew anyway. */
export async function deleteGuards(tx: Tx, before: Date): Promise<void> {
  await sql`
    DELETE FROM identity.sign_in_guards
    WHERE market_id = current_setting('app.market') AND last_at < ${before} AND (locked_until IS NULL OR locked_until < ${before})
  `.execute(tx)
}

export interface Attempt {
  readonly accountId: AccountId | null
  readonly identifierHash: Buffer
  readonly outcome: 'succeeded' | 'wrong' | 'locked' | 'suspended'
  readonly ip: string
  readonly userAgent: string | null
  readonly at: Date
}

/** Writes down that somebody tried. */
export async function insertAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  const { accountId, identifierHash, outcome, ip, userAgent, at } = attempt
  await sql`
    INSERT INTO identity.sign_in_attempts (account_id, identifier_hash, outcome, ip, user_agent, at)
    VALUES (${accountId}, ${identifierHash}, ${outcome}::identity.attempt_outcome, ${ip}, ${userAgent}, ${at})
  `.execute(tx)
}

// Every SQL statement about sessions and their refresh tokens.
import { type Db, type Tx, sql } from '@provender/platform/db'
import type { AccountId, AccountRecord } from './account.ts'
import { accountColumns } from './account-store.ts'
import type { SessionEnd, SessionId, TokenRecord } from './session.ts'

export interface NewSession {
  readonly id: SessionId
  readonly accountId: AccountId
  readonly app: string | null
  readonly ip: string
  readonly userAgent: string | null
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly tokenHash: Buffer
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  const { id, accountId, app, ip, userAgent, createdAt, expiresAt, tokenHash } = session
  await sql`
    WITH session AS (
      INSERT INTO identity.sessions (id, account_id, app, ip, user_agent, created_at, expires_at)
      VALUES (${id}, ${accountId}, ${app}, ${ip}, ${userAgent}, ${createdAt}, ${expiresAt}) RETURNING id
    )
    INSERT INTO identity.refresh_tokens (hash, session_id, created_at) SELECT ${tokenHash}, id, ${createdAt} FROM session
  `.execute(tx)
}

/** Who a living session belongs to; nobody when it has ended, has run out, or the account is suspended. */
export async function selectLiveAccount(
  db: Db,
  { sessionId, accountId, at }: { sessionId: string; accountId: string; at: Date },
): Promise<AccountRecord | undefined> {
  const { rows } = await sql<AccountRecord>`
    SELECT ${accountColumns}
    FROM identity.sessions s JOIN identity.accounts a ON a.id = s.account_id
    WHERE s.id = ${sessionId} AND s.account_id = ${accountId} AND s.market_id = current_setting('app.market')
      AND s.ended_at IS NULL AND s.expires_at > ${at} AND a.state = 'active'
  `.execute(db)

  return rows[0]
}

export interface SessionRecord {
  readonly id: SessionId
  readonly accountId: AccountId
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly endedAt: Date | null
}

/** Locks the session a token belongs to, so that refreshing, signing out and reuse happen one after the other. */
export async function lockSessionOfToken(tx: Tx, tokenHash: Buffer): Promise<SessionRecord | undefined> {
  const { rows } = await sql<SessionRecord>`
    SELECT s.id, s.account_id AS "accountId", s.created_at AS "createdAt", s.expires_at AS "expiresAt", s.ended_at AS "endedAt"
    FROM identity.sessions s
    WHERE s.id = (SELECT t.session_id FROM identity.refresh_tokens t WHERE t.hash = ${tokenHash})
      AND s.market_id = current_setting('app.market')
    FOR UPDATE
  `.execute(tx)

  return rows[0]
}

export async function selectToken(tx: Tx, hash: Buffer): Promise<TokenRecord | undefined> {
  const { rows } = await sql<TokenRecord>`
    SELECT used_at AS "usedAt", successor_salt AS "successorSalt" FROM identity.refresh_tokens WHERE hash = ${hash}
  `.execute(tx)

  return rows[0]
}

export interface Rotation {
  readonly session: SessionRecord
  readonly usedHash: Buffer
  readonly salt: Buffer
  readonly nextHash: Buffer
  readonly expiresAt: Date
  readonly at: Date
}

export async function rotateToken(
  tx: Tx,
  { session, usedHash, salt, nextHash, expiresAt, at }: Rotation,
): Promise<void> {
  await sql`
    WITH used AS (
      UPDATE identity.refresh_tokens SET used_at = ${at}, successor_salt = ${salt} WHERE hash = ${usedHash}
    ), prolonged AS (
      UPDATE identity.sessions SET expires_at = ${expiresAt} WHERE id = ${session.id}
    )
    INSERT INTO identity.refresh_tokens (hash, session_id, created_at) VALUES (${nextHash}, ${session.id}, ${at})
  `.execute(tx)
}

export interface Ending {
  readonly because: SessionEnd
  readonly at: Date
}

/** Answers whether it was still open. */
export async function endSession(tx: Tx, sessionId: SessionId, { because, at }: Ending): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE identity.sessions SET ended_at = ${at}, ended_because = ${because}::identity.session_end
    WHERE id = ${sessionId} AND market_id = current_setting('app.market') AND ended_at IS NULL
  `.execute(tx)

  return numAffectedRows === 1n
}

/** Answers how many were still open. */
export async function endSessionsOf(
  tx: Tx,
  accountId: AccountId,
  { because, at, except }: Ending & { readonly except?: string | undefined },
): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE identity.sessions SET ended_at = ${at}, ended_because = ${because}::identity.session_end
    WHERE account_id = ${accountId} AND market_id = current_setting('app.market') AND ended_at IS NULL
      AND (${except ?? null}::uuid IS NULL OR id <> ${except ?? null}::uuid)
  `.execute(tx)

  return Number(numAffectedRows)
}

/** Sessions that ran out before this time, with their tokens. A few at a time, so that nobody waits for it. */
export async function deleteSessions(tx: Tx, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    DELETE FROM identity.sessions WHERE id IN (
      SELECT id FROM identity.sessions
      WHERE market_id = current_setting('app.market') AND expires_at < ${before}
      ORDER BY expires_at LIMIT 1000 FOR UPDATE SKIP LOCKED
    )
  `.execute(tx)

  return Number(numAffectedRows)
}

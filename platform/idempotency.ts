// A write asked for twice under one key is done once and answers the same.
import { createHash } from 'node:crypto'
import { type Db, type Tx, sendAlong, sql } from './db.ts'
import { keyReused } from './http-errors.ts'

export interface KeyedRequest {
  /** Whose key: keys of different callers never meet. */
  readonly actor: string
  readonly key: string
  readonly hash: Buffer
}

export interface StoredReply {
  readonly status: number
  readonly reply: unknown
}

/** The hash of what was asked: method, address and body. */
export function requestHash(method: string, address: string, body: unknown): Buffer {
  return createHash('sha256')
    .update(`${method} ${address}\n${JSON.stringify(body) ?? ''}`)
    .digest()
}

/** The key was used before: what was answered then is the answer. */
export class KeyTaken extends Error {}

/**
 * Takes the key inside `tx`. A concurrent holder of the key is waited for. The key is forgotten with the transaction if
 * the work fails, so the caller may try again under it.
 * @throws KeyTaken
 */
export async function claimKey(tx: Tx, request: KeyedRequest): Promise<void> {
  const claimed = await sql`
    INSERT INTO platform.idempotency_keys (actor, key, request_hash)
    VALUES (${request.actor}, ${request.key}, ${request.hash}) ON CONFLICT DO NOTHING
  `.execute(tx)
  if (claimed.numAffectedRows !== 1n) throw new KeyTaken()
}

/** What was answered when the key was used. @throws keyReused when something else was asked then */
export async function getReply(db: Db, request: KeyedRequest): Promise<StoredReply> {
  const { rows } = await sql<{ request_hash: Buffer; status: number | null; reply: unknown }>`
    SELECT request_hash, status, reply FROM platform.idempotency_keys
    WHERE market_id = current_setting('app.market') AND actor = ${request.actor} AND key = ${request.key}
  `.execute(db)
  const row = rows[0]
  if (!row || row.status === null || !row.request_hash.equals(request.hash)) throw keyReused()

  return { status: row.status, reply: row.reply }
}

/** Writes down what was answered, in the transaction of the work. */
export function keepReply(tx: Tx, request: KeyedRequest, answer: StoredReply): void {
  const kept = sql`
    UPDATE platform.idempotency_keys SET status = ${answer.status}, reply = ${JSON.stringify(answer.reply ?? null)}::jsonb
    WHERE market_id = current_setting('app.market') AND actor = ${request.actor} AND key = ${request.key}
  `.execute(tx)
  sendAlong(tx, kept)
}

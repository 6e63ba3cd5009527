// Every SQL statement about signing keys; only the operators' role may run them.
import type { JWK } from 'jose'
import { type Db, type Tx, sql } from '@provender/platform/db'

export interface KeyRecord {
  readonly kid: string
  readonly privateJwk: JWK
}

/** The newest first. */
export async function selectKeys(db: Db): Promise<KeyRecord[]> {
  const { rows } = await sql<KeyRecord>`
    SELECT kid, private_jwk AS "privateJwk" FROM identity.signing_keys ORDER BY created_at DESC, kid
  `.execute(db)

  return rows
}

/** Processes that start together take turns, so that they agree on one key. */
export async function lockKeys(tx: Tx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('identity.signing_keys'))`.execute(tx)
}

export async function insertKey(tx: Tx, { kid, privateJwk }: KeyRecord): Promise<void> {
  await sql`
    INSERT INTO identity.signing_keys (kid, private_jwk) VALUES (${kid}, ${JSON.stringify(privateJwk)}::jsonb)
  `.execute(tx)
}

// The statements about words that mean the same.
import { type Db, type Tx, sql } from '@provender/platform/db'

export interface SynonymsRecord {
  readonly id: string
  readonly words: string[]
}

export async function selectSynonyms(db: Db): Promise<readonly SynonymsRecord[]> {
  const { rows } = await sql<SynonymsRecord>`SELECT id, words FROM search.synonyms ORDER BY words`.execute(db)

  return rows
}

export async function upsertSynonyms(tx: Tx, { id, words }: SynonymsRecord, at: Date): Promise<void> {
  await sql`
    INSERT INTO search.synonyms (id, words, changed_at) VALUES (${id}, ${words}::text[], ${at})
    ON CONFLICT (market_id, id) DO UPDATE SET words = excluded.words, changed_at = excluded.changed_at
  `.execute(tx)
}

export async function existsSynonyms(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM search.synonyms WHERE id = ${id} FOR UPDATE`.execute(tx)

  return rows.length > 0
}

/** @returns whether there were such */
export async function deleteSynonyms(tx: Tx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`DELETE FROM search.synonyms WHERE id = ${id}`.execute(tx)

  return numAffectedRows === 1n
}

// Every statement about uploaded pictures and where they are used.
import { type Tx, sql } from '@provender/platform/db'

/** Whose it is: `vendor:018f…`, `account:018f…`, or `market`. */
export type Owner = string

export async function insertPicture(tx: Tx, picture: { id: string; owner: Owner; at: Date }): Promise<void> {
  await sql`
    INSERT INTO media.pictures (id, owner, uploaded_at) VALUES (${picture.id}, ${picture.owner}, ${picture.at})
  `.execute(tx)
}

/** From now on it may be used. */
export async function markReady(tx: Tx, picture: { id: string; width: number; height: number; at: Date }) {
  await sql`
    UPDATE media.pictures SET ready_at = ${picture.at}, width = ${picture.width}, height = ${picture.height}
    WHERE id = ${picture.id}
  `.execute(tx)
}

/**
 * Writes down that `usedBy` shows this picture now and no other. The row of the picture is written as well, so that
 * the sweep that removes unused ones looks at it again when both meet.
 * @returns false when there is no such picture for these owners; what already shows it may keep it
 */
export async function upsertUse(
  tx: Tx,
  use: { usedBy: string; pictureId: string; owners: readonly Owner[]; at: Date },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    WITH picture AS (
      UPDATE media.pictures SET used_at = ${use.at}
      WHERE id = ${use.pictureId} AND ready_at IS NOT NULL AND removed_at IS NULL
        AND (owner = ANY(${use.owners}::text[])
          OR EXISTS (SELECT FROM media.uses WHERE used_by = ${use.usedBy} AND picture_id = ${use.pictureId}))
      RETURNING id
    )
    INSERT INTO media.uses (used_by, picture_id) SELECT ${use.usedBy}, id FROM picture
    ON CONFLICT (market_id, used_by) DO UPDATE SET picture_id = excluded.picture_id
    RETURNING picture_id AS id
  `.execute(tx)

  return rows.length > 0
}

export async function deleteUse(tx: Tx, usedBy: string): Promise<void> {
  await sql`
    DELETE FROM media.uses WHERE market_id = current_setting('app.market') AND used_by = ${usedBy}
  `.execute(tx)
}

/** Pictures that nobody shows and nobody touched since, from now on gone for everybody. @returns their ids */
export async function markRemoved(tx: Tx, gone: { untouchedSince: Date; at: Date; limit: number }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    WITH orphan AS (
      SELECT id FROM media.pictures AS picture
      WHERE market_id = current_setting('app.market') AND removed_at IS NULL
        AND greatest(uploaded_at, used_at) < ${gone.untouchedSince}
        AND NOT EXISTS (SELECT FROM media.uses WHERE uses.picture_id = picture.id)
      ORDER BY id LIMIT ${gone.limit} FOR UPDATE SKIP LOCKED
    )
    UPDATE media.pictures AS picture SET removed_at = ${gone.at} FROM orphan
    WHERE picture.id = orphan.id AND greatest(picture.uploaded_at, picture.used_at) < ${gone.untouchedSince}
    RETURNING picture.id
  `.execute(tx)

  return rows.map(({ id }) => id)
}

/** Those whose bytes still have to go, also from a sweep that did not come to its end. */
export async function selectRemoved(tx: Tx, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM media.pictures WHERE market_id = current_setting('app.market') AND removed_at IS NOT NULL
    ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED
  `.execute(tx)

  return rows.map(({ id }) => id)
}

export async function deletePictures(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`DELETE FROM media.pictures WHERE id = ANY(${ids}::uuid[]) AND removed_at IS NOT NULL`.execute(tx)
}

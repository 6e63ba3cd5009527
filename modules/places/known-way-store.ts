// Every SQL statement about ways that providers measured; the only file that names their table.
import { type Db, type Tx, sql } from '@provender/platform/db'
import type { Place } from '@provender/platform/geo'
import type { MeasuredWay } from './provider.ts'

export interface KnownWay {
  readonly distanceM: number
  readonly source: 'osrm' | 'google'
  readonly learntAt: Date
}

export async function selectKnownWay(db: Db, from: Place, to: Place): Promise<KnownWay | undefined> {
  const { rows } = await sql<KnownWay>`
    SELECT distance_m AS "distanceM", source, learnt_at AS "learntAt" FROM places.known_ways
    WHERE market_id = current_setting('app.market') AND from_lat = ${rounded(from.lat)} AND from_lng = ${rounded(from.lng)}
      AND to_lat = ${rounded(to.lat)} AND to_lng = ${rounded(to.lng)}
  `.execute(db)

  return rows[0]
}

export async function upsertKnownWay(
  tx: Tx,
  { from, to, way, at }: { from: Place; to: Place; way: MeasuredWay; at: Date },
): Promise<void> {
  await sql`
    INSERT INTO places.known_ways (from_lat, from_lng, to_lat, to_lng, distance_m, seconds, source, learnt_at)
    VALUES (${rounded(from.lat)}, ${rounded(from.lng)}, ${rounded(to.lat)}, ${rounded(to.lng)}, ${way.distanceM},
      ${way.seconds}, ${way.source}, ${at})
    ON CONFLICT ON CONSTRAINT known_ways__pkey DO UPDATE
      SET distance_m = excluded.distance_m, seconds = excluded.seconds, source = excluded.source,
        learnt_at = excluded.learnt_at
  `.execute(tx)
}

/** Forgets what nobody has needed for long; streets change. */
export async function deleteKnownWays(tx: Tx, before: Date): Promise<void> {
  await sql`
    DELETE FROM places.known_ways WHERE market_id = current_setting('app.market') AND learnt_at < ${before}
  `.execute(tx)
}

/** Five decimals are about a metre. */
function rounded(degrees: number): number {
  return Math.round(degrees * 100_000) / 100_000
}

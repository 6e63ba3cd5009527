// Finding by words, for the statements that search.
import { sql } from '@provender/platform/db'

/**
 * The ids of vendors or products that have, for each prefix, a word that begins with it. Prefixes are intersected here,
 * because PostgreSQL would guess badly how few rows are left after joining them one by one.
 */
export function idsFoundBy(id: 'vendor_id' | 'product_id', prefixes: readonly string[]) {
  const beginning = (prefix: string) =>
    sql`SELECT ${sql.ref(id)} FROM catalog.words WHERE word >= ${prefix} AND word < ${`${prefix}\u{10FFFF}`}`

  return sql.join(prefixes.map(beginning), sql` INTERSECT `)
}

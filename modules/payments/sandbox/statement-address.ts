// The sandbox's statement: what it collected and gave back in some days, and what it keeps for that.
import { type Db, sql } from '@provender/platform/db'
import { Type, type Static } from 'typebox'

export const StatementQuery = Type.Object({
  fromOn: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  untilOn: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  timeZone: Type.String({ pattern: '^[A-Za-z0-9_+/-]{1,60}$' }),
})

/** It keeps 1.5 % of what it collects, rounded half up. */
const feeBp = 150

export async function selectStatement(db: Db, { fromOn, untilOn, timeZone }: Static<typeof StatementQuery>) {
  const from = sql`${fromOn}::date::timestamp AT TIME ZONE ${timeZone}`
  const until = sql`(${untilOn}::date + 1)::timestamp AT TIME ZONE ${timeZone}`
  const { rows } = await sql`
    SELECT 'charge' AS kind, id::text AS transaction, reference, amount_minor AS "amountMinor",
      ((amount_minor * ${feeBp} + 5000) / 10000)::bigint AS "feeMinor", currency, 'succeeded' AS state, decided_at AS at
    FROM sandbox.charges
    WHERE market_id = current_setting('app.market') AND state = 'succeeded' AND decided_at >= ${from} AND decided_at < ${until}
    UNION ALL
    SELECT 'refund', r.id::text, r.reference, r.amount_minor, 0, c.currency, 'succeeded', r.settles_at
    FROM sandbox.refunds r JOIN sandbox.charges c ON c.id = r.charge_id
    WHERE r.market_id = current_setting('app.market') AND r.state = 'succeeded' AND r.settles_at >= ${from} AND r.settles_at < ${until}
    ORDER BY at, transaction
  `.execute(db)
  return rows
}

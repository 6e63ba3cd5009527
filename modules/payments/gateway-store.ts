// Every SQL statement about how gateways behave and who has switched one off.
import { type Db, type Tx, sql } from '@provender/platform/db'

export interface GatewayCall {
  readonly id: string
  readonly paymentId: string
  readonly gateway: string
  readonly call: 'start' | 'status'
  readonly answer: string
  readonly detail: string | null
  readonly tookMs: number
}

export async function insertCall(tx: Tx, row: GatewayCall): Promise<void> {
  await sql`
    INSERT INTO payments.gateway_calls (id, payment_id, gateway, call, answer, detail, took_ms)
    VALUES (${row.id}, ${row.paymentId}, ${row.gateway}, ${row.call}, ${row.answer}, ${row.detail}, ${row.tookMs})
  `.execute(tx)
}

/** The gateways that somebody of this market has switched off. */
export async function selectSwitchedOff(db: Db): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ gateway: string }>`
    SELECT gateway FROM payments.gateway_switches WHERE market_id = current_setting('app.market') AND off
  `.execute(db)
  return new Set(rows.map(({ gateway }) => gateway))
}

/** Counts a message that was not the gateway's. */
export async function countRefusedWebhook(tx: Tx, gateway: string, at: Date): Promise<void> {
  await sql`
    INSERT INTO payments.refused_webhooks AS known (gateway, hour) VALUES (${gateway}, date_trunc('hour', ${at}::timestamptz))
    ON CONFLICT ON CONSTRAINT refused_webhooks__pkey DO UPDATE SET refused = known.refused + 1, last_at = now()
  `.execute(tx)
}

export interface SwitchRow {
  readonly gateway: string
  readonly off: boolean
  readonly reason: string
  readonly changed_by: string
  readonly changed_at: Date
}

export async function selectSwitches(db: Db): Promise<SwitchRow[]> {
  const { rows } = await sql<SwitchRow>`
    SELECT gateway, off, reason, changed_by, changed_at FROM payments.gateway_switches
    WHERE market_id = current_setting('app.market')
  `.execute(db)
  return rows
}

export async function upsertSwitch(
  tx: Tx,
  row: { gateway: string; off: boolean; reason: string; by: string; at: Date },
): Promise<void> {
  await sql`
    INSERT INTO payments.gateway_switches (gateway, off, reason, changed_by, changed_at)
    VALUES (${row.gateway}, ${row.off}, ${row.reason}, ${row.by}, ${row.at})
    ON CONFLICT ON CONSTRAINT gateway_switches__pkey
    DO UPDATE SET off = excluded.off, reason = excluded.reason, changed_by = excluded.changed_by, changed_at = excluded.changed_at
  `.execute(tx)
}

export interface BehaviourRow {
  readonly gateway: string
  readonly calls: number
  readonly unanswered: number
  readonly not_reached: number
  readonly median_ms: number | null
  readonly open_payments: number
  readonly refused: number
}

/** How each gateway that had to do with us behaved: calls of the last hour, strangers of the last day. */
export async function selectBehaviour(db: Db, at: Date): Promise<BehaviourRow[]> {
  const { rows } = await sql<BehaviourRow>`
    SELECT gateway, coalesce(c.calls, 0) AS calls, coalesce(c.unanswered, 0) AS unanswered,
      coalesce(c.not_reached, 0) AS not_reached, c.median_ms, coalesce(p.open_payments, 0) AS open_payments,
      coalesce(r.refused, 0) AS refused
    FROM (
      SELECT gateway, count(*)::int AS calls, (count(*) FILTER (WHERE answer = 'no_answer'))::int AS unanswered,
        (count(*) FILTER (WHERE answer = 'not_reached'))::int AS not_reached,
        (percentile_cont(0.5) WITHIN GROUP (ORDER BY took_ms))::int AS median_ms
      FROM payments.gateway_calls
      WHERE market_id = current_setting('app.market') AND called_at > ${at}::timestamptz - interval '1 hour' GROUP BY gateway
    ) c FULL JOIN (
      SELECT gateway, count(*)::int AS open_payments FROM payments.payments
      WHERE market_id = current_setting('app.market') AND state NOT IN ('succeeded', 'failed') GROUP BY gateway
    ) p USING (gateway) FULL JOIN (
      SELECT gateway, sum(refused)::int AS refused FROM payments.refused_webhooks
      WHERE market_id = current_setting('app.market') AND hour > ${at}::timestamptz - interval '24 hours' GROUP BY gateway
    ) r USING (gateway)
  `.execute(db)
  return rows
}

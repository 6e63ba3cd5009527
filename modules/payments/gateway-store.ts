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

// Every SQL statement about conversations; the only file that names their tables.
import { type Db, type Tx, sql } from '@provender/platform/db'
import type { MessageId, MessageRecord, ReadRecord, Side } from './message.ts'

const columns = sql`
  m.id, m.order_id AS "orderId", m.side, m.account_id AS "accountId", m.name, m.text, m.canned, m.rider_id AS "riderId",
  m.sent_at AS "sentAt", m.hidden_at AS "hiddenAt",
  ARRAY(SELECT r.side::text FROM chat.reports r WHERE r.message_id = m.id AND r.settled_at IS NULL) AS "reportedBy"`

/** Oldest first. A rider sees what was said while nobody rode, and while he did. */
export async function selectMessages(
  db: Db,
  { orderId, riderId, limit }: { orderId: string; riderId: string | undefined; limit: number },
): Promise<readonly MessageRecord[]> {
  const { rows } = await sql<MessageRecord>`
    SELECT ${columns} FROM chat.messages m
    WHERE m.order_id = ${orderId} ${riderId === undefined ? sql`` : sql`AND (m.rider_id IS NULL OR m.rider_id = ${riderId})`}
    ORDER BY m.id LIMIT ${limit}
  `.execute(db)

  return rows
}

export async function selectMessage(
  db: Db,
  { orderId, messageId }: { orderId: string; messageId: MessageId },
): Promise<MessageRecord | undefined> {
  const { rows } = await sql<MessageRecord>`
    SELECT ${columns} FROM chat.messages m WHERE m.id = ${messageId} AND m.order_id = ${orderId}
  `.execute(db)

  return rows[0]
}

/** Waits for whoever writes to the same order, so that the count is right and messages keep their order. */
export async function countMessagesAlone(tx: Tx, orderId: string): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('chat.messages'), hashtext(${orderId}::text))`.execute(tx)
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM chat.messages WHERE order_id = ${orderId}
  `.execute(tx)

  return rows[0]?.count ?? 0
}

export async function insertMessage(tx: Tx, message: Omit<MessageRecord, 'hiddenAt' | 'reportedBy'>): Promise<void> {
  await sql`
    INSERT INTO chat.messages (id, order_id, side, account_id, name, text, canned, rider_id, sent_at)
    VALUES (${message.id}, ${message.orderId}, ${message.side}::chat.side, ${message.accountId}, ${message.name},
      ${message.text}, ${message.canned}, ${message.riderId}, ${message.sentAt})
  `.execute(tx)
}

export async function selectReads(db: Db, orderId: string): Promise<readonly ReadRecord[]> {
  const { rows } = await sql<ReadRecord>`
    SELECT side, reader, up_to AS "upTo" FROM chat.reads WHERE order_id = ${orderId} ORDER BY reader
  `.execute(db)

  return rows
}

/** Never goes back; answers whether it moved. */
export async function advanceRead(
  tx: Tx,
  { orderId, side, reader, upTo, at }: ReadRecord & { readonly orderId: string; readonly at: Date },
): Promise<boolean> {
  const result = await sql`
    INSERT INTO chat.reads (order_id, reader, side, up_to, read_at)
    VALUES (${orderId}, ${reader}, ${side}::chat.side, ${upTo}, ${at})
    ON CONFLICT ON CONSTRAINT reads__pkey DO UPDATE SET up_to = excluded.up_to, read_at = excluded.read_at
      WHERE reads.up_to < excluded.up_to
  `.execute(tx)

  return result.numAffectedRows === 1n
}

/** False when this side has reported it before. */
export async function insertReport(
  tx: Tx,
  report: { messageId: MessageId; side: Side; accountId: string; reason: string; at: Date },
): Promise<boolean> {
  const result = await sql`
    INSERT INTO chat.reports (message_id, side, account_id, reason, reported_at)
    VALUES (${report.messageId}, ${report.side}::chat.side, ${report.accountId}, ${report.reason}, ${report.at})
    ON CONFLICT ON CONSTRAINT reports__pkey DO NOTHING
  `.execute(tx)

  return result.numAffectedRows === 1n
}

export async function updateHidden(
  tx: Tx,
  { messageId, hidden }: { messageId: MessageId; hidden: { at: Date; by: string; reason: string } | null },
): Promise<void> {
  await sql`
    UPDATE chat.messages SET hidden_at = ${hidden?.at ?? null}, hidden_by = ${hidden?.by ?? null},
      hidden_reason = ${hidden?.reason ?? null}
    WHERE id = ${messageId}
  `.execute(tx)
}

export async function settleReports(tx: Tx, messageId: MessageId, at: Date): Promise<void> {
  await sql`
    UPDATE chat.reports SET settled_at = ${at} WHERE message_id = ${messageId} AND settled_at IS NULL
  `.execute(tx)
}

export interface ReportRow extends Pick<MessageRecord, 'orderId' | 'side' | 'name' | 'text' | 'canned'> {
  readonly messageId: MessageId
  readonly reason: string
  readonly reportedBy: Side
  readonly reportedAt: Date
}

/** Oldest first. */
export async function selectOpenReports(db: Db, limit: number): Promise<readonly ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    SELECT r.message_id AS "messageId", m.order_id AS "orderId", m.side, m.name, m.text, m.canned, r.reason,
      r.side AS "reportedBy", r.reported_at AS "reportedAt"
    FROM chat.reports r JOIN chat.messages m ON m.id = r.message_id
    WHERE r.market_id = current_setting('app.market') AND r.settled_at IS NULL
    ORDER BY r.reported_at, r.message_id LIMIT ${limit}
  `.execute(db)

  return rows
}

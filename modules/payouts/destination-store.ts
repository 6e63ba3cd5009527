// Every SQL statement about where payouts go.
import { type Db, type Tx, sql } from '@provender/platform/db'
import { onConstraint } from '@provender/platform/errors'
import { notByYourself } from './errors.ts'
import type { Destination, DestinationKind, Owner, OwnerKind, Schedule } from './payout.ts'

export interface DestinationRow extends Owner {
  readonly id: string
  readonly kind: DestinationKind
  readonly holder: string
  readonly number: string
  readonly bank: string | null
  readonly state: Destination['state']
  readonly schedule: Schedule
  readonly usableFrom: Date
  readonly changedBy: string
  readonly changedAt: Date
}

const columns = sql`
  d.id, d.owner_kind AS "ownerKind", d.owner_id AS "ownerId", d.kind, d.holder, d.number, d.bank, d.state, d.schedule,
  d.usable_from AS "usableFrom", d.changed_by AS "changedBy", d.changed_at AS "changedAt"`

export async function selectDestination(db: Db, { ownerId }: Owner): Promise<DestinationRow | undefined> {
  const { rows } = await sql<DestinationRow>`
    SELECT ${columns} FROM payouts.destinations d
    WHERE d.market_id = current_setting('app.market') AND d.owner_id = ${ownerId} AND d.closed_at IS NULL
  `.execute(db)
  return rows[0]
}

/** Held until the transaction ends: the first lock of whatever is done about an owner's payouts. */
export async function lockDestination(tx: Tx, { ownerId }: Owner): Promise<DestinationRow | undefined> {
  const { rows } = await sql<DestinationRow>`
    SELECT ${columns} FROM payouts.destinations d
    WHERE d.market_id = current_setting('app.market') AND d.owner_id = ${ownerId} AND d.closed_at IS NULL
    FOR NO KEY UPDATE
  `.execute(tx)
  return rows[0]
}

export async function lockDestinationById(tx: Tx, id: string): Promise<DestinationRow | undefined> {
  const { rows } = await sql<DestinationRow>`
    SELECT ${columns} FROM payouts.destinations d WHERE d.id = ${id} AND d.closed_at IS NULL FOR NO KEY UPDATE
  `.execute(tx)
  return rows[0]
}

export async function insertDestination(
  tx: Tx,
  row: Omit<DestinationRow, 'state'> & { state: DestinationRow['state']; dueAt: Date | null },
): Promise<void> {
  await sql`
    UPDATE payouts.destinations SET closed_at = ${row.changedAt}
    WHERE market_id = current_setting('app.market') AND owner_id = ${row.ownerId} AND closed_at IS NULL
  `.execute(tx)
  await sql`
    INSERT INTO payouts.destinations (id, owner_kind, owner_id, kind, holder, number, bank, state, schedule, due_at,
      usable_from, changed_by, changed_at)
    VALUES (${row.id}, ${row.ownerKind}, ${row.ownerId}, ${row.kind}, ${row.holder}, ${row.number}, ${row.bank},
      ${row.state}, ${row.schedule}, ${row.dueAt}, ${row.usableFrom}, ${row.changedBy}, ${row.changedAt})
  `.execute(tx)
}

export async function updateSchedule(tx: Tx, id: string, schedule: Schedule, dueAt: Date | null): Promise<void> {
  await sql`UPDATE payouts.destinations SET schedule = ${schedule}, due_at = ${dueAt} WHERE id = ${id}`.execute(tx)
}

export async function updateVerdict(
  tx: Tx,
  id: string,
  verdict: { state: 'verified' | 'rejected'; by: string; at: Date },
): Promise<void> {
  const updated = sql`
    UPDATE payouts.destinations SET state = ${verdict.state}, decided_by = ${verdict.by}, decided_at = ${verdict.at}
    WHERE id = ${id}
  `.execute(tx)
  await onConstraint(updated, { destinations__not_by_oneself: notByYourself })
}

export async function selectUnverified(db: Db): Promise<DestinationRow[]> {
  const { rows } = await sql<DestinationRow>`
    SELECT ${columns} FROM payouts.destinations d
    WHERE d.market_id = current_setting('app.market') AND d.closed_at IS NULL AND d.state = 'unverified'
    ORDER BY d.id LIMIT 200
  `.execute(db)
  return rows
}

/** Takes those whose schedule has come round and sets their next turn; nobody else takes them meanwhile. */
export async function claimDueDestinations(
  tx: Tx,
  { at, most }: { at: Date; most: number },
): Promise<(Owner & { id: string; schedule: Schedule })[]> {
  const { rows } = await sql<{ id: string; ownerKind: OwnerKind; ownerId: string; schedule: Schedule }>`
    UPDATE payouts.destinations d
    SET due_at = ${at}::timestamptz + CASE d.schedule WHEN 'daily' THEN interval '1 day' ELSE interval '7 days' END
    WHERE d.id IN (
      SELECT c.id FROM payouts.destinations c
      WHERE c.market_id = current_setting('app.market') AND c.closed_at IS NULL AND c.schedule <> 'off' AND c.due_at <= ${at}
      ORDER BY c.due_at LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING d.id, d.owner_kind AS "ownerKind", d.owner_id AS "ownerId", d.schedule
  `.execute(tx)
  return rows
}

/** An owner sees the number as he typed it; others only how it ends. */
export function destinationOf(row: DestinationRow, { whole }: { whole: boolean }): Destination {
  return {
    id: row.id,
    ownerKind: row.ownerKind,
    ownerId: row.ownerId,
    kind: row.kind,
    holder: row.holder,
    number: whole ? row.number : `…${row.number.slice(-4)}`,
    bank: row.bank,
    state: row.state,
    schedule: row.schedule,
    usableFrom: row.usableFrom.toISOString(),
    changedAt: row.changedAt.toISOString(),
  }
}

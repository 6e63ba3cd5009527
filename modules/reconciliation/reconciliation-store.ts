// Every SQL statement about statements, what differs, and the books of each day.
import { type Db, type Tx, sql } from '@provender/platform/db'
import { onConstraint } from '@provender/platform/errors'
import { newId } from '@provender/platform/ids'
import { statementKnown } from './errors.ts'
import type { Difference, DifferenceKind } from './match-statement.ts'
import type { Statement, StatementLine } from './statement.ts'

export interface StatementRow {
  readonly id: string
  readonly gateway: string
  readonly from_on: string
  readonly until_on: string
}

export async function insertStatement(
  tx: Tx,
  row: {
    id: string
    gateway: string
    source: Statement['source']
    name: string
    sha256: Buffer
    fromOn: string
    untilOn: string
    takenBy: string
    lines: readonly (StatementLine & { readonly subject: string })[]
  },
): Promise<void> {
  const inserted = sql`
    INSERT INTO reconciliation.statements (id, gateway, source, name, sha256, from_on, until_on, taken_by)
    VALUES (${row.id}, ${row.gateway}, ${row.source}, ${row.name}, ${row.sha256}, ${row.fromOn}, ${row.untilOn}, ${row.takenBy})
  `.execute(tx)
  await onConstraint(inserted, { statements__once: statementKnown })
  const lines = row.lines.map((line) => ({
    ...line,
    reference: line.reference ?? null,
    feeMinor: line.feeMinor ?? null,
  }))
  await sql`
    INSERT INTO reconciliation.statement_lines
      (statement_id, number, gateway, kind, subject, transaction, reference, amount_minor, fee_minor, currency, state)
    SELECT ${row.id}, l.number, ${row.gateway}, l.kind, l.subject, l.transaction, l.reference, l."amountMinor", l."feeMinor",
      l.currency, l.state
    FROM jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) AS l (number int, kind text, subject text, transaction text,
      reference text, "amountMinor" bigint, "feeMinor" bigint, currency text, state text)
  `.execute(tx)
}

/** One comparison of a statement at a time. */
export async function lockStatement(tx: Tx, id: string): Promise<StatementRow | undefined> {
  const { rows } = await sql<StatementRow>`
    SELECT id, gateway, from_on::text, until_on::text FROM reconciliation.statements WHERE id = ${id} FOR NO KEY UPDATE
  `.execute(tx)
  return rows[0]
}

export async function selectLines(db: Db, statementId: string): Promise<(StatementLine & { subject: string })[]> {
  const { rows } = await sql<{
    number: number
    kind: 'charge' | 'refund'
    subject: string
    transaction: string
    reference: string | null
    amount_minor: number
    fee_minor: number | null
    currency: string
    state: 'succeeded' | 'failed'
  }>`
    SELECT number, kind, subject, transaction, reference, amount_minor, fee_minor, currency, state
    FROM reconciliation.statement_lines WHERE statement_id = ${statementId} ORDER BY number
  `.execute(db)
  return rows.map(({ amount_minor: amountMinor, fee_minor: fee, reference, ...line }) => ({
    ...line,
    amountMinor,
    feeMinor: fee ?? undefined,
    reference: reference ?? undefined,
  }))
}

/** Of these subjects, the ones that stand on some statement of the gateway. */
export async function selectStated(db: Db, gateway: string, subjects: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ subject: string }>`
    SELECT DISTINCT subject FROM reconciliation.statement_lines
    WHERE market_id = current_setting('app.market') AND gateway = ${gateway} AND subject = ANY (${subjects}::text[])
  `.execute(db)
  return new Set(rows.map(({ subject }) => subject))
}

/** When the days of a statement begin and end on the market's clock. */
export async function selectSpan(
  db: Db,
  { fromOn, untilOn, timeZone }: { fromOn: string; untilOn: string; timeZone: string },
): Promise<{ from: Date; until: Date }> {
  const { rows } = await sql<{ from: Date; until: Date }>`
    SELECT ${fromOn}::date::timestamp AT TIME ZONE ${timeZone} AS "from",
      (${untilOn}::date + 1)::timestamp AT TIME ZONE ${timeZone} AS until
  `.execute(db)
  return rows[0] as { from: Date; until: Date }
}

/** Writes down what is new, and closes what a later look finds in agreement. What people have resolved stays resolved. */
export async function saveDifferences(
  tx: Tx,
  {
    statement,
    found,
    at,
    bookedMinor,
  }: { statement: StatementRow; found: readonly Difference[]; at: Date; bookedMinor: number },
): Promise<void> {
  const rows = found.map((each) => ({ ...each, id: newId() }))
  await sql`
    INSERT INTO reconciliation.differences (id, statement_id, gateway, kind, subject, line, reference, ours_minor, theirs_minor, currency)
    SELECT d.id, ${statement.id}, ${statement.gateway}, d.kind, d.subject, d.line, d.reference, d."oursMinor", d."theirsMinor", d.currency
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS d (id uuid, kind text, subject text, line int, reference text,
      "oursMinor" bigint, "theirsMinor" bigint, currency text)
    ON CONFLICT ON CONSTRAINT differences__once DO NOTHING
  `.execute(tx)
  await sql`
    UPDATE reconciliation.differences d SET resolution = 'agrees', resolved_by = 'system:reconciliation', resolved_at = ${at}
    WHERE d.resolution IS NULL AND (
      (d.statement_id = ${statement.id} AND NOT (d.kind || ' ' || d.subject) = ANY (${found.map((each) => `${each.kind} ${each.subject}`)}::text[]))
      OR (d.gateway = ${statement.gateway} AND d.kind = 'missing_there' AND EXISTS (
        SELECT FROM reconciliation.statement_lines l
        WHERE l.market_id = d.market_id AND l.gateway = d.gateway AND l.subject = d.subject AND l.state = 'succeeded')))
  `.execute(tx)
  await sql`
    UPDATE reconciliation.statements SET compared_at = ${at}, booked_minor = ${bookedMinor} WHERE id = ${statement.id}
  `.execute(tx)
}

export async function selectStatements(db: Db, id?: string): Promise<Statement[]> {
  const { rows } = await sql<Omit<Statement, 'takenAt' | 'comparedAt'> & { taken_at: Date; compared_at: Date }>`
    SELECT s.id, s.gateway, s.source, s.name, s.from_on::text AS "fromOn", s.until_on::text AS "untilOn",
      s.booked_minor AS "bookedMinor", s.taken_at, s.compared_at, count(l.number)::int AS lines,
      coalesce(sum(CASE WHEN l.state = 'failed' THEN 0 WHEN l.kind = 'refund' THEN -l.amount_minor ELSE l.amount_minor END), 0)::bigint AS "collectedMinor",
      (SELECT count(*)::int FROM reconciliation.differences d WHERE d.statement_id = s.id AND d.resolution IS NULL) AS "openDifferences"
    FROM (
      SELECT * FROM reconciliation.statements
      WHERE market_id = current_setting('app.market') AND (${id ?? null}::uuid IS NULL OR id = ${id ?? null})
      ORDER BY taken_at DESC LIMIT 60
    ) s LEFT JOIN reconciliation.statement_lines l ON l.statement_id = s.id
    GROUP BY s.id, s.gateway, s.source, s.name, s.from_on, s.until_on, s.booked_minor, s.taken_at, s.compared_at
    ORDER BY s.taken_at DESC
  `.execute(db)
  return rows.map(({ taken_at: takenAt, compared_at: comparedAt, ...row }) => ({
    ...row,
    takenAt: takenAt.toISOString(),
    comparedAt: comparedAt.toISOString(),
  }))
}

export interface DifferenceRow {
  readonly id: string
  readonly statement_id: string
  readonly gateway: string
  readonly kind: DifferenceKind
  readonly subject: string
  readonly line: number | null
  readonly reference: string | null
  readonly ours_minor: number | null
  readonly theirs_minor: number | null
  readonly currency: string
  readonly resolution: 'agrees' | 'booked' | 'reported' | 'accepted' | null
  readonly note: string | null
  readonly resolved_by: string | null
  readonly resolved_at: Date | null
  readonly found_at: Date
}

const differenceColumns = sql`id, statement_id, gateway, kind, subject, line, reference, ours_minor, theirs_minor, currency,
  resolution, note, resolved_by, resolved_at, found_at`

/** Open ones, or resolved ones; newest first. */
export async function selectDifferences(
  db: Db,
  { open, statementId }: { open: boolean; statementId?: string | undefined },
): Promise<DifferenceRow[]> {
  const { rows } = await sql<DifferenceRow>`
    SELECT ${differenceColumns} FROM reconciliation.differences
    WHERE market_id = current_setting('app.market') AND (resolution IS NULL) = ${open}
      AND (${statementId ?? null}::uuid IS NULL OR statement_id = ${statementId ?? null})
    ORDER BY found_at DESC, id DESC LIMIT 200
  `.execute(db)
  return rows
}

export async function lockDifference(tx: Tx, id: string): Promise<DifferenceRow | undefined> {
  const { rows } = await sql<DifferenceRow>`
    SELECT ${differenceColumns} FROM reconciliation.differences WHERE id = ${id} FOR NO KEY UPDATE
  `.execute(tx)
  return rows[0]
}

export async function updateDifference(
  tx: Tx,
  row: { id: string; resolution: string; note: string; by: string; at: Date },
): Promise<DifferenceRow> {
  const { rows } = await sql<DifferenceRow>`
    UPDATE reconciliation.differences
    SET resolution = ${row.resolution}, note = ${row.note}, resolved_by = ${row.by}, resolved_at = ${row.at}
    WHERE id = ${row.id} RETURNING ${differenceColumns}
  `.execute(tx)
  return rows[0] as DifferenceRow
}

/** Answers false when the day was closed before. */
export async function insertClose(
  tx: Tx,
  row: { day: string; trialBalance: unknown; escrowAges: unknown; violations: number },
): Promise<boolean> {
  const result = await sql`
    INSERT INTO reconciliation.closes (on_day, trial_balance, escrow_ages, violations)
    VALUES (${row.day}, ${JSON.stringify(row.trialBalance)}::jsonb, ${JSON.stringify(row.escrowAges)}::jsonb, ${row.violations})
    ON CONFLICT ON CONSTRAINT closes__pkey DO NOTHING
  `.execute(tx)
  return result.numAffectedRows === 1n
}

export async function hasClose(db: Db, day: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM reconciliation.closes WHERE market_id = current_setting('app.market') AND on_day = ${day}
  `.execute(db)
  return rows.length > 0
}

export async function selectCloses(db: Db) {
  const { rows } = await sql<{
    on_day: string
    trial_balance: unknown
    escrow_ages: unknown
    violations: number
    closed_at: Date
  }>`
    SELECT on_day::text, trial_balance, escrow_ages, violations, closed_at FROM reconciliation.closes
    WHERE market_id = current_setting('app.market') ORDER BY on_day DESC LIMIT 31
  `.execute(db)
  return rows
}

export interface WatchRow {
  readonly after_transfer: number
  readonly violations: number
  readonly first: string | null
  readonly checked_at: Date
}

export async function lockWatch(tx: Tx): Promise<WatchRow> {
  await sql`INSERT INTO reconciliation.watch DEFAULT VALUES ON CONFLICT DO NOTHING`.execute(tx)
  const { rows } = await sql<WatchRow>`
    SELECT after_transfer, violations, first, checked_at FROM reconciliation.watch
    WHERE market_id = current_setting('app.market') FOR NO KEY UPDATE
  `.execute(tx)
  return rows[0] as WatchRow
}

export async function updateWatch(
  tx: Tx,
  row: { afterTransfer: number; violations: number; first: string | null; at: Date },
): Promise<void> {
  await sql`
    UPDATE reconciliation.watch SET after_transfer = ${row.afterTransfer}, violations = ${row.violations},
      first = ${row.first}, checked_at = ${row.at}
    WHERE market_id = current_setting('app.market')
  `.execute(tx)
}

export async function selectAlarm(
  db: Db,
): Promise<{ violations: number; first: string | null; checked_at: Date | null; open: number }> {
  const { rows } = await sql<{ violations: number; first: string | null; checked_at: Date | null; open: number }>`
    SELECT coalesce(w.violations, 0) AS violations, w.first, w.checked_at,
      (SELECT count(*)::int FROM reconciliation.differences
       WHERE market_id = current_setting('app.market') AND resolution IS NULL) AS open
    FROM (SELECT 1) one LEFT JOIN reconciliation.watch w ON w.market_id = current_setting('app.market')
  `.execute(db)
  return rows[0] as { violations: number; first: string | null; checked_at: Date | null; open: number }
}

// A person looks at a difference and says what came of it.
import { type Context, actorName } from '@provender/platform/context'
import type { Db, Tx } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { differenceResolved, differenceUnknown } from './errors.ts'
import { differenceKinds } from './match-statement.ts'
import { type DifferenceRow, lockDifference, selectDifferences, updateDifference } from './reconciliation-store.ts'

export const ResolveDifference = Type.Object({
  resolution: Type.Enum(['booked', 'reported', 'accepted'], {
    description: 'booked: put right in our books; reported: the gateway has to put it right; accepted: we bear it.',
  }),
  note: Type.String({ minLength: 3, maxLength: 500, description: 'What was found out.' }),
})
export type ResolveDifference = Static<typeof ResolveDifference>

const amount = (description: string) => Type.Union([Type.Integer(), Type.Null()], { description })

export const DifferenceReply = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    statementId: Type.String({ format: 'uuid' }),
    gateway: Type.String(),
    kind: Type.Enum([...differenceKinds]),
    subject: Type.String({ description: "The gateway's name for a charge, ours for a refund." }),
    line: Type.Union([Type.Integer(), Type.Null()]),
    reference: Type.Union([Type.String(), Type.Null()]),
    oursMinor: amount('What we have booked; of a fee, what was agreed.'),
    theirsMinor: amount('What the statement says.'),
    currency: Type.String(),
    resolution: Type.Union([Type.Enum(['agrees', 'booked', 'reported', 'accepted']), Type.Null()]),
    note: Type.Union([Type.String(), Type.Null()]),
    resolvedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    foundAt: Type.String({ format: 'date-time' }),
  },
  { title: 'StatementDifference' },
)
export type DifferenceReply = Static<typeof DifferenceReply>

export async function resolveDifference(
  tx: Tx,
  ctx: Context,
  { differenceId, resolution, note }: ResolveDifference & { differenceId: string },
): Promise<DifferenceReply> {
  const known = await lockDifference(tx, differenceId)
  if (!known) throw differenceUnknown()
  if (known.resolution !== null) throw differenceResolved()

  const by = actorName(ctx.actor)
  return replyOf(await updateDifference(tx, { id: known.id, resolution, note, by, at: ctx.at }))
}

export async function listDifferences(
  db: Db,
  _ctx: Context,
  filter: { open: boolean; statementId?: string | undefined },
): Promise<DifferenceReply[]> {
  return (await selectDifferences(db, filter)).map(replyOf)
}

function replyOf(row: DifferenceRow): DifferenceReply {
  return {
    id: row.id,
    statementId: row.statement_id,
    gateway: row.gateway,
    kind: row.kind,
    subject: row.subject,
    line: row.line,
    reference: row.reference,
    oursMinor: row.ours_minor,
    theirsMinor: row.theirs_minor,
    currency: row.currency,
    resolution: row.resolution,
    note: row.note,
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    foundAt: row.found_at.toISOString(),
  }
}

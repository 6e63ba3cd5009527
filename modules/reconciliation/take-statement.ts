// A statement comes in, as a file or from the gateway itself, and is held against the ledger at once.
import { type ProviderBooking, listProviderMoney } from '@provender/ledger'
import { type Context, actorName } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import { publish } from '@provender/platform/events'
import { newId } from '@provender/platform/ids'
import { createHash } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { statementUnknown, statementUnreadable } from './errors.ts'
import { statementCompared } from './events.ts'
import { matchStatement } from './match-statement.ts'
import { readStatement } from './read-statement.ts'
import {
  insertStatement,
  lockStatement,
  saveDifferences,
  selectLines,
  selectSpan,
  selectStated,
  selectStatements,
} from './reconciliation-store.ts'
import type { Statement, StatementLine } from './statement.ts'

const day = (description: string) => Type.String({ format: 'date', description })
const days = { fromOn: day('The first day it covers.'), untilOn: day('The last day it covers.') }
const gateway = Type.String({ pattern: '^[a-z]{2,20}$' })

export const UploadStatement = Type.Object({
  gateway,
  ...days,
  name: Type.String({ minLength: 1, maxLength: 200, description: 'What the file is called.' }),
  csv: Type.String({ minLength: 1, maxLength: 900_000, description: 'The file as it is.' }),
})
export type UploadStatement = Static<typeof UploadStatement>
export const FetchStatement = Type.Object({ gateway, ...days })
export type FetchStatement = Static<typeof FetchStatement>

/** The same file twice is refused: nobody gains by comparing it again under another name. */
export async function uploadStatement(tx: Tx, ctx: Context, input: UploadStatement): Promise<Statement> {
  const lines = readStatement(input.csv, decimalsOf)

  return takeStatement(tx, ctx, { ...input, source: 'file', lines, sha256: sha256(input.csv) })
}

export interface TakenStatement extends FetchStatement {
  readonly name: string
  readonly source: Statement['source']
  readonly lines: readonly StatementLine[]
  readonly sha256: Buffer
}

export async function takeStatement(tx: Tx, ctx: Context, input: TakenStatement): Promise<Statement> {
  const { fromOn, untilOn } = input
  const lasts = (Date.parse(untilOn) - Date.parse(fromOn)) / 86_400_000
  if (!(lasts >= 0 && lasts <= 366)) {
    throw statementUnreadable({ problem: 'The last day must not be before the first, nor more than a year after it.' })
  }
  const id = newId()
  const lines = input.lines.map((line) => ({ ...line, subject: subjectOf(line) }))
  await insertStatement(tx, { ...input, id, lines, takenBy: actorName(ctx.actor) })

  return compareStatement(tx, ctx, id)
}

/** Looks again, after something was booked or another statement came in. */
export async function compareStatement(tx: Tx, ctx: Context, statementId: string): Promise<Statement> {
  const statement = await lockStatement(tx, statementId)
  if (!statement) throw statementUnknown()
  const lines = await selectLines(tx, statement.id)
  const provider = statement.gateway
  const { settings } = ctx.market
  const span = await selectSpan(tx, {
    fromOn: statement.from_on,
    untilOn: statement.until_on,
    timeZone: settings.timeZone,
  })
  const booked = await listProviderMoney(tx, ctx, { provider, names: lines.map(({ subject }) => subject) })
  const ofSpan = await listProviderMoney(tx, ctx, { provider, ...span })
  // What was collected around midnight may stand on the statement of the day before or after.
  const stated = await selectStated(
    tx,
    provider,
    ofSpan.map(({ name }) => name),
  )
  const own = new Set(lines.map(({ subject }) => subject))
  const expected = ofSpan.filter(({ name }) => own.has(name) || !stated.has(name))

  const found = matchStatement(lines, { booked, expected, feeRule: settings.payments?.fees?.[provider] })
  await saveDifferences(tx, { statement, found, at: ctx.at, bookedMinor: sumOf(ofSpan) })
  const [compared] = await selectStatements(tx, statement.id)
  await publish(tx, statementCompared, {
    statementId: statement.id,
    gateway: provider,
    openDifferences: compared?.openDifferences ?? 0,
  })

  return compared as Statement
}

function sumOf(booked: readonly ProviderBooking[]): number {
  return booked.reduce((sum, { kind, amountMinor }) => (kind === 'refund' ? sum - amountMinor : sum + amountMinor), 0)
}

function subjectOf({ kind, transaction, reference }: StatementLine): string {
  return kind === 'refund' ? (reference ?? transaction) : transaction
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function decimalsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

// Reconciliation for administrators.
import { OutcomeUnknown, gatewaySilent, type Gateways } from '@provender/payments'
import { type AnyRoute, route } from '@provender/platform/http'
import { Type } from 'typebox'
import { DayClose, listCloses } from './close-day.ts'
import {
  differenceResolved,
  differenceUnknown,
  noStatements,
  statementKnown,
  statementUnknown,
  statementUnreadable,
} from './errors.ts'
import { fetchStatement } from './fetch-statement.ts'
import { selectStatements } from './reconciliation-store.ts'
import { DifferenceReply, ResolveDifference, listDifferences, resolveDifference } from './resolve-difference.ts'
import { Statement, StatementId } from './statement.ts'
import { FetchStatement, UploadStatement, compareStatement, uploadStatement } from './take-statement.ts'
import { MoneyAlarm, getMoneyAlarm } from './watch-books.ts'

const read = { audience: 'admin', permission: 'reconciliation.read' } as const
const compare = { audience: 'admin', permission: 'reconciliation.compare', method: 'POST', reply: Statement } as const

export function reconciliationRoutes(gateways: Gateways): AnyRoute[] {
  return [
    route({
      ...read,
      method: 'GET',
      path: '/reconciliation/statements',
      summary: 'Statements of the gateways, the latest first',
      reply: Type.Object({ items: Type.Array(Statement) }, { title: 'StatementList' }),
      errors: [],
      handle: async ({ db }) => ({ items: await selectStatements(db) }),
    }),
    route({
      ...compare,
      path: '/reconciliation/statements',
      status: 201,
      summary: 'Hold a file that a gateway offers against our books',
      body: UploadStatement,
      errors: [statementUnreadable, statementKnown],
      handle: ({ tx, ctx, body }) => uploadStatement(tx, ctx, body),
    }),
    route({
      ...compare,
      path: '/reconciliation/statements/fetch',
      status: 201,
      summary: 'Ask a gateway for its statement and hold it against our books',
      body: FetchStatement,
      transaction: 'own',
      errors: [noStatements, statementUnreadable, statementKnown, gatewaySilent],
      handle: ({ open, ctx, body }) =>
        fetchStatement({ open, ctx, gateways }, body).catch((error: unknown) => {
          throw error instanceof OutcomeUnknown ? gatewaySilent() : error
        }),
    }),
    route({
      ...compare,
      path: '/reconciliation/statements/:statementId/compare',
      summary: 'Look at a statement again, after something was booked',
      params: Type.Object({ statementId: StatementId }),
      errors: [statementUnknown],
      handle: ({ tx, ctx, params }) => compareStatement(tx, ctx, params.statementId),
    }),
    route({
      ...read,
      method: 'GET',
      path: '/reconciliation/differences',
      summary: 'What differs between statements and books',
      query: Type.Object({ open: Type.Optional(Type.Boolean()), statementId: Type.Optional(StatementId) }),
      reply: Type.Object({ items: Type.Array(DifferenceReply) }, { title: 'DifferenceList' }),
      errors: [],
      handle: async ({ db, ctx, query }) => ({
        items: await listDifferences(db, ctx, { open: query.open ?? true, statementId: query.statementId }),
      }),
    }),
    route({
      method: 'POST',
      path: '/reconciliation/differences/:differenceId/resolve',
      audience: 'admin',
      permission: 'reconciliation.resolve',
      summary: 'Say what came of a difference',
      params: Type.Object({ differenceId: Type.String({ format: 'uuid' }) }),
      body: ResolveDifference,
      reply: DifferenceReply,
      errors: [differenceUnknown, differenceResolved],
      handle: ({ tx, ctx, params, body }) => resolveDifference(tx, ctx, { ...params, ...body }),
    }),
    route({
      ...read,
      method: 'GET',
      path: '/reconciliation/closes',
      summary: 'The books as they stood at the end of each day',
      reply: Type.Object({ items: Type.Array(DayClose) }, { title: 'DayCloseList' }),
      errors: [],
      handle: async ({ db }) => ({ items: await listCloses(db) }),
    }),
    route({
      ...read,
      method: 'GET',
      path: '/reconciliation/alarm',
      summary: 'Whether the books are sound',
      reply: MoneyAlarm,
      errors: [],
      handle: ({ db }) => getMoneyAlarm(db),
    }),
  ]
}

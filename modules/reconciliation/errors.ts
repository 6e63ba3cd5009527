// Every "no" that reconciliation can say.
import { defineError } from '@provender/platform/errors'

export const statementUnreadable = defineError(
  'reconciliation.statement_unreadable',
  'invalid',
  'This statement cannot be read.',
)
export const statementKnown = defineError(
  'reconciliation.statement_known',
  'conflict',
  'This very file has been taken already.',
)
export const statementUnknown = defineError(
  'reconciliation.statement_unknown',
  'missing',
  'There is no such statement.',
)
export const noStatements = defineError(
  'reconciliation.no_statements',
  'conflict',
  'This gateway gives no statements by itself. Upload the file it offers in its console.',
)
export const differenceUnknown = defineError(
  'reconciliation.difference_unknown',
  'missing',
  'There is no such difference.',
)
export const differenceResolved = defineError(
  'reconciliation.difference_resolved',
  'conflict',
  'Somebody has resolved this difference already.',
)

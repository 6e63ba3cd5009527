// The facts that reconciliation announces.
import { defineEvent } from '@provender/platform/events'
import { Type } from 'typebox'

/** The books contradict themselves: somebody has to look now. */
export const booksBroken = defineEvent(
  'reconciliation.books_broken',
  1,
  Type.Object({ violations: Type.Integer(), first: Type.String() }),
)
export const statementCompared = defineEvent(
  'reconciliation.statement_compared',
  1,
  Type.Object({ statementId: Type.String(), gateway: Type.String(), openDifferences: Type.Integer() }),
)
export const dayClosed = defineEvent(
  'reconciliation.day_closed',
  1,
  Type.Object({ day: Type.String(), violations: Type.Integer() }),
)

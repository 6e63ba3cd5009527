// The "no"s every endpoint can say, and how any "no" looks on the wire (RFC 9457).
import { Type } from 'typebox'
import type { DomainError } from './errors.ts'
import { type ErrorDefinition, defineError, statusOf } from './errors.ts'

export const invalidRequest = defineError(
  'http.invalid',
  'invalid',
  'The request is not of the form this address takes.',
)
export const unauthenticated = defineError('http.unauthenticated', 'unauthenticated', 'Please sign in.')
export const forbidden = defineError('http.forbidden', 'forbidden', 'Your role does not allow this.')
export const unknownAddress = defineError('http.unknown_address', 'missing', 'There is nothing at this address.')
export const unknownMarket = defineError('http.unknown_market', 'missing', 'There is no such market.')
export const marketUnnamed = defineError(
  'http.market_unnamed',
  'invalid',
  'Say which market you mean: by host, by /m/{market}/ in the path, by the X-Market header or by your token.',
)
export const marketDisagrees = defineError(
  'http.market_disagrees',
  'forbidden',
  'Your session belongs to another market than the one you address.',
)
export const keyMissing = defineError(
  'http.idempotency_key_missing',
  'invalid',
  'Send an Idempotency-Key header, so that a repeated request is done once.',
)
export const keyReused = defineError(
  'http.idempotency_key_reused',
  'conflict',
  'This Idempotency-Key was used for another request. Use a fresh one.',
)
export const tooMany = defineError('http.too_many', 'limited', 'Too many requests. Please wait a moment.')
export const foreignOrigin = defineError('http.foreign_origin', 'forbidden', 'This request came from another site.')

export const databaseAway = defineError(
  'http.database_away',
  'unavailable',
  'We cannot be reached properly right now. Please try again in a moment, under the same Idempotency-Key.',
)

/** What every route may answer without listing it. */
export const commonErrors: readonly ErrorDefinition[] = [
  invalidRequest,
  unauthenticated,
  forbidden,
  unknownMarket,
  marketUnnamed,
  marketDisagrees,
  keyMissing,
  keyReused,
  tooMany,
  foreignOrigin,
  databaseAway,
]

/** One field that is wrong, and the way out. */
export interface FieldProblem {
  readonly field: string
  readonly problem: string
}

export const Problem = Type.Object(
  {
    type: Type.String({ description: 'A stable URI of the kind of problem.' }),
    title: Type.String({ description: 'What went wrong, in a sentence for people.' }),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable, for programs: `ordering.price_moved`.' }),
    requestId: Type.String(),
    errors: Type.Optional(Type.Array(Type.Object({ field: Type.String(), problem: Type.String() }))),
  },
  { title: 'Problem', additionalProperties: true },
)

/** The problem document of a domain error; its facts stand beside the standard members. */
export function problemOf(error: DomainError, requestId: string): Record<string, unknown> {
  return {
    ...error.facts,
    type: `urn:provender:problem:${error.code}`,
    title: error.message,
    status: statusOf[error.kind],
    code: error.code,
    requestId,
  }
}

/** What the public hears of a bug: nothing but the id to report it under. */
export function bugProblem(requestId: string): Record<string, unknown> {
  return {
    type: 'urn:provender:problem:http.internal',
    title: 'Something went wrong on our side. Nothing was half-done; you may try again.',
    status: 500,
    code: 'http.internal',
    requestId,
  }
}

// A domain error is a "no" the caller can act on: code, kind, public sentence, facts.

/** Why the answer is no; the HTTP layer maps it to a status. */
export type ErrorKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'missing' | 'conflict' | 'limited' | 'unavailable'

export const statusOf: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  limited: 429,
  unavailable: 503,
}

/** What the caller may want to know to find the way out; it is shown to the public, so nothing private. */
export type Facts = Record<string, unknown>

export class DomainError extends Error {
  readonly code: string
  readonly kind: ErrorKind
  readonly facts: Facts

  constructor(code: string, kind: ErrorKind, sentence: string, facts: Facts) {
    super(sentence)
    this.name = 'DomainError'
    this.code = code
    this.kind = kind
    this.facts = facts
  }
}

/** A "no" that a module can say. Call it to make the error: `throw soldOut({ productId })`. */
export interface ErrorDefinition {
  (facts?: Facts): DomainError
  readonly code: string
  readonly kind: ErrorKind
  readonly sentence: string
}

export function defineError(code: string, kind: ErrorKind, sentence: string): ErrorDefinition {
  const make = (facts: Facts = {}) => new DomainError(code, kind, sentence, facts)
  return Object.assign(make, { code, kind, sentence })
}

/** What PostgreSQL says when a constraint speaks. */
export interface DatabaseError extends Error {
  readonly code: string
  readonly constraint?: string
  readonly detail?: string
}

export function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && typeof (error as { code?: unknown }).code === 'string' && 'severity' in error
}

/** Classes of SQLSTATE that say so: connection, resources, shutdown, system; and a server that only reads for now. */
const outages = /^(?:08|53|57P0|58|25006)/
/** What pg says of a line that broke, and what the operating system says of it. */
const brokenLine =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client (?:has encountered|was closed))/
const socketCalls = new Set<unknown>(['connect', 'read', 'write'])

/** Is it the database that is away, rather than we who are wrong? Then the same may well work a moment later. */
export function isOutage(error: unknown): boolean {
  if (isDatabaseError(error)) return outages.test(error.code)
  if (error instanceof AggregateError) return error.errors.some(isOutage)
  if (!(error instanceof Error)) return false

  return socketCalls.has((error as NodeJS.ErrnoException).syscall) || brokenLine.test(error.message)
}

/**
 * Turns the constraints a store knows into the "no" they mean; anything else goes on as the bug it is.
 * `await onConstraint(query, { orders__total_positive: orderEmpty })`
 */
export async function onConstraint<T>(work: Promise<T>, meanings: Record<string, ErrorDefinition>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const meaning = isDatabaseError(error) && error.constraint ? meanings[error.constraint] : undefined
    throw meaning ? meaning() : error
  }
}

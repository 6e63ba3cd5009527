// A session: one device that is signed in, for how long, and what its tokens are worth.
import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Id } from '@provender/platform/ids'

export type SessionId = Id<'session'>
/** Why one ended before its time. */
export type SessionEnd = 'signed_out' | 'signed_out_everywhere' | 'token_reused' | 'password_changed' | 'suspended'

/** The access token, with which every request comes. */
export const accessSeconds = 15 * 60
/** Not used for so long, a session is over. */
export const idleSeconds = 30 * 24 * 60 * 60
/** However much it is used, after so long one signs in again. */
export const longestSeconds = 90 * 24 * 60 * 60
/** Two tabs may refresh with one token at once; later than this, a used token is a stolen one. */
export const graceSeconds = 20

/** Wrong passwords in a row, after which nobody gets in for a while. */
export const mostFailures = 5
export const lockSeconds = 30 * 60

export function secondsAfter(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1000)
}

/** When a session used now ends if it is not used again. */
export function expiryOf(session: { readonly createdAt: Date }, at: Date): Date {
  const idle = secondsAfter(at, idleSeconds)
  const longest = secondsAfter(session.createdAt, longestSeconds)

  return idle < longest ? idle : longest
}

export function newRefreshToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token. It is random through and through, so one round suffices. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/**
 * The token after this one: the same for everybody who holds both token and salt, so that two tabs which refresh at
 * once go on with one token, and a thief among them is found out when the other one uses it again.
 */
export function successorOf(token: string, salt: Buffer): string {
  return createHmac('sha256', salt).update(token).digest('base64url')
}

export interface TokenRecord {
  readonly usedAt: Date | null
  readonly successorSalt: Buffer | null
}

/** What a presented token is: usable, repeated by the same device a moment ago, or stolen. */
export function judge(token: TokenRecord, at: Date): 'fresh' | 'repeated' | 'stolen' {
  if (token.usedAt === null) return 'fresh'

  return at <= secondsAfter(token.usedAt, graceSeconds) ? 'repeated' : 'stolen'
}

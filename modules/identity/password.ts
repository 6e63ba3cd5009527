// Passwords: what a good one is, and the slow hash that is kept instead of it.
import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import type { FieldProblem } from '@provender/platform/http-errors'
import { tooBusy } from './errors.ts'

/** An argon2id hash in PHC form; only `hashPassword` makes one. */
export type PasswordHash = string & { readonly __passwordHash: true }

/** argon2id (2) as OWASP advises: 19 MiB, two passes, one lane. About 20 ms of one core. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Longer ones are refused before anything is computed. */
export const mostCharacters = 200

/** Why a password is too easy to guess. */
export function passwordProblems(password: string, field = 'password'): FieldProblem[] {
  const wants: [boolean, string][] = [
    [password.length >= 8, 'Use at least 8 characters.'],
    [password.length <= mostCharacters, `Use at most ${mostCharacters} characters.`],
    [/\p{Lu}/u.test(password), 'Use at least one capital letter.'],
    [/\p{Ll}/u.test(password), 'Use at least one small letter.'],
    [/\p{Nd}/u.test(password), 'Use at least one digit.'],
  ]

  return wants.filter(([fine]) => !fine).map(([, problem]) => ({ field, problem }))
}

export async function hashPassword(password: string): Promise<PasswordHash> {
  return inTurn(async () => (await hash(normal(password), cost)) as PasswordHash)
}

/**
 * Takes as long when there is no hash to compare with, so that time does not tell who has an account.
 * To be called inside `inTurn`, before which nothing has been counted against anybody.
 */
export async function comparePassword(kept: string | undefined, password: string): Promise<boolean> {
  const same = await verify(kept ?? (await nobodysHash()), normal(password))

  return same && kept !== undefined
}

let nobodys: Promise<string> | undefined

/** The hash that nobody's password is compared with; made at the start, so that the first stranger does not wait longer. */
export function nobodysHash(): Promise<string> {
  nobodys ??= hash(randomBytes(24).toString('base64'), cost)
  return nobodys
}

/** The same password typed on two keyboards may come as different bytes. */
function normal(password: string): string {
  return password.normalize('NFKC')
}

/** How many are hashed at once: one core stays free for those who are signed in already. */
const mostAtOnce = Math.max(1, Math.min(3, availableParallelism() - 1))
const mostWaiting = 100

let running = 0
const waiting: (() => void)[] = []

/** Runs work that hashes, a few at a time and in the order they came; refuses when too many wait already. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= mostAtOnce) {
    if (waiting.length >= mostWaiting) throw tooBusy()
    // Whoever finishes hands the turn over, so nobody who came later takes it in between.
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else {
    running += 1
  }

  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

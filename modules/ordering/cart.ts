// A cart: what somebody means to order from one vendor, kept by the server, before and after signing in.
import { createHash } from 'node:crypto'
import { Quote } from '@provender/pricing'
import type { Actor } from '@provender/platform/context'
import { IdOf } from '@provender/platform/ids'
import { Type, type Static } from 'typebox'

/** The most of one thing, and the most kinds of things, in one cart. */
export const mostOfOne = 99
export const mostLines = 60

/** Whose cart it is: `account:<id>` or `guest:<hash of the token>`, so that a stolen table opens no cart. */
export type CartOwner = string

export function accountOwner(accountId: string): CartOwner {
  return `account:${accountId}`
}

export function guestOwner(token: string): CartOwner {
  return `guest:${createHash('sha256').update(token).digest('hex')}`
}

/** Every owner whose carts the actor sees: the account's, and the guest's who signed in. The one that is written is first. */
export function ownersOf(actor: Actor): readonly CartOwner[] {
  const guest = 'guestToken' in actor && actor.guestToken !== undefined ? [guestOwner(actor.guestToken)] : []

  return actor.kind === 'account' ? [accountOwner(actor.accountId), ...guest] : guest
}

export interface CartLineRecord {
  readonly productId: string
  readonly quantity: number
  readonly note: string | null
}

// A payout and where it goes: what they are, what an administrator agrees to, and when to ask the provider again. Pure.
import type { Actor } from '@provender/platform/context'
import { IdOf } from '@provender/platform/ids'
import { createHash } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { nobodyToPay } from './errors.ts'

export type OwnerKind = 'vendor' | 'rider'
export interface Owner {
  readonly ownerKind: OwnerKind
  readonly ownerId: string
}

/** The vendor the actor works for, or the rider he is. */
export function ownerOf(actor: Actor, ownerKind: OwnerKind): Owner {
  const ownerId = actor.kind === 'account' ? { vendor: actor.vendorIds[0], rider: actor.riderId }[ownerKind] : undefined
  if (ownerId === undefined) throw nobodyToPay()

  return { ownerKind, ownerId }
}

export const Schedule = Type.Enum(['off', 'daily', 'weekly'], {
  description: 'Paid out by itself as soon as there is enough: never, every day, every week.',
})
export type Schedule = Static<typeof Schedule>

/** When a schedule comes round next. */
export function nextDue(schedule: Schedule, at: Date): Date | null {
  if (schedule === 'off') return null

  return new Date(at.getTime() + (schedule === 'daily' ? 1 : 7) * 86_400_000)
}

export const DestinationKind = Type.Enum(['mobile_money', 'bank'])
export type DestinationKind = Static<typeof DestinationKind>

export const SetDestination = Type.Object({
  kind: DestinationKind,
  holder: Type.String({ minLength: 2, maxLength: 100, description: 'Whose name is on the account.' }),
  number: Type.String({
    pattern: '^[+A-Z0-9][A-Z0-9 ]{5,38}$',
    description: 'The phone number with its country, +237…, or the IBAN or account number.',
  }),
  bank: Type.Optional(Type.String({ minLength: 2, maxLength: 100, description: 'The bank, for an account number.' })),
  schedule: Schedule,
})
export type SetDestination = Static<typeof SetDestination>

export const Destination = Type.Object(
  {
    id: IdOf('destination'),
    ownerKind: Type.Enum(['vendor', 'rider']),
    ownerId: Type.String({ format: 'uuid' }),
    kind: DestinationKind,
    holder: Type.String(),
    number: Type.String({ description: 'Its last four characters, to whom it does not belong all of it.' }),
    bank: Type.Union([Type.String(), Type.Null()]),
    state: Type.Enum(['unverified', 'verified', 'rejected']),
    schedule: Schedule,
    usableFrom: Type.String({ format: 'date-time', description: 'A changed account waits until then.' }),
    changedAt: Type.String({ format: 'date-time' }),
  },
  { title: 'PayoutDestination' },
)
export type Destination = Static<typeof Destination>

export const PayoutId = IdOf<'payout'>('Payout')
export const payoutStates = ['waiting', 'sending', 'paid', 'failed', 'rejected'] as const
export type PayoutState = (typeof payoutStates)[number]

export const Payout = Type.Object(
  {
    id: PayoutId,
    ownerKind: Type.Enum(['vendor', 'rider']),
    ownerId: Type.String({ format: 'uuid' }),
    amountMinor: Type.Integer({ description: 'What leaves the wallet.' }),
    feeMinor: Type.Integer({ description: 'What the platform keeps of it.' }),
    currency: Type.String(),
    state: Type.Enum([...payoutStates]),
    destination: Type.Object({ kind: DestinationKind, holder: Type.String(), number: Type.String() }),
    scheduled: Type.Boolean({ description: 'Asked for by the schedule.' }),
    askedAt: Type.String({ format: 'date-time' }),
    decidedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    endedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    note: Type.Union([Type.String(), Type.Null()]),
    failure: Type.Union([Type.String(), Type.Null()]),
    batchId: Type.Union([IdOf('batch'), Type.Null()]),
    digest: Type.String({ description: 'Stands for amount and account: whoever agrees sends it back.' }),
  },
  { title: 'Payout' },
)
export type Payout = Static<typeof Payout>

/** What is agreed to: another amount or another account is another digest. */
export function digestOf(payout: {
  id: string
  amountMinor: number
  feeMinor: number
  currency: string
  destinationId: string
  number: string
  holder: string
}): Buffer {
  const { id, amountMinor, feeMinor, currency, destinationId, number, holder } = payout
  const parts = [id, amountMinor, feeMinor, currency, destinationId, number, holder]

  return createHash('sha256').update(JSON.stringify(parts)).digest()
}

/** Seconds until each next question to a provider that has not said how a payout ended; the last one repeats. */
const pollAfterSeconds = [3, 15, 60, 300, 900, 3600]

export function nextPollAt(at: Date, polls: number): Date {
  const seconds = pollAfterSeconds[Math.min(polls, pollAfterSeconds.length - 1)] as number
  return new Date(at.getTime() + seconds * 1000)
}

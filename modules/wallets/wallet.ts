// How much somebody may give away: tiers, and the room that is left. Pure.
import { Type, type Static } from 'typebox'

export const Tier = Type.Enum(['basic', 'verified', 'trusted'], { description: 'How well the customer is known.' })
export type Tier = Static<typeof Tier>

/** What a tier may give away, as multiples of the market's unit of account: its smallest payout. */
const multiples: Record<Tier, { readonly day: number; readonly month: number }> = {
  basic: { day: 10, month: 40 },
  verified: { day: 100, month: 400 },
  trusted: { day: 1_000, month: 4_000 },
}

export interface Room {
  readonly dayMinor: number
  readonly monthMinor: number
}

export function limitsOf(tier: Tier, unitMinor: number): Room {
  const { day, month } = multiples[tier]
  return { dayMinor: day * unitMinor, monthMinor: month * unitMinor }
}

/** What may still go, of a day and of thirty days: never below zero, also when a tier was lowered. */
export function roomLeft(limits: Room, given: Room): number {
  return Math.max(0, Math.min(limits.dayMinor - given.dayMinor, limits.monthMinor - given.monthMinor))
}

export const Limits = Type.Object(
  {
    tier: Tier,
    dayMinor: Type.Integer({ description: 'What may be given away in 24 hours.' }),
    monthMinor: Type.Integer({ description: 'What may be given away in thirty days.' }),
    leftMinor: Type.Integer({ description: 'What may still be given away now.' }),
    currency: Type.String(),
  },
  { title: 'WalletLimits' },
)
export type Limits = Static<typeof Limits>

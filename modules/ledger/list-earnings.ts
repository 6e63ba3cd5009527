// What a vendor or rider has earned, day by day, week by week or month by month of the market's calendar.
import type { Context } from '@provender/platform/context'
import type { Db } from '@provender/platform/db'
import { Type, type Static } from 'typebox'
import { selectEarnings } from './wallet-store.ts'

export const ListEarnings = Type.Object({
  by: Type.Optional(Type.Enum(['day', 'week', 'month'], { description: 'day when left out.' })),
  periods: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 366, description: 'How many back from now; 14 when left out.' }),
  ),
})
export type ListEarnings = Static<typeof ListEarnings>

const minor = (description: string) => Type.Integer({ description })

export const Earnings = Type.Object(
  {
    currency: Type.String(),
    by: Type.Enum(['day', 'week', 'month']),
    items: Type.Array(
      Type.Object({
        period: Type.String({ format: 'date', description: 'Its first day, on the clock of the market.' }),
        orders: minor('Orders that were settled.'),
        ordersMinor: minor('What they brought, after commission.'),
        commissionMinor: minor('Commission that was taken of them.'),
        tipsMinor: minor('Tips given after delivery.'),
        refundsMinor: minor('What went back to customers; below zero.'),
        totalMinor: minor('All of it.'),
      }),
    ),
  },
  { title: 'Earnings' },
)
export type Earnings = Static<typeof Earnings>

/** Oldest first; periods without movement are left out. */
export async function listEarnings(
  db: Db,
  { market, at }: Context,
  { ownerKind, ownerId, by = 'day', periods = 14 }: ListEarnings & { ownerKind: 'vendor' | 'rider'; ownerId: string },
): Promise<Earnings> {
  const { currency, timeZone } = market.settings
  const items = await selectEarnings(db, { ownerKind, ownerId, currency, timeZone, by, periods, at })

  return { currency, by, items }
}

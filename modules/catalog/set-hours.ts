// A vendor says when it takes orders: its usual week, its special days, and how long before closing the last order.
import type { Context } from '@provender/platform/context'
import type { Tx } from '@provender/platform/db'
import type { ErrorDefinition } from '@provender/platform/errors'
import { Type, type Static } from 'typebox'
import { daysOverlap, hoursUnclear, lastOrderTooEarly } from './errors.ts'
import { LastOrderMinutes, SpecialDays, WeekHours, mostSpecialDays, scheduleFault } from './hours.ts'
import { announceChange } from './own-profile.ts'
import type { VendorProfile } from './vendor.ts'
import { updateSchedule } from './vendor-store.ts'

export const SetHours = Type.Object({
  hours: WeekHours,
  specialDays: Type.Array(SpecialDays, { maxItems: mostSpecialDays }),
  lastOrderMinutes: LastOrderMinutes,
})

const faults: Record<NonNullable<ReturnType<typeof scheduleFault>>, ErrorDefinition> = {
  hours: hoursUnclear,
  days: daysOverlap,
  last: lastOrderTooEarly,
}

export async function setHours(
  tx: Tx,
  ctx: Context,
  { vendorId, ...schedule }: { vendorId: string } & Static<typeof SetHours>,
): Promise<VendorProfile> {
  const fault = scheduleFault(schedule)
  if (fault) throw faults[fault]()

  return announceChange(tx, ctx, await updateSchedule(tx, vendorId, schedule))
}

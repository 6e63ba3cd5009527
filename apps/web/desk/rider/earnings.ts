// What a rider has earned, day by day of the market's calendar. Pure.
import type { RiderDelivery } from '../answers.ts'

export interface DayEarnings {
  /** `2026-11-21` */
  day: string
  minor: number
  count: number
}

/** The last `days` days up to today, idle ones included, oldest first. Only what was delivered earns. */
export function earningsByDay(
  deliveries: readonly RiderDelivery[],
  { days, now, dayOf }: { days: number; now: number; dayOf: (at: string | number) => string },
): DayEarnings[] {
  const earned = new Map<string, DayEarnings>()
  for (let back = days - 1; back >= 0; back--) {
    const day = dayOf(now - back * 86_400_000)
    earned.set(day, { day, minor: 0, count: 0 })
  }
  for (const { state, endedAt, feeMinor } of deliveries) {
    const entry = state === 'delivered' && endedAt ? earned.get(dayOf(endedAt)) : undefined
    if (!entry) continue
    entry.minor += feeMinor
    entry.count += 1
  }
  return [...earned.values()]
}

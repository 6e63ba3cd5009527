// When a product is sold: on which days, at which hours, in which months, and when it is back, on the clock of the market.
import { DateTime } from 'luxon'
import { Type, type Static } from 'typebox'

const Day = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$', description: 'YYYY-MM-DD.' })
const Clock = Type.String({ pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$', description: 'HH:MM.' })
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

export const SoldWhen = Type.Object(
  {
    weekdays: Type.Optional(Type.Array(Type.Enum([...weekdays]), { minItems: 1, maxItems: 7, uniqueItems: true })),
    hours: Type.Optional(
      Type.Array(Type.Object({ from: Clock, until: Clock }), {
        minItems: 1,
        maxItems: 6,
        description: 'An end before its beginning is on the next day.',
      }),
    ),
    months: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: 12 }), { minItems: 1, maxItems: 12, uniqueItems: true }),
    ),
    firstDay: Type.Optional(Day),
    lastDay: Type.Optional(Day),
    notOn: Type.Optional(Type.Array(Day, { maxItems: 60, uniqueItems: true, description: 'Holidays and the like.' })),
  },
  { title: 'SoldWhen', description: 'All of it has to be true; what is left out does not matter.' },
)
export type SoldWhen = Static<typeof SoldWhen>

export interface Sale {
  readonly soldNow: boolean
  /** RFC 3339, when it is not sold now and will be within a year. */
  readonly soldFrom: string | null
}

const always: Sale = { soldNow: true, soldFrom: null }
const daysAhead = 366

/** Whether it is sold at this moment, and if not from when on. */
export function saleAt(
  { soldWhen, soldOutUntil }: { soldWhen: SoldWhen | null; soldOutUntil: Date | null },
  timeZone: string,
  at: Date,
): Sale {
  const waits = soldOutUntil !== null && soldOutUntil > at
  if (!waits && soldWhen === null) return always

  const from = waits ? soldOutUntil : at
  const next = soldWhen === null ? from : nextMoment(soldWhen, timeZone, from)
  if (next !== undefined && next.getTime() <= at.getTime()) return always

  return { soldNow: false, soldFrom: next?.toISOString() ?? null }
}

/** The first moment from then on at which it is sold. Yesterday counts too: its night may reach into today. */
function nextMoment(soldWhen: SoldWhen, timeZone: string, from: Date): Date | undefined {
  const start = DateTime.fromJSDate(from, { zone: timeZone }).startOf('day')
  for (let ahead = -1; ahead <= daysAhead; ahead++) {
    const day = start.plus({ days: ahead })
    if (!isDay(soldWhen, day)) continue

    const spans = (soldWhen.hours ?? [{ from: '00:00', until: '24:00' }])
      .map((span) => ({
        opens: onClock(day, span.from),
        closes: onClock(span.until <= span.from ? day.plus({ days: 1 }) : day, span.until),
      }))
      .filter(({ closes }) => closes > from.getTime())
    const first = Math.min(...spans.map(({ opens }) => Math.max(opens, from.getTime())))
    if (spans.length > 0) return new Date(first)
  }

  return undefined
}

function isDay(soldWhen: SoldWhen, day: DateTime): boolean {
  const date = day.toISODate() ?? ''
  const weekday = weekdays[day.weekday - 1]
  if (soldWhen.weekdays && !soldWhen.weekdays.some((each) => each === weekday)) return false
  if (soldWhen.months && !soldWhen.months.includes(day.month)) return false
  if (soldWhen.firstDay !== undefined && date < soldWhen.firstDay) return false
  if (soldWhen.lastDay !== undefined && date > soldWhen.lastDay) return false

  return !(soldWhen.notOn ?? []).includes(date)
}

/** The wall clock decides, also on the days on which it jumps. */
function onClock(day: DateTime, time: string): number {
  if (time === '24:00') return day.plus({ days: 1 }).startOf('day').toMillis()

  return day.set({ hour: Number(time.slice(0, 2)), minute: Number(time.slice(3)) }).toMillis()
}

/** When "sold out today" is over: as the next day of the market begins. */
export function tomorrowIn(timeZone: string, at: Date): Date {
  return DateTime.fromJSDate(at, { zone: timeZone }).plus({ days: 1 }).startOf('day').toJSDate()
}

/** What makes no sense about it, in words; nothing when it does. */
export function whenIsUnclear({
  hours = [],
  firstDay,
  lastDay,
}: SoldWhen): { field: string; problem: string } | undefined {
  const flat = hours.findIndex(({ from, until }) => from === until || from === '24:00')
  if (flat >= 0) {
    return {
      field: `/soldWhen/hours/${flat}/until`,
      problem: 'Hours need an end that differs from their beginning. The whole day is 00:00 to 24:00.',
    }
  }
  if (firstDay !== undefined && lastDay !== undefined && lastDay < firstDay) {
    return { field: '/soldWhen/lastDay', problem: 'The last day is before the first. Swap them.' }
  }

  return undefined
}

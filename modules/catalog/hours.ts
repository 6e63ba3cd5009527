// Opening hours: when a vendor takes orders, on the clock of its market, midnight and clock changes included.
import { DateTime } from 'luxon'
import { Type, type Static } from 'typebox'

const Clock = Type.String({
  pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$',
  description: 'HH:MM; 24:00 is the end of the day.',
})
const OpeningTimes = Type.Array(Clock, {
  minItems: 2,
  maxItems: 2,
  description: 'Opens and closes. A closing before the opening is after midnight.',
})
const day = () => Type.Unsafe<readonly (readonly [string, string])[]>(Type.Array(OpeningTimes, { maxItems: 6 }))

/** No openings: closed that day. */
export const WeekHours = Type.Object(
  {
    monday: day(),
    tuesday: day(),
    wednesday: day(),
    thursday: day(),
    friday: day(),
    saturday: day(),
    sunday: day(),
  },
  { title: 'WeekHours', description: 'Opening hours on the clock of the market.' },
)
export type WeekHours = Readonly<Static<typeof WeekHours>>

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Never open: what a new vendor starts with. */
export const closedAllWeek: WeekHours = {
  monday: [],
  tuesday: [],
  wednesday: [],
  thursday: [],
  friday: [],
  saturday: [],
  sunday: [],
}

/** Whether an opening has no length, or begins at the end of the day. */
export function isUnclear(hours: WeekHours): boolean {
  return weekdays.some((day) => hours[day].some(([opens, closes]) => opens === closes || opens === '24:00'))
}

export function isOpenAt(hours: WeekHours, timeZone: string, at: Date): boolean {
  return spansOf(hours, daysAround(timeZone, at), { from: 0, to: 2 }).some((span) => covers(span, at.getTime()))
}

/** Now: open until when, or closed until when. Nothing when that does not come within a week. */
export type Opening =
  | { readonly openNow: true; readonly closesAt: Date | undefined }
  | { readonly openNow: false; readonly opensAt: Date | undefined }

/** Openings that touch are one: round the clock never closes. */
export function openingAt(hours: WeekHours, timeZone: string, at: Date): Opening {
  const days = daysAround(timeZone, at)
  const spans = spansOf(hours, days, { from: 0, to: days.length - 1 }).sort((a, b) => a.opens - b.opens)
  const now = at.getTime()
  const current = spans.find((span) => covers(span, now))
  if (!current) {
    const next = spans.find((span) => span.opens > now)
    return { openNow: false, opensAt: next && new Date(next.opens) }
  }

  let { closes } = current
  for (const span of spans) if (span.opens <= closes && span.closes > closes) closes = span.closes
  const aWeek = days[8]?.starts ?? 0

  return { openNow: true, closesAt: closes > aWeek ? undefined : new Date(closes) }
}

/** Every opening from the night that reaches into today until nine days ahead, for whoever keeps them to ask later. */
export function openingsAround(hours: WeekHours, timeZone: string, at: Date): { openings: Span[]; knownUntil: Date } {
  const days = daysAround(timeZone, at)

  return {
    openings: spansOf(hours, days, { from: 0, to: days.length - 1 }),
    knownUntil: new Date(days.at(-1)?.starts ?? at),
  }
}

/** A stretch of real time, in milliseconds since the epoch; the end is not part of it. */
interface Span {
  readonly opens: number
  readonly closes: number
}

function covers(span: Span, at: number): boolean {
  return span.opens <= at && at < span.closes
}

/** The wall clock decides: when clocks change, an opening is an hour longer or shorter, as it is for the people there. */
function spansOf(hours: WeekHours, days: readonly Day[], range: { from: number; to: number }): Span[] {
  return days.slice(range.from, range.to).flatMap((day, index) =>
    hours[day.weekday].map(([opens, closes]) => ({
      opens: onClock(day, opens),
      closes: onClock(closes <= opens ? (days[range.from + index + 1] ?? day) : day, closes),
    })),
  )
}

function onClock(day: Day, time: string): number {
  if (time === '24:00') return day.ends
  const [hour, minute] = [Number(time.slice(0, 2)), Number(time.slice(3))]
  if (day.ends - day.starts === 24 * hourMs) return day.starts + hour * hourMs + minute * minuteMs

  return day.midnight.set({ hour, minute }).toMillis()
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs

interface Day {
  readonly weekday: (typeof weekdays)[number]
  readonly midnight: DateTime
  readonly starts: number
  readonly ends: number
}

/** The days around the last moment asked about, for each time zone: working out a calendar takes longer than reading it. */
const calendars = new Map<string, readonly Day[]>()

/** Yesterday, whose night may reach into today, then today, then nine days more. */
function daysAround(timeZone: string, at: Date): readonly Day[] {
  const known = calendars.get(timeZone)
  const today = known?.[1]
  if (known && today && today.starts <= at.getTime() && at.getTime() < today.ends) return known

  const midnight = DateTime.fromJSDate(at, { zone: timeZone }).startOf('day')
  const days = [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((ahead) => dayOf(midnight.plus({ days: ahead })))
  calendars.set(timeZone, days)
  return days
}

function dayOf(midnight: DateTime): Day {
  return {
    weekday: weekdays[midnight.weekday - 1] ?? 'monday',
    midnight,
    starts: midnight.startOf('day').toMillis(),
    ends: midnight.plus({ days: 1 }).startOf('day').toMillis(),
  }
}

// Opening hours: when a vendor takes orders, on the clock of its market, midnight and clock changes included.
import { DateTime } from 'luxon'
import { Type, type Static } from 'typebox'

const Clock = Type.String({
  pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$',
  description: 'HH:MM; 24:00 is the end of the day.',
})
const Opening = Type.Array(Clock, {
  minItems: 2,
  maxItems: 2,
  description: 'Opens and closes. A closing before the opening is after midnight.',
})
const day = () => Type.Unsafe<readonly (readonly [string, string])[]>(Type.Array(Opening, { maxItems: 6 }))

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
  const today = DateTime.fromJSDate(at, { zone: timeZone }).startOf('day')

  return [-1, 0].some((days) => spansOn(hours, today.plus({ days })).some((span) => covers(span, at.getTime())))
}

/** When it opens next, or nothing when it does not within a week or is open now. */
export function nextOpening(hours: WeekHours, timeZone: string, at: Date): Date | undefined {
  const spans = spansAround(hours, timeZone, at)
  if (spans.some((span) => covers(span, at.getTime()))) return undefined
  const next = spans.map((span) => span.opens).find((opens) => opens > at.getTime())

  return next === undefined ? undefined : new Date(next)
}

/** When it closes, or nothing when it does not within a week or is closed now. Openings that touch are one. */
export function nextClosing(hours: WeekHours, timeZone: string, at: Date): Date | undefined {
  const spans = spansAround(hours, timeZone, at)
  let until = spans.find((span) => covers(span, at.getTime()))?.closes
  if (until === undefined) return undefined

  for (const span of spans) if (span.opens <= until && span.closes > until) until = span.closes
  const week = DateTime.fromJSDate(at, { zone: timeZone }).plus({ weeks: 1 }).toMillis()

  return until > week ? undefined : new Date(until)
}

/** A stretch of real time, in milliseconds since the epoch; the end is not part of it. */
interface Span {
  readonly opens: number
  readonly closes: number
}

function covers(span: Span, at: number): boolean {
  return span.opens <= at && at < span.closes
}

/** From yesterday, whose night may reach into today, to a week ahead, in order of opening. */
function spansAround(hours: WeekHours, timeZone: string, at: Date): Span[] {
  const today = DateTime.fromJSDate(at, { zone: timeZone }).startOf('day')

  return [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8]
    .flatMap((days) => spansOn(hours, today.plus({ days })))
    .sort((a, b) => a.opens - b.opens)
}

/** The wall clock decides: when clocks change, an opening is an hour longer or shorter, as it is for the people there. */
function spansOn(hours: WeekHours, date: DateTime): Span[] {
  const openings = hours[weekdays[date.weekday - 1] ?? 'monday']

  return openings.map(([opens, closes]) => ({
    opens: onClock(date, opens),
    closes: onClock(closes <= opens ? date.plus({ days: 1 }) : date, closes),
  }))
}

function onClock(date: DateTime, time: string): number {
  if (time === '24:00') return date.plus({ days: 1 }).set({ hour: 0, minute: 0 }).toMillis()

  return date.set({ hour: Number(time.slice(0, 2)), minute: Number(time.slice(3)) }).toMillis()
}

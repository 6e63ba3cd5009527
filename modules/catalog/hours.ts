// Opening hours: when a vendor takes orders, on the clock of its market: special days, last orders, midnight, clock changes.
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

const CalendarDay = Type.String({ format: 'date', description: 'A day on the calendar of the market.' })

export const SpecialDays = Type.Object(
  {
    from: CalendarDay,
    to: Type.String({ format: 'date', description: 'The last of these days.' }),
    openings: Type.Unsafe<readonly (readonly [string, string])[]>({ ...day(), description: 'None: closed.' }),
    reason: Type.Enum(['holiday', 'vacation', 'event', 'other']),
  },
  { title: 'SpecialDays', description: 'Days that take the place of the usual week.' },
)
export type SpecialDays = Readonly<Static<typeof SpecialDays>>

export const mostSpecialDays = 60
export const LastOrderMinutes = Type.Integer({
  minimum: 0,
  maximum: 240,
  description: 'So many minutes before closing it takes the last order.',
})

/** Everything that decides when a vendor takes orders, save its own hand. */
export interface Schedule {
  readonly hours: WeekHours
  /** None of them overlap. */
  readonly specialDays: readonly SpecialDays[]
  readonly lastOrderMinutes: number
}

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
  return weekdays.some((day) => hours[day].some(isShapeless))
}

function isShapeless([opens, closes]: readonly [string, string]): boolean {
  return opens === closes || opens === '24:00'
}

/** Why a schedule cannot be kept: which of its parts contradict each other. */
export function scheduleFault({
  hours,
  specialDays,
  lastOrderMinutes,
}: Schedule): 'hours' | 'days' | 'last' | undefined {
  const openings = [...Object.values(hours), ...specialDays.map((each) => each.openings)].flat()
  if (openings.some(isShapeless)) return 'hours'
  const ranges = [...specialDays].sort((a, b) => (a.from < b.from ? -1 : 1))
  if (ranges.some(({ from, to }, index) => to < from || (ranges[index + 1]?.from ?? '9') <= to)) return 'days'

  return openings.some((opening) => lengthOf(opening) <= lastOrderMinutes) ? 'last' : undefined
}

/** Minutes on the clock; one that reaches midnight may go on there, and is long enough for anything. */
function lengthOf([opens, closes]: readonly [string, string]): number {
  if (opens === '00:00' || closes === '24:00') return 24 * 60
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

  return (minutes(closes) - minutes(opens) + 24 * 60) % (24 * 60)
}

export function isOpenAt(schedule: Schedule, timeZone: string, at: Date): boolean {
  const blocks = blocksOf(schedule, daysAround(timeZone, at).slice(0, 4))
  return blocks.some((block) => takesOrders(block, schedule, at.getTime()))
}

/** Now: taking orders until when, or not until when. Nothing when that does not come in sight. */
export type Opening =
  | { readonly openNow: true; readonly closesAt: Date | undefined; readonly lastOrderAt: Date | undefined }
  | { readonly openNow: false; readonly opensAt: Date | undefined }

/** Openings that touch are one: round the clock never closes. */
export function openingAt(schedule: Schedule, timeZone: string, at: Date): Opening {
  const days = daysAround(timeZone, at)
  const now = at.getTime()
  const blocks = blocksOf(schedule, days)
  const current = blocks.find((block) => takesOrders(block, schedule, now))
  if (!current) return { openNow: false, opensAt: opensNext(schedule, days, now) }

  const aWeek = days[8]?.starts ?? 0
  if (current.closes > aWeek) return { openNow: true, closesAt: undefined, lastOrderAt: undefined }
  return {
    openNow: true,
    closesAt: new Date(current.closes),
    lastOrderAt: new Date(lastOrderOf(current, schedule)),
  }
}

/** Looks ahead nine days, and then from one special day to the next: a vacation may be long, and a week may be empty. */
function opensNext(schedule: Schedule, days: readonly Day[], now: number): Date | undefined {
  for (let ahead = days; ;) {
    const next = blocksOf(schedule, ahead).find(
      (block) => block.opens > now && lastOrderOf(block, schedule) > block.opens,
    )
    if (next) return new Date(next.opens)

    const last = ahead.at(-1)
    const turns = schedule.specialDays.flatMap(({ from, to }) => [from, dayAfter(to)])
    const turn = turns.sort().find((date) => last !== undefined && date > last.date)
    if (!last || turn === undefined) return undefined
    ahead = daysFrom(DateTime.fromISO(turn, { zone: last.midnight.zone }))
  }
}

function dayAfter(date: string): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days: 1 }).toISODate() ?? date
}

function lastOrderOf(block: Span, { lastOrderMinutes }: Schedule): number {
  return block.closes - lastOrderMinutes * minuteMs
}

function takesOrders(block: Span, schedule: Schedule, at: number): boolean {
  return block.opens <= at && at < lastOrderOf(block, schedule)
}

/** When orders are taken, from the night that reaches into today until nine days ahead, for whoever asks later. */
export function openingsAround(
  schedule: Schedule,
  timeZone: string,
  at: Date,
): { openings: readonly Span[]; knownUntil: Date } {
  const days = daysAround(timeZone, at)
  const openings = blocksOf(schedule, days).map((block) => ({ ...block, closes: lastOrderOf(block, schedule) }))

  return {
    openings: openings.filter(({ opens, closes }) => opens < closes),
    // What goes on beyond the last day is cut there, with its last order; the day before it is whole.
    knownUntil: new Date(days.at(-2)?.starts ?? at),
  }
}

/** A stretch of real time, in milliseconds since the epoch; the end is not part of it. */
interface Span {
  readonly opens: number
  readonly closes: number
}

/** In order, and as one where they touch. */
function blocksOf(schedule: Schedule, days: readonly Day[]): Span[] {
  const blocks: Span[] = []
  for (const span of spansOf(schedule, days).sort((a, b) => a.opens - b.opens)) {
    const last = blocks.at(-1)
    if (!last || span.opens > last.closes) blocks.push(span)
    else if (span.closes > last.closes) blocks[blocks.length - 1] = { opens: last.opens, closes: span.closes }
  }

  return blocks
}

/** The wall clock decides: when clocks change, an opening is an hour longer or shorter, as it is for the people there. */
function spansOf(schedule: Schedule, days: readonly Day[]): Span[] {
  return days.slice(0, -1).flatMap((day, index) =>
    openingsOf(schedule, day).map(([opens, closes]) => ({
      opens: onClock(day, opens),
      closes: onClock(closes <= opens ? (days[index + 1] ?? day) : day, closes),
    })),
  )
}

/** A night belongs to the day it began on, so a special day does not cut the night before it short. */
function openingsOf({ hours, specialDays }: Schedule, { date, weekday }: Day): readonly (readonly [string, string])[] {
  const special = specialDays.find(({ from, to }) => from <= date && date <= to)

  return special ? special.openings : hours[weekday]
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
  /** `2026-12-24` */
  readonly date: string
  readonly weekday: (typeof weekdays)[number]
  readonly midnight: DateTime
  readonly starts: number
  readonly ends: number
}

/** The days around the last moment asked about, for each time zone: working out a calendar takes longer than reading it. */
const calendars = new Map<string, readonly Day[]>()

/** Yesterday, whose night may reach into today, then today, then ten days more. */
function daysAround(timeZone: string, at: Date): readonly Day[] {
  const known = calendars.get(timeZone)
  const today = known?.[1]
  if (known && today && today.starts <= at.getTime() && at.getTime() < today.ends) return known

  const days = daysFrom(DateTime.fromJSDate(at, { zone: timeZone }))
  calendars.set(timeZone, days)
  return days
}

function daysFrom(at: DateTime): readonly Day[] {
  const midnight = at.startOf('day')

  return [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((ahead) => dayOf(midnight.plus({ days: ahead })))
}

function dayOf(midnight: DateTime): Day {
  return {
    date: midnight.toISODate() ?? '',
    weekday: weekdays[midnight.weekday - 1] ?? 'monday',
    midnight,
    starts: midnight.startOf('day').toMillis(),
    ends: midnight.plus({ days: 1 }).startOf('day').toMillis(),
  }
}

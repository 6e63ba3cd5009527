// How the storefront says times and opening hours: on the market's clock, in the visitor's language.
import type { MarketSettings, Vendor } from '../api/schema.ts'

export interface Clock {
  timeZone: string
  /** `fr-CM`: the language as it is written where the market is. */
  locale: string
}

export function clockOf(market: Pick<MarketSettings, 'timeZone' | 'country'>, language: string): Clock {
  return { timeZone: market.timeZone, locale: `${language}-${market.country}` }
}

/** `18:42`, `6:42 pm`. */
export function timeText(at: string | number | Date, { timeZone, locale }: Clock): string {
  return new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' }).format(new Date(at))
}

/** `21 Nov, 18:42`; the year is told when it is another one. */
export function momentText(at: string, { timeZone, locale }: Clock, now = new Date()): string {
  const other = yearOf(new Date(at), timeZone) !== yearOf(now, timeZone)
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    ...(other && { year: 'numeric' as const }),
  }).format(new Date(at))
}

/** `12 January`; the year is told when it is another one. */
export function dayText(at: string | number, { timeZone, locale }: Clock, now = new Date()): string {
  const other = yearOf(new Date(at), timeZone) !== yearOf(now, timeZone)
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'long',
    ...(other && { year: 'numeric' as const }),
  }).format(new Date(at))
}

/** When something will be, seen from now: its time, and its day unless that is today. */
export function daysAhead(
  at: string,
  { timeZone, locale }: Clock,
  now = new Date(),
): { days: number; weekday: string } {
  const day = (moment: Date) => Date.parse(new Intl.DateTimeFormat('en-CA', { timeZone }).format(moment))
  const when = new Date(at)
  return {
    days: Math.round((day(when) - day(now)) / 86_400_000),
    weekday: new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long' }).format(when),
  }
}

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Monday to Sunday in words, each with its openings as `11:00–15:00`. */
export function weekText(hours: Vendor['hours'], { locale }: Clock): { day: string; openings: string[] }[] {
  // 1 January 2024 was a Monday; opening hours are wall-clock times, so they are read and written in UTC.
  const name = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  return weekdays.map((day, index) => ({
    day: name.format(Date.UTC(2024, 0, 1 + index)),
    openings: hours[day].map(([opens = '', closes = '']) => openingText(opens, closes, locale)),
  }))
}

/** `1–21 August`, each with its openings; none is closed. Days are those of the market's calendar. */
export function specialDaysText(
  specialDays: Vendor['specialDays'],
  { locale }: Clock,
): { days: string; openings: string[]; reason: Vendor['specialDays'][number]['reason'] }[] {
  const day = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long' })
  const date = (text: string) => Date.parse(`${text}T00:00:00Z`)
  return specialDays.map(({ from, to, openings, reason }) => ({
    days: from === to ? day.format(date(from)) : day.formatRange(date(from), date(to)),
    openings: openings.map(([opens = '', closes = '']) => openingText(opens, closes, locale)),
    reason,
  }))
}

function openingText(opens: string, closes: string, locale: string): string {
  const time = (text: string) =>
    timeText(`2024-01-01T${text === '24:00' ? '00:00' : text}:00Z`, { timeZone: 'UTC', locale })
  return `${time(opens)}–${time(closes)}`
}

function yearOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }).format(at)
}

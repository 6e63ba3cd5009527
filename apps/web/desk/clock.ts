// Times as people at a counter read them, on the clock of the market.
'use client'
import { useLocale } from 'next-intl'
import { useEffect, useState } from 'react'
import { useDesk } from './desk-context.tsx'

type Moment = string | number | Date

interface Clock {
  /** `18:42` */
  time(at: Moment): string
  /** `Sat 21 Nov, 18:42`; only the time when it is today. */
  when(at: Moment): string
  /** `Saturday 21 November` */
  day(at: Moment): string
  /** Same on one day of the market's calendar, wherever the reader is: `2026-11-21`. */
  dayKey(at: Moment): string
}

export function useClock(): Clock {
  const { timeZone } = useDesk().market
  const language = useLocale()
  // A day is read the way it is written where the market is: never month first.
  const locale = language === 'en' ? 'en-GB' : language
  const format = (at: Moment, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(new Date(at))
  const dayKey = (at: Moment) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(at))
  const time = (at: Moment) => format(at, { hour: '2-digit', minute: '2-digit' })
  return {
    time,
    dayKey,
    day: (at) => format(at, { weekday: 'long', day: 'numeric', month: 'long' }),
    when: (at) =>
      dayKey(at) === dayKey(Date.now())
        ? time(at)
        : `${format(at, { weekday: 'short', day: 'numeric', month: 'short' })}, ${time(at)}`,
  }
}

/** The present, moving in steps; undefined on the server, so that both first pictures are the same. */
export function useNow(everyMs = 15_000): number | undefined {
  const [now, setNow] = useState<number>()
  useEffect(() => {
    const tick = () => setNow(Date.now())
    tick()
    const timer = setInterval(tick, everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}

// Whether a vendor takes orders: until when, or from when on, and when the last order is taken.
import { Clock } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { MarketSettings, Vendor } from '../api/schema.ts'
import { Badge } from '../ui/badge.tsx'
import { clockOf, dayText, daysAhead, timeText } from './words.ts'

type Hours = Pick<Vendor, 'openNow' | 'opensAt'> & { closesAt?: string | null; lastOrderAt?: string | null }
type On = Pick<MarketSettings, 'timeZone' | 'country'>

/** `Open until 22:00`, `Opens Monday at 11:00`. */
export function useOpenness(market: On): (vendor: Hours) => string {
  const t = useTranslations('store.hours')
  const clock = clockOf(market, useLocale())
  return ({ openNow, opensAt, closesAt, lastOrderAt }) => {
    if (openNow) {
      if (lastOrderAt && lastOrderAt !== closesAt && Date.parse(lastOrderAt) - Date.now() < lastOrdersSoonMs)
        return t('lastOrders', { time: timeText(lastOrderAt, clock) })
      const soon = closesAt ? Date.parse(closesAt) - Date.now() < 12 * 60 * 60 * 1000 : false
      return closesAt && soon ? t('openUntil', { time: timeText(closesAt, clock) }) : t('open')
    }
    if (!opensAt) return t('closed')
    const { days, weekday } = daysAhead(opensAt, clock)
    const time = timeText(opensAt, clock)
    return days === 0
      ? t('opensToday', { time })
      : days === 1
        ? t('opensTomorrow', { time })
        : days < 7
          ? t('opensOn', { day: weekday, time })
          : t('backOn', { day: dayText(opensAt, clock) })
  }
}

const lastOrdersSoonMs = 2 * 60 * 60 * 1000

export function OpennessBadge({ market, vendor }: { market: On; vendor: Hours }) {
  const say = useOpenness(market)
  return (
    <Badge tone={vendor.openNow ? 'good' : 'neutral'} icon={<Clock aria-hidden />}>
      {say(vendor)}
    </Badge>
  )
}

export function OpennessText({ market, vendor }: { market: On; vendor: Hours }) {
  return useOpenness(market)(vendor)
}

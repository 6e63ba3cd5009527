// When something that cannot be had right now can be had again.
import { useLocale, useTranslations } from 'next-intl'
import type { MarketSettings, Product } from '../api/schema.ts'
import { clockOf, dayText, daysAhead, timeText } from './words.ts'

export function useSoldFrom(market: MarketSettings): (product: Pick<Product, 'soldFrom'>) => string {
  const t = useTranslations('products.sold')
  const clock = clockOf(market, useLocale())
  return ({ soldFrom }) => {
    if (soldFrom === null) return t('notNow')
    const { days, weekday } = daysAhead(soldFrom, clock)
    const time = timeText(soldFrom, clock)
    if (days === 0) return t('today', { time })
    if (days === 1) return t('tomorrow', { time })
    return days < 7 ? t('weekday', { weekday, time }) : t('day', { day: dayText(soldFrom, clock) })
  }
}

export function SoldFrom({ market, product }: { market: MarketSettings; product: Pick<Product, 'soldFrom'> }) {
  return useSoldFrom(market)(product)
}

// One number that matters, and where it is going.
import { clsx } from 'clsx'
import { ArrowDownRight, ArrowUpRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Card } from './card.tsx'

/** `trend` is good or bad by itself: fewer complaints go down and are good. */
export function StatTile({
  label,
  value,
  change,
  trend,
  rising = true,
  picture,
}: {
  label: string
  value: ReactNode
  change?: string
  trend?: 'good' | 'bad'
  rising?: boolean
  picture?: ReactNode
}) {
  const t = useTranslations('common')
  const Arrow = rising ? ArrowUpRight : ArrowDownRight
  return (
    <Card className="flex min-w-0 flex-col justify-between gap-4">
      <div className="flex items-start justify-between gap-3 text-sm font-medium text-muted">
        {label}
        {picture}
      </div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
        <span className="tabular font-display text-3xl font-bold tracking-tight">{value}</span>
        {change && (
          <span
            className={clsx(
              'inline-flex items-center gap-0.5 text-sm font-semibold',
              trend === 'bad' ? 'text-bad' : 'text-good',
            )}
          >
            <Arrow aria-hidden className="size-4" />
            <span aria-hidden>{change}</span>
            <span className="sr-only">{t(rising ? 'up' : 'down', { change })}</span>
          </span>
        )}
      </div>
    </Card>
  )
}

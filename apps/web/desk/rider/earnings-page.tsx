// What the week has brought, and the cash that is still to be handed in.
'use client'
import { useTranslations } from 'next-intl'
import { Card } from '../../ui/card.tsx'
import { Money } from '../../ui/money.tsx'
import { RiderShell } from '../../ui/rider-shell.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { MoneyPage } from '../../money/money-page.tsx'
import { useClock, useNow } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'
import { CashCard } from './cash.tsx'
import { earningsByDay } from './earnings.ts'
import { usePastDeliveries } from './use-past.ts'
import { useRiderSelf } from './use-rider.ts'

export function Earnings() {
  const t = useTranslations('rider.earnings')
  const { market } = useDesk()
  const clock = useClock()
  const self = useRiderSelf()
  const past = usePastDeliveries()
  const now = useNow(60_000)
  const deliveries = past.data?.pages.flatMap((page) => page.items) ?? []
  const week = now === undefined ? [] : earningsByDay(deliveries, { days: 7, now, dayOf: clock.dayKey })
  const today = week.at(-1)
  const best = Math.max(1, ...week.map(({ minor }) => minor))
  return (
    <RiderShell market={market}>
      <h1 className="mb-4 text-title">{t('title')}</h1>
      {past.isPending ? (
        <Loading className="space-y-4">
          <Skeleton className="h-64 rounded-card!" />
          <Skeleton className="h-40 rounded-card!" />
        </Loading>
      ) : !past.data ? (
        <ErrorState error={past.error} retry={() => void past.refetch()} />
      ) : (
        <div className="space-y-4">
          <Card>
            <h2 className="text-base font-semibold text-muted">{t('today')}</h2>
            <p className="mt-1 font-display text-5xl font-extrabold tracking-tight">
              <Money minor={today?.minor ?? 0} currency={market.currency} />
            </p>
            <p className="mt-1 text-muted">{t('rides', { count: today?.count ?? 0 })}</p>
            <ol aria-label={t('week')} className="mt-6 flex h-40 items-end gap-2">
              {week.map(({ day, minor, count }, index) => (
                <li key={day} className="flex h-full min-w-0 flex-1 flex-col items-center justify-end gap-2">
                  <span className="sr-only">
                    {clock.day(`${day}T12:00:00Z`)}: <Money minor={minor} currency={market.currency} />,{' '}
                    {t('rides', { count })}
                  </span>
                  <span
                    aria-hidden
                    className={
                      index === week.length - 1
                        ? 'w-full rounded-control bg-accent'
                        : 'w-full rounded-control bg-accent-soft'
                    }
                    style={{ height: `${minor === 0 ? 3 : 12 + (minor / best) * 88}%` }}
                  />
                  <span aria-hidden className="text-xs text-muted first-letter:uppercase">
                    {clock.day(`${day}T12:00:00Z`).slice(0, 3)}
                  </span>
                </li>
              ))}
            </ol>
            <p className="mt-4 flex items-baseline justify-between border-t border-line pt-3 font-semibold">
              {t('week')}
              <Money minor={week.reduce((sum, { minor }) => sum + minor, 0)} currency={market.currency} />
            </p>
          </Card>
          {self.data && <CashCard cash={self.data.cash} />}
        </div>
      )}
      <div className="mt-4">
        <MoneyPage side="rider" narrow />
      </div>
    </RiderShell>
  )
}

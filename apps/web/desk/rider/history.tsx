// Every ride that is over.
'use client'
import { useTranslations, useLocale } from 'next-intl'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Money } from '../../ui/money.tsx'
import { RiderShell } from '../../ui/rider-shell.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { useClock } from '../clock.ts'
import { deliveryTones } from '../delivery-tones.ts'
import { useDesk } from '../desk-context.tsx'
import { distanceText } from '../words.ts'
import { usePastDeliveries } from './use-past.ts'

export function RideHistory() {
  const t = useTranslations('rider.history')
  const states = useTranslations('rider.state')
  const language = useLocale()
  const { market } = useDesk()
  const clock = useClock()
  const past = usePastDeliveries()
  const all = past.data?.pages.flatMap((page) => page.items) ?? []
  const days = Map.groupBy(all, (delivery) => clock.dayKey(delivery.endedAt ?? delivery.requestedAt))
  return (
    <RiderShell market={market}>
      <h1 className="mb-4 text-title">{t('title')}</h1>
      {past.isPending ? (
        <Loading className="space-y-3">
          {['a', 'b', 'c', 'd'].map((key) => (
            <Skeleton key={key} className="h-20 rounded-card!" />
          ))}
        </Loading>
      ) : !past.data ? (
        <ErrorState error={past.error} retry={() => void past.refetch()} />
      ) : all.length === 0 ? (
        <EmptyState picture="fluent-emoji-flat:motor-scooter" title={t('empty')} text={t('emptyText')} />
      ) : (
        <div className="space-y-6">
          {[...days].map(([day, rides]) => (
            <section key={day} aria-labelledby={`rides-${day}`}>
              <h2 id={`rides-${day}`} className="mb-2 text-lg first-letter:uppercase">
                {clock.day(rides[0]?.endedAt ?? day)}
              </h2>
              <ul className="divide-y divide-line rounded-card border border-line bg-card">
                {rides.map((ride) => (
                  <li key={ride.id} className="flex items-center gap-3 px-4 py-3">
                    <span className="tabular text-sm text-muted">{clock.time(ride.endedAt ?? ride.requestedAt)}</span>
                    <span className="min-w-0 flex-1">
                      <span className="block truncate font-semibold">{ride.vendor.name}</span>
                      <span className="text-sm text-muted">
                        {ride.orderNumber} · {distanceText(ride.distanceM, language)}
                      </span>
                    </span>
                    <span className="flex flex-col items-end gap-1">
                      {ride.state === 'delivered' ? (
                        <Money minor={ride.feeMinor} currency={ride.currency} className="font-bold" />
                      ) : (
                        <Badge tone={deliveryTones[ride.state]}>{states(ride.state)}</Badge>
                      )}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          {past.hasNextPage && (
            <Button look="secondary" wide busy={past.isFetchingNextPage} onClick={() => void past.fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </div>
      )}
    </RiderShell>
  )
}

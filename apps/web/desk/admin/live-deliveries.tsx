// Everything that is on the road right now, on the town map and in a list.
'use client'
import { useLocale, useTranslations } from 'next-intl'
import Link from 'next/link'
import { useState } from 'react'
import { Badge } from '../../ui/badge.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { adminPath } from '../../ui/paths.ts'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { TownMap, type MapMarker } from '../../ui/town-map.tsx'
import { useTown } from '../../ui/use-town.ts'
import type { AdminDelivery } from '../answers.ts'
import { useClock } from '../clock.ts'
import { deliveryTones } from '../delivery-tones.ts'
import { useDesk } from '../desk-context.tsx'
import { distanceText } from '../words.ts'
import { useLiveDeliveries } from './use-console.ts'

export function LiveDeliveries() {
  const t = useTranslations('admin.live')
  const { market } = useDesk()
  const town = useTown(market.id)
  const live = useLiveDeliveries()
  const [chosen, setChosen] = useState<string>()
  const deliveries = live.data?.items ?? []
  const shown = deliveries.filter(({ id }) => chosen === undefined || id === chosen)
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      {live.isPending ? (
        <Loading className="space-y-4">
          <Skeleton className="h-96 rounded-card!" />
          <Skeleton className="h-24 rounded-card!" />
        </Loading>
      ) : !live.data ? (
        <ErrorState error={live.error} retry={() => void live.refetch()} />
      ) : (
        <div className="grid items-start gap-5 xl:grid-cols-[1.5fr_1fr]">
          <TownMap
            place={market.city}
            town={town.layers}
            centre={market.centre}
            zoom={13}
            fit
            markers={markersOf(shown)}
            className="h-[60dvh] min-h-80 rounded-card border border-line"
          />
          {deliveries.length === 0 ? (
            <EmptyState picture="fluent-emoji-flat:motor-scooter" title={t('none')} text={t('noneText')} />
          ) : (
            <ul className="space-y-3">
              {deliveries.map((delivery) => (
                <DeliveryRow
                  key={delivery.id}
                  delivery={delivery}
                  chosen={delivery.id === chosen}
                  onChoose={() => setChosen(delivery.id === chosen ? undefined : delivery.id)}
                />
              ))}
            </ul>
          )}
        </div>
      )}
    </>
  )
}

function DeliveryRow({
  delivery,
  chosen,
  onChoose,
}: {
  delivery: AdminDelivery
  chosen: boolean
  onChoose: () => void
}) {
  const t = useTranslations('admin.live')
  const states = useTranslations('rider.state')
  const waiting = useTranslations('admin.waiting')
  const language = useLocale()
  const clock = useClock()
  const { market } = useDesk()
  const { rider, vendor, customer, etaRange, waitingReason, state } = delivery
  return (
    <li className={`rounded-card border-2 bg-card p-4 ${chosen ? 'border-accent' : 'border-line'}`}>
      <button type="button" aria-pressed={chosen} onClick={onChoose} className="w-full rounded-control text-left">
        <span className="flex flex-wrap items-center justify-between gap-2">
          <span className="tabular font-display text-lg font-bold">{delivery.orderNumber}</span>
          <Badge tone={deliveryTones[state]}>{states(state)}</Badge>
        </span>
        <span className="mt-1.5 block break-words">
          {vendor.name} → {customer.firstName}, {distanceText(delivery.distanceM, language)}
        </span>
        <span className="mt-0.5 block text-sm text-muted">
          {rider ? rider.name : waitingReason ? waiting(waitingReason) : t('asking')}
          {etaRange && ` · ${t('eta', { from: clock.time(etaRange.earliest), to: clock.time(etaRange.latest) })}`}
        </span>
      </button>
      <Link
        href={adminPath(market, `orders/${delivery.orderId}`)}
        className="mt-1 inline-flex min-h-11 items-center font-semibold text-accent-ink underline underline-offset-4"
      >
        {t('open')}
      </Link>
    </li>
  )
}

function markersOf(deliveries: readonly AdminDelivery[]): MapMarker[] {
  const all = deliveries.flatMap(({ id, vendor, customer, dropoff, rider }): MapMarker[] => [
    { id: `vendor-${vendor.id}`, kind: 'vendor', name: vendor.name, place: vendor.place },
    { id: `customer-${id}`, kind: 'customer', name: customer.firstName, place: dropoff.place },
    ...(rider?.place
      ? [{ id: `rider-${rider.id}`, kind: 'rider' as const, name: rider.name, place: rider.place }]
      : []),
  ])
  return [...new Map(all.map((marker) => [marker.id, marker])).values()]
}

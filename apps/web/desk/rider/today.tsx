// The rider's one screen of the day: offline, waiting, or on the way with an order.
'use client'
import { Power } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { RiderShell } from '../../ui/rider-shell.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { TownMap } from '../../ui/town-map.tsx'
import { useTown } from '../../ui/use-town.ts'
import { ConnectionLamp } from '../connection.tsx'
import { useDesk } from '../desk-context.tsx'
import { ActiveDelivery } from './active-delivery.tsx'
import { CashNotice } from './cash.tsx'
import { OnlineSwitch } from './online-switch.tsx'
import { allowSound } from './use-alert.ts'
import { useActiveDelivery, useRiderSelf, useRiderTaps } from './use-rider.ts'
import { useWhereIAm } from './where-i-am.tsx'

export function Today() {
  const { market } = useDesk()
  const delivery = useActiveDelivery()
  if (delivery.isPending) {
    return (
      <RiderShell market={market} top={<Top />} map={<Skeleton className="absolute inset-0 rounded-none!" />}>
        <Loading className="space-y-3">
          <Skeleton className="h-8 w-2/3" />
          <Skeleton className="h-5 w-full" />
        </Loading>
      </RiderShell>
    )
  }
  if (delivery.isError && delivery.data === undefined) {
    return (
      <RiderShell market={market} top={<Top />}>
        <ErrorState level={1} error={delivery.error} retry={() => void delivery.refetch()} />
      </RiderShell>
    )
  }
  return delivery.data ? <ActiveDelivery key={delivery.data.id} delivery={delivery.data} top={<Top />} /> : <Waiting />
}

function Top() {
  return (
    <>
      <OnlineSwitch />
      <ConnectionLamp compact />
    </>
  )
}

function Waiting() {
  const t = useTranslations('rider')
  const { market } = useDesk()
  const town = useTown(market.id)
  const self = useRiderSelf()
  const { place } = useWhereIAm()
  const { online } = useRiderTaps()
  const isOnline = self.data?.online ?? false
  const goOnline = () => {
    allowSound()
    online.mutate(true)
  }
  return (
    <RiderShell
      market={market}
      top={<Top />}
      map={
        <TownMap
          place={market.city}
          town={town.layers}
          centre={place ?? market.centre}
          zoom={14}
          markers={place ? [{ id: 'me', kind: 'rider', name: self.data?.name ?? '', place }] : []}
          className="absolute! inset-0"
        />
      }
      action={
        !isOnline && (
          <Button size="large" wide className="min-h-16! text-xl!" onClick={goOnline}>
            <Power aria-hidden className="size-6" /> {t('goOnline')}
          </Button>
        )
      }
    >
      <div className="flex items-center gap-4">
        {isOnline && <Radar />}
        <div className="min-w-0">
          <h1 className="text-2xl">{t(isOnline ? 'waitingTitle' : 'offlineTitle')}</h1>
          <p className="mt-1 text-muted">{t(isOnline ? 'waitingText' : 'offlineText')}</p>
        </div>
      </div>
      <Notices />
    </RiderShell>
  )
}

function Notices(): ReactNode {
  const t = useTranslations('rider')
  const self = useRiderSelf()
  const { blind, unsent } = useWhereIAm()
  return (
    <div className="space-y-3 empty:hidden [&>*:first-child]:mt-4">
      {self.data && <CashNotice cash={self.data.cash} />}
      {self.data?.online && blind && (
        <p className="rounded-control bg-warn-soft px-4 py-3 text-sm font-medium text-warn">{t('blind')}</p>
      )}
      {unsent > 2 && (
        <p className="rounded-control bg-sunk px-4 py-3 text-sm font-medium">{t('unsent', { count: unsent })}</p>
      )}
    </div>
  )
}

/** Rings that spread: we are looking, and nothing has to be done. */
function Radar() {
  return (
    <span aria-hidden className="relative grid size-14 shrink-0 place-items-center text-accent">
      <span className="absolute size-14 animate-ping rounded-full bg-current opacity-20 [animation-duration:2s]" />
      <span className="absolute size-9 rounded-full bg-current opacity-25" />
      <span className="size-4 rounded-full bg-current" />
    </span>
  )
}

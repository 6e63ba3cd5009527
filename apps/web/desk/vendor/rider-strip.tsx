// Who fetches the order, when, and the digits to give them.
'use client'
import { useQuery } from '@tanstack/react-query'
import { Bike, Phone } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { readIfAny } from '../../api/client.ts'
import type { Order } from '../../api/schema.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useClock } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'

export function useOrderDelivery(order: Order | undefined) {
  const { api } = useDesk()
  const orderId = order?.id ?? ''
  return useQuery({
    queryKey: ['delivery', orderId, order?.state],
    enabled: order?.fulfilment === 'delivery' && order.state !== 'placed',
    queryFn: async () =>
      (await readIfAny(api.GET('/api/v1/vendor/orders/{orderId}/delivery', { params: { path: { orderId } } }))) ?? null,
    refetchInterval: 20_000,
  })
}

export function RiderStrip({ order }: { order: Order }) {
  const t = useTranslations('desk.rider')
  const clock = useClock()
  const delivery = useOrderDelivery(order)
  if (delivery.isPending) return <Skeleton className="mt-3 h-16" />
  if (!delivery.data) return null

  const { rider, state, pickupCode, pickupRange } = delivery.data
  const waits = state === 'at_vendor'
  const news = !rider
    ? t('searching')
    : waits
      ? t('here', { name: rider.firstName })
      : state === 'assigned'
        ? pickupRange
          ? t('coming', { name: rider.firstName, time: clock.time(pickupRange.earliest) })
          : t('comingSoon', { name: rider.firstName })
        : t('has', { name: rider.firstName })
  return (
    <div
      className={`mt-3 flex items-center justify-between gap-3 rounded-control px-3.5 py-2.5 ${waits ? 'bg-highlight text-on-highlight' : 'bg-sunk'}`}
    >
      <p className="flex min-w-0 items-center gap-2 leading-tight font-semibold">
        <Bike aria-hidden className="size-5 shrink-0" /> <span className="min-w-0 break-words">{news}</span>
      </p>
      {rider && pickupCode && (
        <p className="shrink-0 text-right leading-none">
          <span className="block text-xs font-semibold">{t('code')}</span>
          <span className="tabular mt-1 block font-display text-2xl font-extrabold tracking-wider">{pickupCode}</span>
        </p>
      )}
      {rider?.phone && !pickupCode && (
        <a
          href={`tel:${rider.phone}`}
          aria-label={t('call', { name: rider.firstName })}
          className="grid size-11 shrink-0 place-items-center rounded-full hover:bg-ink/8"
        >
          <Phone aria-hidden className="size-5" />
        </a>
      )}
    </div>
  )
}

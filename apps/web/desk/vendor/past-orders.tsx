// Orders that are over, newest first, day by day.
'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import type { Order } from '../../api/schema.ts'
import { StatusPill } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { useLineAmount } from '../../ui/line-amount.tsx'
import { Money } from '../../ui/money.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { useClock } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'
import { OrderDrawer } from './order-drawer.tsx'

export function PastOrders() {
  const t = useTranslations('desk.past')
  const amount = useLineAmount()
  const { api } = useDesk()
  const clock = useClock()
  const [opened, setOpened] = useState<string>()
  const orders = useInfiniteQuery({
    queryKey: ['orders', 'past'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/api/v1/vendor/orders', {
          params: { query: { state: 'past', limit: 30, ...(pageParam && { after: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const all = orders.data?.pages.flatMap((page) => page.items) ?? []
  const days = Map.groupBy(all, (order) => clock.dayKey(order.placedAt))
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      {orders.isPending ? (
        <Loading className="space-y-3">
          {['a', 'b', 'c', 'd'].map((key) => (
            <Skeleton key={key} className="h-20 rounded-card!" />
          ))}
        </Loading>
      ) : !orders.data ? (
        <ErrorState error={orders.error} retry={() => void orders.refetch()} />
      ) : all.length === 0 ? (
        <EmptyState picture="fluent-emoji-flat:receipt" title={t('empty')} text={t('emptyText')} />
      ) : (
        <div className="max-w-4xl space-y-8">
          {[...days].map(([day, ofDay]) => (
            <section key={day} aria-labelledby={`day-${day}`}>
              <div className="mb-3 flex items-baseline justify-between gap-4">
                <h2 id={`day-${day}`} className="text-xl first-letter:uppercase">
                  {clock.day(ofDay[0]?.placedAt ?? day)}
                </h2>
                <DayTotal orders={ofDay} />
              </div>
              <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-card">
                {ofDay.map((order) => (
                  <li key={order.id}>
                    <button
                      type="button"
                      onClick={() => setOpened(order.id)}
                      className="grid w-full grid-cols-[auto_1fr_auto] items-center gap-x-4 gap-y-1 px-5 py-3.5 text-left hover:bg-sunk/50 focus-visible:-outline-offset-3"
                    >
                      <span className="tabular text-sm text-muted">{clock.time(order.placedAt)}</span>
                      <span className="min-w-0">
                        <span className="font-semibold">{order.number}</span>
                        <span className="text-muted"> · {order.customer.name}</span>
                        <span className="block truncate text-sm text-muted">
                          {order.lines.map((line) => `${amount(line)} ${line.name}`).join(', ')}
                        </span>
                      </span>
                      <span className="flex items-center gap-3">
                        <span className="flex flex-col items-end gap-1.5">
                          <Money minor={order.totalMinor} currency={order.currency} className="font-semibold" />
                          <StatusPill state={order.state} words={order.stateLabel} />
                        </span>
                        <ChevronRight aria-hidden className="size-5 text-muted max-sm:hidden" />
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          {orders.hasNextPage && (
            <Button look="secondary" busy={orders.isFetchingNextPage} onClick={() => void orders.fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </div>
      )}
      <OrderDrawer order={all.find(({ id }) => id === opened)} onClose={() => setOpened(undefined)} />
    </>
  )
}

/** The goods that were truly sold; what was declined or cancelled is none. */
function DayTotal({ orders }: { orders: readonly Order[] }) {
  const t = useTranslations('desk.past')
  const sold = orders.filter(({ state }) => state === 'delivered' || state === 'collected')
  const [first] = sold
  if (!first) return null
  return (
    <p className="text-sm text-muted">
      {t('sold', { count: sold.length })}{' '}
      <Money
        minor={sold.reduce((sum, order) => sum + order.goodsMinor, 0)}
        currency={first.currency}
        className="font-semibold text-ink"
      />
    </p>
  )
}

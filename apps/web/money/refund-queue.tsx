// Refunds to decide, and all there were: for the market's administrators, and for a vendor's own orders.
'use client'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useState } from 'react'
import { read } from '../api/client.ts'
import { useClock } from '../desk/clock.ts'
import { useDesk } from '../desk/desk-context.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Money } from '../ui/money.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { adminPath } from '../ui/paths.ts'
import { Loading, Skeleton } from '../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../ui/states.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { refundTones } from './order-refunds.tsx'
import type { Refund } from './refund-calls.ts'
import { RefundDecision } from './refund-decision.tsx'

export function RefundQueue() {
  const t = useTranslations('money.refund')
  const [shown, setShown] = useState('waiting')
  const tab = (value: 'waiting' | 'all', label: string) => ({ value, label, content: <RefundTable which={value} /> })
  return (
    <>
      <PageHeader title={t('title')} text={t('pageText')} />
      <Tabs
        label={t('title')}
        value={shown}
        onChange={setShown}
        tabs={[tab('waiting', t('queue')), tab('all', t('all'))]}
      />
    </>
  )
}

function RefundTable({ which }: { which: 'waiting' | 'all' }) {
  const t = useTranslations('money.refund')
  const { api } = useDesk()
  const columns = useColumns()
  const refunds = useInfiniteQuery({
    queryKey: ['refunds', which],
    initialPageParam: undefined as string | undefined,
    refetchInterval: 30_000,
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/api/v1/admin/refunds', {
          params: {
            query: {
              limit: 50,
              ...(which === 'waiting' && { state: 'waiting' as const }),
              ...(pageParam && { after: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })
  if (refunds.isPending)
    return (
      <Loading>
        <Skeleton className="h-64 rounded-card!" />
      </Loading>
    )
  if (!refunds.data) return <ErrorState error={refunds.error} retry={() => void refunds.refetch()} />

  return (
    <div className="space-y-5">
      <DataTable
        caption={t('title')}
        rows={refunds.data.pages.flatMap((page) => page.items)}
        rowKey={({ id }) => id}
        columns={columns}
        empty={
          <EmptyState
            picture="fluent-emoji-flat:money-with-wings"
            title={t(which === 'waiting' ? 'noneWaiting' : 'none')}
            text={t('noneText')}
          />
        }
      />
      {refunds.hasNextPage && (
        <Button look="secondary" busy={refunds.isFetchingNextPage} onClick={() => void refunds.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}

function useColumns(): readonly Column<Refund>[] {
  const t = useTranslations('money.refund')
  const { market, api } = useDesk()
  const clock = useClock()
  const queries = useQueryClient()
  return [
    {
      key: 'order',
      title: t('order'),
      leads: true,
      cell: (refund) => (
        <span>
          <Link
            href={adminPath(market, `orders/${refund.orderId}`)}
            className="inline-flex min-h-8 items-center underline underline-offset-4"
          >
            {refund.orderNumber}
          </Link>
          <span className="block text-sm font-normal text-muted">{clock.when(refund.askedAt)}</span>
        </span>
      ),
    },
    {
      key: 'reason',
      title: t('reason'),
      cell: (refund) => (
        <span>
          {t(`reasons.${refund.reason}`)}
          {refund.note && <span className="block max-w-xs text-sm break-words text-muted">“{refund.note}”</span>}
          <span className="block text-sm text-muted">
            {t(`by.${refund.askedBy}`)}
            {refund.goodsBy && `, ${t('paidBy', { who: t(`funder.${refund.goodsBy}`) })}`}
          </span>
        </span>
      ),
    },
    {
      key: 'amount',
      title: t('amount'),
      align: 'end',
      cell: (refund) => <Money minor={refund.amountMinor} currency={refund.currency} className="font-semibold" />,
    },
    {
      key: 'state',
      title: t('decide'),
      cell: (refund) =>
        refund.state === 'waiting' ? (
          <span className="inline-block space-y-2">
            {refund.needsSecond && <Badge tone="warn">{t('needsSecond')}</Badge>}
            <RefundDecision
              api={api}
              side="admin"
              refund={refund}
              onDecided={() => void queries.invalidateQueries({ queryKey: ['refunds'] })}
            />
          </span>
        ) : (
          <Badge tone={refundTones[refund.state]}>{t(`state.${refund.state}`)}</Badge>
        ),
    },
  ]
}

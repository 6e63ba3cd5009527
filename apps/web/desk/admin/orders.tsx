// Every order of the market, narrowed by state or found by its number.
'use client'
import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import type { Order, OrderState } from '../../api/schema.ts'
import { StatusPill, orderTones } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { Money } from '../../ui/money.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { adminPath } from '../../ui/paths.ts'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { useClock } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'
import { capital } from '../words.ts'
import { useOrders, type OrderFilter } from './use-console.ts'

const allStates = Object.keys(orderTones) as OrderState[]

export function Orders() {
  const t = useTranslations('admin.orders')
  const states = useTranslations('orderState')
  const { market } = useDesk()
  const columns = useColumns()
  const [filter, setFilter] = useFilter()
  const [number, setNumber] = useState(filter.number ?? '')
  const orders = useOrders(filter)
  const rows = orders.data?.pages.flatMap((page) => page.items) ?? []
  const show = filter.state ?? (filter.underWay === undefined ? 'all' : filter.underWay ? 'active' : 'past')

  // What is typed is looked for once the fingers rest.
  useEffect(() => {
    if (number === (filter.number ?? '')) return undefined
    const timer = setTimeout(() => setFilter({ ...filter, number }), 350)
    return () => clearTimeout(timer)
  }, [number, filter, setFilter])

  return (
    <>
      <PageHeader title={capital(market.vocabulary.order.plural)} text={t('text')} />
      <div className="mb-5 grid gap-3 sm:grid-cols-[minmax(0,16rem)_minmax(0,18rem)]">
        <Select
          bare
          label={t('show')}
          value={show}
          onChange={(event) => setFilter({ ...filterOf(event.currentTarget.value), number })}
        >
          <option value="all">{t('all')}</option>
          <option value="active">{t('active')}</option>
          <option value="past">{t('past')}</option>
          <optgroup label={t('state')}>
            {allStates.map((state) => (
              <option key={state} value={state}>
                {market.vocabulary.states[state] ?? states(state)}
              </option>
            ))}
          </optgroup>
        </Select>
        <Input
          bare
          type="search"
          label={t('number')}
          placeholder={t('number')}
          prefix={<Search aria-hidden />}
          maxLength={12}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value.trim())}
        />
      </div>
      {orders.isPending ? (
        <Loading className="space-y-2">
          {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
            <Skeleton key={key} className="h-14" />
          ))}
        </Loading>
      ) : !orders.data ? (
        <ErrorState error={orders.error} retry={() => void orders.refetch()} />
      ) : (
        <DataTable
          caption={t('text')}
          rows={rows}
          rowKey={(order) => order.id}
          className={orders.isPlaceholderData ? 'opacity-60' : ''}
          empty={<EmptyState picture="fluent-emoji-flat:receipt" title={t('none')} text={t('noneText')} />}
          columns={columns}
        />
      )}
      {orders.hasNextPage && (
        <Button
          look="secondary"
          className="mt-5"
          busy={orders.isFetchingNextPage}
          onClick={() => void orders.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </>
  )
}

function useColumns(): readonly Column<Order>[] {
  const t = useTranslations('admin.orders')
  const methods = useTranslations('desk.method')
  const payment = useTranslations('desk.payment')
  const { market } = useDesk()
  const clock = useClock()
  return [
    {
      key: 'number',
      title: t('number'),
      leads: true,
      cell: (order) => (
        <Link
          href={adminPath(market, `orders/${order.id}`)}
          className="tabular underline decoration-edge underline-offset-4 hover:decoration-current"
        >
          {order.number}
        </Link>
      ),
    },
    {
      key: 'at',
      title: t('at'),
      cell: (order) => <span className="tabular">{clock.when(order.placedAt)}</span>,
    },
    {
      key: 'customer',
      title: t('customer'),
      cell: (order) => <span className="line-clamp-2">{order.customer.name}</span>,
    },
    {
      key: 'vendor',
      title: capital(market.vocabulary.vendor.singular),
      cell: (order) => <span className="line-clamp-2 md:min-w-32">{order.vendor.name}</span>,
    },
    {
      key: 'state',
      title: t('state'),
      cell: (order) => <StatusPill state={order.state} words={order.stateLabel} />,
    },
    {
      key: 'payment',
      title: t('payment'),
      cell: (order) => (
        <>
          {methods(order.payment.method)}
          <span className="block text-sm text-muted">{payment(order.payment.state)}</span>
        </>
      ),
    },
    {
      key: 'total',
      title: t('total'),
      align: 'end',
      cell: (order) => <Money minor={order.totalMinor} currency={order.currency} className="font-semibold" />,
    },
  ]
}

function filterOf(show: string): OrderFilter {
  if (show === 'active') return { underWay: true }
  if (show === 'past') return { underWay: false }
  const state = allStates.find((each) => each === show)
  return state ? { state } : {}
}

/** Kept in the address, so that it can be sent to somebody and survives the way back. */
function useFilter(): [OrderFilter, (filter: OrderFilter) => void] {
  const search = useSearchParams()
  const router = useRouter()
  const path = usePathname()
  const number = search.get('number')
  const filter = { ...filterOf(search.get('state') ?? ''), ...(number && { number }) }
  const set = ({ underWay, state, number: wanted }: OrderFilter) => {
    const show = state ?? (underWay === undefined ? undefined : underWay ? 'active' : 'past')
    const next = new URLSearchParams({ ...(show && { state: show }), ...(wanted && { number: wanted }) })
    router.replace(next.size > 0 ? `${path}?${next.toString()}` : path, { scroll: false })
  }
  return [filter, set]
}

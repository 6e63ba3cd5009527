// Every payment through a gateway, those that want looking after first in reach.
'use client'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Select } from '../../ui/field.tsx'
import { Money } from '../../ui/money.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { adminPath } from '../../ui/paths.ts'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import type { AdminPayment } from '../answers.ts'
import { useClock } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'
import {
  type PaymentFilter,
  type PaymentState,
  paymentTones,
  useGatewayNames,
  useGateways,
  usePayments,
} from './use-payments.ts'

const allStates = Object.keys(paymentTones) as PaymentState[]

export function Payments() {
  const t = useTranslations('payments')
  const states = useTranslations('payments.state')
  const names = useGatewayNames()
  const columns = useColumns()
  const [filter, setFilter] = useFilter()
  const payments = usePayments(filter)
  const gateways = useGateways()
  const rows = payments.data?.pages.flatMap((page) => page.items) ?? []
  const { gateway } = filter

  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <div className="mb-5 grid gap-3 sm:grid-cols-[minmax(0,16rem)_minmax(0,16rem)]">
        <Select
          bare
          label={t('show')}
          value={filter.state ?? (filter.open ? 'open' : 'all')}
          onChange={(event) => setFilter({ ...showing(event.currentTarget.value), ...(gateway && { gateway }) })}
        >
          <option value="all">{t('all')}</option>
          <option value="open">{t('open')}</option>
          <optgroup label={t('stateTitle')}>
            {allStates.map((state) => (
              <option key={state} value={state}>
                {states(state)}
              </option>
            ))}
          </optgroup>
        </Select>
        <Select
          bare
          label={t('through')}
          value={gateway ?? ''}
          onChange={(event) => {
            const { gateway: _before, ...rest } = filter
            const chosen = event.currentTarget.value
            setFilter(chosen ? { ...rest, gateway: chosen } : rest)
          }}
        >
          <option value="">{t('anyGateway')}</option>
          {gateways.data?.items.map(({ name }) => (
            <option key={name} value={name}>
              {names(name)}
            </option>
          ))}
        </Select>
      </div>
      {payments.isPending ? (
        <Loading className="space-y-2">
          {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
            <Skeleton key={key} className="h-14" />
          ))}
        </Loading>
      ) : !payments.data ? (
        <ErrorState error={payments.error} retry={() => void payments.refetch()} />
      ) : (
        <DataTable
          caption={t('text')}
          rows={rows}
          rowKey={(payment) => payment.id}
          className={payments.isPlaceholderData ? 'opacity-60' : ''}
          empty={<EmptyState picture="fluent-emoji-flat:credit-card" title={t('none')} text={t('noneText')} />}
          columns={columns}
        />
      )}
      {payments.hasNextPage && (
        <Button
          look="secondary"
          className="mt-5"
          busy={payments.isFetchingNextPage}
          onClick={() => void payments.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </>
  )
}

function useColumns(): readonly Column<AdminPayment>[] {
  const t = useTranslations('payments')
  const states = useTranslations('payments.state')
  const names = useGatewayNames()
  const methods = useTranslations('desk.method')
  const { market } = useDesk()
  const clock = useClock()
  return [
    {
      key: 'what',
      title: t('what'),
      leads: true,
      cell: (payment) => (
        <Link
          href={adminPath(market, `payments/${payment.id}`)}
          className="underline decoration-edge underline-offset-4 hover:decoration-current"
        >
          {payment.purpose === 'top_up' ? t('topUp') : payment.description}
        </Link>
      ),
    },
    {
      key: 'at',
      title: t('at'),
      cell: ({ createdAt }) => <span className="tabular">{clock.when(createdAt)}</span>,
    },
    {
      key: 'through',
      title: t('through'),
      cell: ({ gateway, method }) => (
        <>
          {names(gateway)}
          <span className="block text-sm text-muted">{methods(method)}</span>
        </>
      ),
    },
    {
      key: 'state',
      title: t('stateTitle'),
      cell: ({ state }) => <Badge tone={paymentTones[state]}>{states(state)}</Badge>,
    },
    {
      key: 'amount',
      title: t('amount'),
      align: 'end',
      cell: ({ amountMinor, currency }) => <Money minor={amountMinor} currency={currency} className="font-semibold" />,
    },
  ]
}

function showing(show: string): PaymentFilter {
  if (show === 'open') return { open: true }
  const state = allStates.find((each) => each === show)
  return state ? { state } : {}
}

/** Kept in the address, so that it can be sent to somebody and survives the way back. */
function useFilter(): [PaymentFilter, (filter: PaymentFilter) => void] {
  const search = useSearchParams()
  const router = useRouter()
  const path = usePathname()
  const gateway = search.get('gateway')
  const filter = { ...showing(search.get('state') ?? ''), ...(gateway && { gateway }) }
  const set = ({ open, state, gateway: through }: PaymentFilter) => {
    const show = state ?? (open ? 'open' : undefined)
    const next = new URLSearchParams({ ...(show && { state: show }), ...(through && { gateway: through }) })
    router.replace(next.size > 0 ? `${path}?${next.toString()}` : path, { scroll: false })
  }
  return [filter, set]
}

// The first look of the day: what runs, what waits for a person, whether the books are right.
'use client'
import { Bike, BookCheck, CircleAlert, ReceiptText, UserCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { OrderState } from '../../api/schema.ts'
import { StatusPill, orderTones } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { Money } from '../../ui/money.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { adminPath } from '../../ui/paths.ts'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useClock, useNow } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'
import { useInvariants, useLiveDeliveries, useOrdersOfToday, useRiders, useVendors } from './use-console.ts'

export function Overview() {
  const t = useTranslations('admin.overview')
  const { market } = useDesk()
  const clock = useClock()
  const now = useNow(60_000)
  const today = useOrdersOfToday()
  return (
    <>
      <PageHeader title={t('title')} {...(now !== undefined && { text: clock.day(now) })} />
      {today.isPending ? (
        <Loading className="space-y-5">
          <div className="grid gap-4 xs:grid-cols-2 xl:grid-cols-4">
            {['a', 'b', 'c', 'd'].map((key) => (
              <Skeleton key={key} className="h-32 rounded-card!" />
            ))}
          </div>
          <Skeleton className="h-72 rounded-card!" />
        </Loading>
      ) : !today.data ? (
        <ErrorState error={today.error} retry={() => void today.refetch()} />
      ) : (
        <div className="space-y-5">
          <Tiles market={market} />
          <div className="grid items-start gap-5 lg:grid-cols-2">
            <ByState />
            <NeedsSomebody />
          </div>
        </div>
      )}
    </>
  )
}

const sold = new Set<OrderState>(['delivered', 'collected'])

function Tiles({ market }: { market: { id: string; currency: string } }) {
  const t = useTranslations('admin.overview')
  const orders = useOrdersOfToday().data?.orders ?? []
  const live = useLiveDeliveries()
  const vendors = useVendors('pending')
  const riders = useRiders('pending')
  const books = useInvariants()
  const goods = orders.filter(({ state }) => sold.has(state)).reduce((sum, order) => sum + order.goodsMinor, 0)
  const waiting = [vendors, riders]
    .flatMap((each) => each.data?.pages.map((page) => page.items.length) ?? [])
    .reduce((sum, count) => sum + count, 0)
  const broken = books.data?.violations.length
  return (
    <div className="grid gap-4 xs:grid-cols-2 xl:grid-cols-4">
      <Tile
        href={adminPath(market, 'orders')}
        label={t('ordersToday')}
        icon={<ReceiptText aria-hidden />}
        value={orders.length}
        note={
          <>
            {t('sold')} <Money minor={goods} currency={market.currency} className="font-semibold text-ink" />
          </>
        }
      />
      <Tile
        href={adminPath(market, 'deliveries')}
        label={t('live')}
        icon={<Bike aria-hidden />}
        value={live.data?.items.length}
        note={t('withoutRider', { count: live.data?.items.filter(({ state }) => state === 'waiting').length ?? 0 })}
      />
      <Tile
        href={adminPath(market, (vendors.data?.pages[0]?.items.length ?? 0) > 0 ? 'vendors' : 'riders')}
        label={t('approvals')}
        icon={<UserCheck aria-hidden />}
        value={vendors.data && riders.data && waiting}
        note={t(waiting > 0 ? 'approvalsWait' : 'approvalsNone')}
      />
      <Tile
        href={adminPath(market, 'ledger')}
        label={t('books')}
        icon={<BookCheck aria-hidden />}
        value={
          broken !== undefined && (
            <span className={broken > 0 ? 'text-bad' : 'text-good'}>{t(broken > 0 ? 'wrong' : 'balanced')}</span>
          )
        }
        note={broken === 0 ? t('proven') : t('violations', { count: broken ?? 0 })}
      />
    </div>
  )
}

/** One number, what it means, and the way to what is behind it. */
function Tile({
  href,
  label,
  icon,
  value,
  note,
}: {
  href: string
  label: string
  icon: ReactNode
  value: ReactNode
  note: ReactNode
}) {
  return (
    <Link
      href={href}
      className="flex min-w-0 flex-col justify-between gap-3 rounded-card border border-line bg-card p-5 transition hover:-translate-y-0.5 hover:shadow-lift sm:p-6"
    >
      <span className="flex items-start justify-between gap-3 text-sm font-medium text-muted [&_svg]:size-5">
        {label}
        {icon}
      </span>
      <span>
        <span className="tabular block font-display text-4xl font-bold tracking-tight">
          {value === undefined || value === false ? <Skeleton className="h-10 w-16" /> : value}
        </span>
        <span className="mt-1.5 block text-sm text-muted">{note}</span>
      </span>
    </Link>
  )
}

/** How far today's orders have come: one bar, then the numbers. */
function ByState() {
  const t = useTranslations('admin.overview')
  const states = useTranslations('orderState')
  const { market } = useDesk()
  const today = useOrdersOfToday().data
  const counts = new Map<OrderState, number>()
  for (const { state } of today?.orders ?? []) counts.set(state, (counts.get(state) ?? 0) + 1)
  const all = today?.orders.length ?? 0
  const known = (Object.keys(orderTones) as OrderState[]).filter((state) => counts.has(state))
  return (
    <Card>
      <h2 className="text-xl">{t('byState')}</h2>
      {today && !today.whole && <p className="mt-1 text-sm text-muted">{t('notWhole', { count: all })}</p>}
      {all === 0 ? (
        <p className="mt-4 text-muted">{t('noOrders')}</p>
      ) : (
        <ul className="mt-4 space-y-1">
          {known.map((state) => {
            const count = counts.get(state) ?? 0
            return (
              <li key={state}>
                <Link
                  href={`${adminPath(market, 'orders')}?state=${state}`}
                  className="grid min-h-11 grid-cols-[minmax(0,9rem)_1fr_2.5rem] items-center gap-3 rounded-control px-2 hover:bg-sunk"
                >
                  <span className="truncate text-sm font-medium">
                    {market.vocabulary.states[state] ?? states(state)}
                  </span>
                  <span aria-hidden className="h-2.5 overflow-hidden rounded-full bg-sunk">
                    <span
                      className={`block h-full rounded-full ${bars[orderTones[state]]}`}
                      style={{ width: `${Math.max(4, (count / all) * 100)}%` }}
                    />
                  </span>
                  <span className="tabular text-right font-semibold">{count}</span>
                </Link>
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}

const bars = { accent: 'bg-accent', good: 'bg-good', warn: 'bg-warn', bad: 'bg-bad-fill', neutral: 'bg-edge' }

/** Orders that do not go on by themselves. */
function NeedsSomebody() {
  const t = useTranslations('admin.overview')
  const waiting = useTranslations('admin.waiting')
  const { market } = useDesk()
  const clock = useClock()
  const live = useLiveDeliveries()
  const today = useOrdersOfToday().data
  const stuck = (live.data?.items ?? []).filter(
    ({ state, waitingReason }) => state === 'waiting' && waitingReason && waitingReason !== 'later',
  )
  const failed = (today?.orders ?? []).filter(({ state }) => state === 'failed_delivery')
  const unanswered = (today?.orders ?? []).filter(({ state }) => state === 'placed')
  return (
    <Card>
      <h2 className="text-xl">{t('needs')}</h2>
      {stuck.length + failed.length + unanswered.length === 0 ? (
        <p className="mt-4 text-muted">{t('needsNone')}</p>
      ) : (
        <ul className="mt-3 divide-y divide-line">
          {stuck.map((delivery) => (
            <Need
              key={delivery.id}
              href={adminPath(market, `orders/${delivery.orderId}`)}
              number={delivery.orderNumber}
            >
              {t('noRider', { name: delivery.vendor.name })} {delivery.waitingReason && waiting(delivery.waitingReason)}
            </Need>
          ))}
          {failed.map((order) => (
            <Need key={order.id} href={adminPath(market, `orders/${order.id}`)} number={order.number}>
              <StatusPill state={order.state} words={order.stateLabel} />
            </Need>
          ))}
          {unanswered.map((order) => (
            <Need key={order.id} href={adminPath(market, `orders/${order.id}`)} number={order.number}>
              {t('unanswered', { name: order.vendor.name, time: clock.time(order.acceptBy ?? order.placedAt) })}
            </Need>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Need({ href, number, children }: { href: string; number: string; children: ReactNode }) {
  return (
    <li>
      <Link href={href} className="flex min-h-13 items-center gap-3 rounded-control px-2 py-2 hover:bg-sunk">
        <CircleAlert aria-hidden className="size-5 shrink-0 text-warn" />
        <span className="font-semibold">{number}</span>
        <span className="min-w-0 flex-1 text-sm text-muted">{children}</span>
      </Link>
    </li>
  )
}

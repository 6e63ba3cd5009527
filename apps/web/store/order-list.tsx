// Orders in a list that grows on demand.
'use client'
import { ChevronRight } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import Link from 'next/link'
import { useState } from 'react'
import { browserApi, read } from '../api/client.ts'
import type { MarketSettings, Order } from '../api/schema.ts'
import { StatusPill } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Money } from '../ui/money.tsx'
import { orderPath } from '../ui/paths.ts'
import { ErrorState } from '../ui/states.tsx'
import { clockOf, momentText } from './words.ts'

export interface OrderPage {
  items: Order[]
  next: string | null
}

export function OrderList({ market, first }: { market: MarketSettings; first: OrderPage }) {
  const t = useTranslations('store')
  const clock = clockOf(market, useLocale())
  const [{ items, next }, setPage] = useState(first)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<unknown>()
  const more = async () => {
    if (!next) return
    setBusy(true)
    setRefusal(undefined)
    try {
      const params = { query: { after: next, limit: 10 } }
      const page = await read(browserApi(market.id).GET('/api/v1/orders', { params }))
      setPage((before) => ({ items: [...before.items, ...page.items], next: page.next }))
    } catch (error) {
      setRefusal(error)
    }
    setBusy(false)
  }
  return (
    <>
      <ul className="space-y-3">
        {items.map((order) => (
          <li key={order.id}>
            <Link
              href={orderPath(market, order.id)}
              className="group flex flex-wrap items-center gap-x-4 gap-y-2.5 rounded-card border border-line bg-card p-5 hover:shadow-lift sm:flex-nowrap sm:px-6"
            >
              <span className="min-w-0 basis-full sm:flex-1 sm:basis-0">
                <span className="block truncate font-display text-lg font-bold tracking-tight">
                  {order.vendor.name}
                </span>
                <span className="block text-sm text-muted">
                  {momentText(order.placedAt, clock)} · {t('orders.things', { count: count(order) })}
                </span>
              </span>
              <StatusPill state={order.state} words={order.stateLabel} className="max-sm:order-1 max-sm:ml-auto" />
              <Money
                minor={order.totalMinor}
                currency={order.currency}
                className="font-display text-lg font-bold sm:w-30 sm:text-right"
              />
              <ChevronRight
                aria-hidden
                className="size-5 shrink-0 transition-transform max-sm:hidden group-hover:translate-x-0.5"
              />
            </Link>
          </li>
        ))}
      </ul>
      {refusal !== undefined && <ErrorState error={refusal} retry={() => void more()} />}
      {next && refusal === undefined && (
        <p className="mt-8 text-center">
          <Button look="secondary" busy={busy} onClick={() => void more()}>
            {t('showMore')}
          </Button>
        </p>
      )}
    </>
  )
}

function count(order: Order): number {
  return order.lines.reduce((sum, { quantity, measure }) => sum + (measure ? 1 : quantity), 0)
}

// One order on the board: read from across the kitchen, answered with one thumb.
'use client'
import { useQueryClient } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { Banknote, Bike, ChefHat, Clock, Hand, MessageSquareText, Minus, Phone, Plus, ShoppingBag } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Order } from '../../api/schema.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { CountdownRing } from '../../ui/countdown-ring.tsx'
import { LineAmount } from '../../ui/line-amount.tsx'
import { LineChoices } from '../../ui/line-choices.tsx'
import { Money } from '../../ui/money.tsx'
import { useClock, useNow } from '../clock.ts'
import { useBell } from './bell.tsx'
import { minutesLeft, shownSince } from './board.ts'
import { PackLines } from './pack-dialog.tsx'
import { RiderStrip } from './rider-strip.tsx'
import { useOrderTaps } from './use-order-taps.ts'

interface Props {
  order: Order
  usualMinutes: number
  onOpen: () => void
  onDecline: () => void
  onHandOver: () => void
}

const mostLines = 6

export function OrderTicket({ order, usualMinutes, onOpen, onDecline, onHandOver }: Props) {
  const t = useTranslations('desk')
  const { unheard, acknowledge } = useBell()
  const queries = useQueryClient()
  const isNew = order.state === 'placed'
  const loud = unheard.includes(order.id)
  const ticket = useRef<HTMLElement>(null)
  const notice = useEffectEvent(() => acknowledge([order.id]))
  useEffect(() => {
    const { current } = ticket
    if (!loud || !current) return undefined
    // Whoever touches the ticket, anywhere on it, has seen it. Only once the tap is complete: the strip above goes away
    // then, and a button that moves under a finger is not pressed.
    const touch = () => notice()
    current.addEventListener('click', touch)
    return () => current.removeEventListener('click', touch)
  }, [loud])
  return (
    <article
      aria-label={t('ticket.label', { number: order.number, name: order.customer.name })}
      ref={ticket}
      className={clsx(
        'flex animate-rise flex-col rounded-card border-2 bg-card p-4 shadow-lift sm:p-5',
        isNew ? 'border-accent' : 'border-line',
        loud && 'ring-4 ring-accent/35',
      )}
    >
      <button type="button" onClick={onOpen} className="-m-1.5 rounded-control p-1.5 text-left">
        <span className="flex items-start justify-between gap-3">
          <span className="min-w-0">
            <span className="block font-display text-[2rem] leading-none font-extrabold tracking-tight tabular">
              {order.number}
            </span>
            <span className="mt-1.5 block text-lg leading-tight font-medium break-words">{order.customer.name}</span>
          </span>
          {isNew && order.acceptBy ? (
            <CountdownRing
              until={Date.parse(order.acceptBy)}
              lasting={Math.max(1_000, Date.parse(order.acceptBy) - shownSince(order))}
              onEnd={() => void queries.invalidateQueries({ queryKey: ['orders'] })}
            />
          ) : (
            <Promise readyAt={order.readyAt} over={order.state !== 'accepted' && order.state !== 'preparing'} />
          )}
        </span>
        <span className="mt-2.5 flex flex-wrap gap-1.5">
          <Badge icon={order.fulfilment === 'pickup' ? <ShoppingBag aria-hidden /> : <Bike aria-hidden />}>
            {t(order.fulfilment === 'pickup' ? 'ticket.pickup' : 'ticket.delivery')}
          </Badge>
          {order.payment.state === 'due' && (
            <Badge tone="warn" icon={<Banknote aria-hidden />}>
              {t('ticket.cash')}
            </Badge>
          )}
          {order.state === 'failed_delivery' && <Badge tone="bad">{order.stateLabel}</Badge>}
        </span>
        <ul className="mt-4 space-y-1.5 text-xl leading-snug font-semibold">
          {order.lines.slice(0, mostLines).map((line, index) => (
            <li key={`${index} ${line.productId}`} className="flex gap-2.5">
              <LineAmount line={line} className="tabular min-w-8 shrink-0 text-accent-ink" />
              <span className="min-w-0 break-words">
                {line.name}
                <LineChoices large choices={line.choices} />
                {line.note && (
                  <span className="mt-1 flex items-start gap-1.5 rounded-control bg-highlight-soft px-2.5 py-1.5 text-base font-medium">
                    <MessageSquareText aria-hidden className="mt-0.5 size-4 shrink-0" /> {line.note}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
        {order.lines.length > mostLines && (
          <span className="mt-2 block text-muted">{t('ticket.more', { count: order.lines.length - mostLines })}</span>
        )}
        <span className="mt-4 flex items-center justify-between gap-3 border-t border-line pt-3 text-muted">
          <Money minor={order.totalMinor} currency={order.currency} className="font-semibold text-ink" />
          <PlacedAt at={order.placedAt} />
        </span>
      </button>
      {order.fulfilment === 'delivery' && order.state !== 'placed' && <RiderStrip order={order} />}
      <PackLines order={order} />
      <TicketActions order={order} usualMinutes={usualMinutes} onDecline={onDecline} onHandOver={onHandOver} />
    </article>
  )
}

function PlacedAt({ at }: { at: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-sm">
      <Clock aria-hidden className="size-4" /> {useClock().when(at)}
    </span>
  )
}

/** The minutes that are left of what was promised; red once they have run out. */
function Promise({ readyAt, over }: { readyAt: string | null; over: boolean }) {
  const t = useTranslations('desk.ticket')
  const clock = useClock()
  const now = useNow()
  if (!readyAt || now === undefined) return null
  if (over) return <span className="tabular text-lg font-semibold text-muted">{clock.time(readyAt)}</span>

  const left = minutesLeft(readyAt, now)
  const late = left < 0
  return (
    <span className={clsx('shrink-0 text-right leading-none', late ? 'text-bad' : left <= 5 && 'text-warn')}>
      <span className="tabular block font-display text-3xl font-extrabold">
        {late ? `+${-left}` : left}
        <span className="text-lg"> min</span>
      </span>
      <span className="mt-1 block text-sm font-semibold">
        {late ? t('late') : t('readyBy', { time: clock.time(readyAt) })}
      </span>
    </span>
  )
}

function TicketActions({ order, usualMinutes, onDecline, onHandOver }: Omit<Props, 'onOpen'>) {
  const t = useTranslations('desk.ticket')
  const taps = useOrderTaps()
  if (order.state === 'placed') {
    return <Answer order={order} usualMinutes={usualMinutes} onDecline={onDecline} />
  }
  if (order.state === 'accepted') {
    return (
      <Button
        size="large"
        wide
        className="mt-4"
        onClick={() => taps.report.mutate({ orderId: order.id, state: 'preparing' })}
      >
        <ChefHat aria-hidden className="size-5" /> {t('start')}
      </Button>
    )
  }
  if (order.state === 'preparing') {
    return (
      <Button
        size="large"
        wide
        className="mt-4"
        onClick={() => taps.report.mutate({ orderId: order.id, state: 'ready' })}
      >
        <Hand aria-hidden className="size-5" /> {t('ready')}
      </Button>
    )
  }
  if (order.state === 'ready' && order.fulfilment === 'pickup') {
    return (
      <div className="mt-4 flex gap-2.5">
        <Button size="large" className="flex-1" onClick={onHandOver}>
          <ShoppingBag aria-hidden className="size-5" /> {t('handOver')}
        </Button>
        {order.customer.phone && (
          <a
            href={`tel:${order.customer.phone}`}
            aria-label={t('call', { name: order.customer.name })}
            className="grid size-14 shrink-0 place-items-center rounded-control border-[1.5px] border-edge hover:border-ink"
          >
            <Phone aria-hidden className="size-5" />
          </a>
        )}
      </div>
    )
  }
  if (order.state === 'failed_delivery') {
    return (
      <Button
        size="large"
        wide
        look="secondary"
        className="mt-4"
        onClick={() => taps.report.mutate({ orderId: order.id, state: 'returned' })}
      >
        {t('returned')}
      </Button>
    )
  }
  return null
}

const shortest = 5
const longest = 180

/** Accepting is one tap with the usual time, two with another one. */
function Answer({ order, usualMinutes, onDecline }: Pick<Props, 'order' | 'usualMinutes' | 'onDecline'>) {
  const t = useTranslations('desk.ticket')
  const taps = useOrderTaps()
  const [minutes, setMinutes] = useState(Math.max(shortest, usualMinutes))
  const now = useNow(1_000)
  if (now !== undefined && order.acceptBy && now > Date.parse(order.acceptBy)) {
    return <p className="mt-4 rounded-control bg-sunk px-4 py-3 text-center font-medium text-muted">{t('tooLate')}</p>
  }

  const step = minutes >= 60 ? 15 : 5
  return (
    <div className="mt-4 space-y-2.5">
      <div className="flex items-center justify-between gap-2 rounded-control bg-sunk p-1">
        <button
          type="button"
          aria-label={t('sooner')}
          disabled={minutes <= shortest}
          onClick={() => setMinutes(Math.max(shortest, minutes - step))}
          className="grid size-12 place-items-center rounded-control bg-card disabled:opacity-45"
        >
          <Minus aria-hidden className="size-5" />
        </button>
        <output aria-live="polite" className="tabular text-center leading-tight font-semibold">
          <span className="block text-xl">{t('minutes', { count: minutes })}</span>
        </output>
        <button
          type="button"
          aria-label={t('later')}
          disabled={minutes >= longest}
          onClick={() => setMinutes(Math.min(longest, minutes + step))}
          className="grid size-12 place-items-center rounded-control bg-card disabled:opacity-45"
        >
          <Plus aria-hidden className="size-5" />
        </button>
      </div>
      <div className="flex gap-2.5">
        <Button
          size="large"
          className="flex-1"
          onClick={() => taps.accept.mutate({ orderId: order.id, readyInMinutes: minutes })}
        >
          {t('accept')}
        </Button>
        <Button size="large" look="secondary" className="px-4!" onClick={onDecline}>
          {t('decline')}
        </Button>
      </div>
    </div>
  )
}

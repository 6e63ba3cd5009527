// The order page: one look says how far it is and what to do; the rest is there for those who want to know.
'use client'
import { Bike, MapPin, Phone, Store, WifiOff } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import Link from 'next/link'
import { useCallback, useMemo, type ReactNode } from 'react'
import type { MarketSettings, Order, Tracking } from '../api/schema.ts'
import { browserApi } from '../api/client.ts'
import { ChatButton } from '../chat/chat-button.tsx'
import { OrderRefunds } from '../money/order-refunds.tsx'
import { TipRider } from '../money/tip-rider.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Badge, StatusPill } from '../ui/badge.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { LineAmount } from '../ui/line-amount.tsx'
import { LineChoices } from '../ui/line-choices.tsx'
import { Money } from '../ui/money.tsx'
import { ordersPath, vendorPath } from '../ui/paths.ts'
import { Drawing } from '../ui/product-picture.tsx'
import { Steps, Timeline } from '../ui/steps.tsx'
import { Receipt } from '../ui/receipt.tsx'
import { TownMap, type MapMarker } from '../ui/town-map.tsx'
import { useTown } from '../ui/use-town.ts'
import { useWay } from '../ui/use-way.ts'
import { CancelOrder } from './cancel-order.tsx'
import { isOver, progressOf, wentWrong } from './order-progress.ts'
import { OrderReview } from './order-review.tsx'
import { PackedLine } from './packed-line.tsx'
import { PayOrder } from './pay-order.tsx'
import { useLiveOrder } from './use-live-order.ts'
import { clockOf, timeText } from './words.ts'

export function LiveOrder({
  market,
  order: first,
  tracking: firstTracking,
}: {
  market: MarketSettings
  order: Order
  tracking: Tracking | undefined
}) {
  const t = useTranslations('store.order')
  const language = useLocale()
  const live = useLiveOrder(market.id, { order: first, tracking: firstTracking }, isOver)
  const { order, tracking } = live
  const progress = progressOf(order, market.vocabulary)
  const over = isOver(order)
  const makeApi = useCallback(() => browserApi(market.id), [market.id])
  return (
    <div className="page-width pt-6 sm:pt-10">
      <nav aria-label={t('title')} className="mb-3 text-sm font-medium text-muted">
        <Link href={ordersPath(market)} className="inline-flex min-h-11 items-center underline underline-offset-4">
          {t('all')}
        </Link>{' '}
        / {order.number}
      </nav>
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_22rem] lg:gap-8">
        <div className="min-w-0 space-y-6">
          <Card tone={wentWrong(order.state) ? 'sunk' : 'accent'} className="sm:p-8!">
            <div className="flex items-start gap-4">
              <div className="min-w-0 flex-1" aria-live="polite">
                <StatusPill state={order.state} words={order.stateLabel} className="bg-card!" />
                <h1 className="mt-4 text-title">
                  <Headline market={market} order={order} tracking={tracking} />
                </h1>
                <p className="mt-2 max-w-prose text-muted">
                  <Explanation order={order} tracking={tracking} />
                </p>
              </div>
              <Drawing
                picture={wentWrong(order.state) ? 'fluent-emoji-flat:broken-heart' : market.theme.emoji}
                className="size-16 shrink-0 max-xs:hidden sm:size-24"
              />
            </div>
            {progress && progress.at >= 0 && !over && (
              <Steps steps={progress.steps} at={progress.at} className="mt-7" />
            )}
          </Card>
          {order.state === 'awaiting_payment' && <PayOrder market={market} order={order} refresh={live.refresh} />}
          {order.handoverCode && order.state !== 'awaiting_payment' && (
            <HandoverCode order={order} code={order.handoverCode} />
          )}
          {!over && <CancelOrder market={market} order={order} onCancelled={live.learn} />}
          {!over && order.state !== 'awaiting_payment' && (
            <OrderMap market={market} order={order} tracking={tracking} />
          )}
          {order.state !== 'awaiting_payment' && <ChatButton wide market={market} app="customer" orderId={order.id} />}
          {tracking?.rider && !over && <RiderCard rider={tracking.rider} noun={market.vocabulary.rider.singular} />}
          <TipRider market={market} order={order} />
          <OrderRefunds order={order} side="customer" makeApi={makeApi} />
          <History market={market} order={order} />
          <OrderReview market={market} order={order} language={language} />
        </div>
        <aside aria-label={t('summary')} className="space-y-6 lg:sticky lg:top-28">
          <Card>
            <h2 className="text-xl [overflow-wrap:anywhere]">
              <Link href={vendorPath(market, order.vendor.id)} className="underline-offset-4 hover:underline">
                {order.vendor.name}
              </Link>
            </h2>
            <ul className="mt-4 space-y-2.5">
              {order.lines.map((line, index) => (
                <li key={`${index} ${line.productId}`} className="flex gap-3">
                  <LineAmount line={line} className="tabular min-w-7 font-semibold text-muted" />
                  <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                    {line.name}
                    <LineChoices choices={line.choices} currency={order.currency} />
                    <PackedLine line={line} currency={order.currency} />
                    {line.note && <span className="block text-sm text-muted">“{line.note}”</span>}
                  </span>
                  <Money minor={line.chargedMinor ?? line.totalMinor} currency={order.currency} />
                </li>
              ))}
            </ul>
            <OrderReceipt order={order} />
            <Contacts order={order} />
          </Card>
          {over && (
            <ButtonLink wide size="large" href={vendorPath(market, order.vendor.id)}>
              {t('again')}
            </ButtonLink>
          )}
        </aside>
      </div>
    </div>
  )
}

/** When it comes, or what has become of it. */
function Headline({
  market,
  order,
  tracking,
}: {
  market: MarketSettings
  order: Order
  tracking: Tracking | undefined
}) {
  const t = useTranslations('store.order.headline')
  const clock = clockOf(market, useLocale())
  const eta = tracking?.etaRange
  if (isOver(order) || order.state === 'awaiting_payment' || order.state === 'failed_delivery') return t(order.state)
  if (order.fulfilment === 'pickup') {
    if (order.state === 'ready') return t('readyForYou')
    return order.readyAt ? t('readyAt', { time: timeText(order.readyAt, clock) }) : t(order.state)
  }
  if (!eta) return t(order.state)
  const [from, to] = [timeText(eta.earliest, clock), timeText(eta.latest, clock)]
  return from === to ? t('arrivesAt', { time: to }) : t('arrivesBetween', { from, to })
}

function Explanation({ order, tracking }: { order: Order; tracking: Tracking | undefined }) {
  const t = useTranslations('store.order.text')
  const { state } = order
  const reason = order.history.at(-1)?.reason
  if (wentWrong(state)) {
    const money = order.payment.state === 'returned' ? ` ${t('moneyBack')}` : ''
    return `${reason ? `“${reason}”` : t(state === 'failed_delivery' ? 'failed_delivery' : 'ended')}${money}`
  }
  if (order.fulfilment === 'pickup' && order.state === 'ready') return t('readyPickup')
  if (order.fulfilment === 'delivery' && !tracking?.rider && (order.state === 'ready' || order.state === 'preparing'))
    return t('findingRider')
  if (tracking?.state === 'at_customer') return t('atDoor')
  if (tracking?.near === 'customer' && order.state === 'picked_up') return t('nearYou')
  if (tracking?.rider && order.state !== 'picked_up' && !isOver(order))
    return t('riderComing', { name: tracking.rider.firstName })
  return t(state)
}

function HandoverCode({ order, code }: { order: Order; code: string }) {
  const t = useTranslations('store.order')
  return (
    <Card tone="highlight" className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
      <div className="min-w-0 flex-1 basis-56">
        <h2 className="text-xl">{t('code')}</h2>
        <p className="mt-1">{t(order.fulfilment === 'pickup' ? 'codePickup' : 'codeDelivery')}</p>
      </div>
      <p className="flex gap-2">
        <span className="sr-only">{code.split('').join(' ')}</span>
        {['a', 'b', 'c', 'd'].map((place, index) => (
          <span
            key={place}
            aria-hidden
            className="tabular grid h-16 w-12 place-items-center rounded-control bg-card font-display text-3xl font-extrabold shadow-lift"
          >
            {code.charAt(index)}
          </span>
        ))}
      </p>
    </Card>
  )
}

function OrderMap({
  market,
  order,
  tracking,
}: {
  market: MarketSettings
  order: Order
  tracking: Tracking | undefined
}) {
  const t = useTranslations('store.order')
  const town = useTown(market.id)
  const at = tracking?.position
  const riderName = tracking?.rider?.firstName ?? ''
  const language = useLocale()
  const [lat, lng] = [at?.lat, at?.lng]
  const markers = useMemo<MapMarker[]>(() => {
    const pins: MapMarker[] = [{ id: 'vendor', kind: 'vendor', place: order.vendor.place, name: order.vendor.name }]
    if (order.address)
      pins.push({ id: 'customer', kind: 'customer', place: order.address.place, name: order.address.line })
    if (lat !== undefined && lng !== undefined)
      pins.push({ id: 'rider', kind: 'rider', place: { lat, lng }, name: riderName })
    return pins
  }, [order.vendor, order.address, lat, lng, riderName])
  const rider = useMemo(() => (lat === undefined || lng === undefined ? undefined : { lat, lng }), [lat, lng])
  const carries = tracking?.state === 'picked_up' || tracking?.state === 'at_customer'
  const way = useWay(
    market.id,
    rider ?? order.vendor.place,
    rider && !carries ? order.vendor.place : order.address?.place,
  )
  return (
    <div className="relative">
      <TownMap
        fit
        place={market.city}
        town={town.layers}
        centre={order.vendor.place}
        zoom={13.5}
        className="h-80 rounded-card sm:h-96"
        markers={markers}
        route={way}
      />
      {at && (
        <span className="absolute top-3 left-3">
          {tracking.positionIsStale ? (
            <Badge icon={<WifiOff aria-hidden className="size-4" />}>
              {t('lastSeen', { time: timeText(at.at, clockOf(market, language)) })}
            </Badge>
          ) : (
            <Badge tone="good" icon={<span className="size-2 animate-pulse rounded-full bg-current" />}>
              {t('liveNow')}
            </Badge>
          )}
        </span>
      )}
    </div>
  )
}

function RiderCard({ rider, noun }: { rider: NonNullable<Tracking['rider']>; noun: string }) {
  const t = useTranslations('store.order')
  return (
    <Card className="flex flex-wrap items-center gap-4">
      <Avatar name={rider.firstName} size="large" />
      <div className="min-w-0 flex-1 basis-28">
        <p className="text-sm text-muted first-letter:uppercase">{noun}</p>
        <p className="font-display text-xl font-bold">{rider.firstName}</p>
        <p className="text-muted">
          {t(`vehicle.${rider.vehicle}`)}
          {rider.vehicleNumber && ` · ${rider.vehicleNumber}`}
        </p>
      </div>
      {rider.phone && (
        <a
          href={`tel:${rider.phone.replaceAll(' ', '')}`}
          className="inline-flex min-h-12 items-center gap-2 rounded-control border-[1.5px] border-edge bg-card px-5 font-semibold hover:border-ink"
        >
          <Phone aria-hidden className="size-4" /> {t('call', { name: rider.firstName })}
        </a>
      )}
    </Card>
  )
}

function History({ market, order }: { market: MarketSettings; order: Order }) {
  const t = useTranslations('store.order')
  const clock = clockOf(market, useLocale())
  const bad = wentWrong(order.state)
  const last = order.history.length - 1
  return (
    <Card>
      <h2 className="mb-5 text-xl">{t('history')}</h2>
      <Timeline
        moments={order.history.map((step, index) => ({
          id: `${step.state} ${step.at}`,
          title: step.label,
          at: timeText(step.at, clock),
          ...(step.reason && { text: step.reason }),
          tone: index < last || isOver(order) ? (bad && index === last ? 'bad' : 'done') : 'now',
        }))}
      />
    </Card>
  )
}

function OrderReceipt({ order }: { order: Order }) {
  const t = useTranslations('store.receipt')
  return (
    <>
      <Receipt
        className="mt-4 border-t border-line pt-4"
        parts={order.parts}
        totalMinor={order.totalMinor}
        currency={order.currency}
      />
      <p className="mt-2 text-sm text-muted">
        {t(`method.${order.payment.method}`)} · {t(`payment.${order.payment.state}`)}
      </p>
    </>
  )
}

function Contacts({ order }: { order: Order }) {
  const t = useTranslations('store.order')
  return (
    <ul className="mt-5 space-y-3 border-t border-line pt-5 text-[0.9375rem]">
      {order.address ? (
        <Contact icon={<MapPin />} title={t('deliverTo')}>
          {order.address.line}
          {order.address.note && <span className="block text-muted">{order.address.note}</span>}
        </Contact>
      ) : (
        <Contact icon={order.fulfilment === 'delivery' ? <Bike /> : <Store />} title={t('collectAt')}>
          {order.vendor.name}
        </Contact>
      )}
      {order.vendor.phone && (
        <Contact icon={<Phone />} title={t('vendorPhone')}>
          <a
            href={`tel:${order.vendor.phone.replaceAll(' ', '')}`}
            className="font-semibold underline underline-offset-4"
          >
            {order.vendor.phone}
          </a>
        </Contact>
      )}
    </ul>
  )
}

function Contact({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <li className="flex gap-3">
      <span aria-hidden className="mt-0.5 text-muted [&_svg]:size-5">
        {icon}
      </span>
      <span className="min-w-0">
        <span className="block text-sm text-muted">{title}</span>
        {children}
      </span>
    </li>
  )
}

// One order from every side: what was bought, what happened, who brought it, and where its money is.
'use client'
import { useQueryClient } from '@tanstack/react-query'
import { ArrowLeft, Bike, MapPin, Phone, ShoppingBag } from 'lucide-react'
import { useTranslations, useLocale } from 'next-intl'
import Link from 'next/link'
import { useCallback, useState } from 'react'
import { read } from '../../api/client.ts'
import type { Order } from '../../api/schema.ts'
import { Badge, StatusPill } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Textarea } from '../../ui/field.tsx'
import { LineAmount } from '../../ui/line-amount.tsx'
import { LineChoices } from '../../ui/line-choices.tsx'
import { Money } from '../../ui/money.tsx'
import { PackedLine } from '../../store/packed-line.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { adminPath } from '../../ui/paths.ts'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { Timeline } from '../../ui/steps.tsx'
import { useClock } from '../clock.ts'
import { deliveryTones } from '../delivery-tones.ts'
import { ChatButton } from '../../chat/chat-button.tsx'
import { OrderRefunds } from '../../money/order-refunds.tsx'
import { useDesk } from '../desk-context.tsx'
import { OrderTimeline } from '../order-timeline.tsx'
import { useTap } from '../tap.ts'
import { capital, distanceText } from '../words.ts'
import { Decisions } from './decisions.tsx'
import { OrderBooks } from './order-books.tsx'
import { Reassign } from './reassign.tsx'
import { useDeliveryStory, useOrder } from './use-console.ts'

const cancellable = new Set<Order['state']>(['awaiting_payment', 'placed', 'accepted', 'preparing', 'ready'])

export function OrderDetail({ orderId }: { orderId: string }) {
  const t = useTranslations('admin.order')
  const desk = useTranslations('desk')
  const { market } = useDesk()
  const clock = useClock()
  const order = useOrder(orderId)
  const [cancelling, setCancelling] = useState(false)
  const back = (
    <Link
      href={adminPath(market, 'orders')}
      className="inline-flex min-h-11 items-center gap-2 rounded-control font-medium hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-4" /> {capital(market.vocabulary.order.plural)}
    </Link>
  )
  if (order.isPending) {
    return (
      <Loading className="space-y-5">
        <Skeleton className="h-16 w-72" />
        <div className="grid gap-5 lg:grid-cols-2">
          <Skeleton className="h-96 rounded-card!" />
          <Skeleton className="h-96 rounded-card!" />
        </div>
      </Loading>
    )
  }
  if (!order.data) return <ErrorState level={1} error={order.error} retry={() => void order.refetch()} action={back} />

  const { data } = order
  return (
    <>
      <PageHeader
        above={back}
        title={data.number}
        text={
          <span className="flex flex-wrap items-center gap-2">
            <StatusPill state={data.state} words={data.stateLabel} />
            <Badge icon={data.fulfilment === 'pickup' ? <ShoppingBag aria-hidden /> : <Bike aria-hidden />}>
              {desk(data.fulfilment === 'pickup' ? 'ticket.pickup' : 'ticket.delivery')}
            </Badge>
            {clock.when(data.placedAt)}
          </span>
        }
        actions={
          <>
            <ChatButton market={market} app="admin" orderId={orderId} />
            {cancellable.has(data.state) && (
              <Button look="danger" onClick={() => setCancelling(true)}>
                {t('cancel')}
              </Button>
            )}
          </>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card>
          <h2 className="mb-4 text-xl">{t('bought')}</h2>
          <Parties order={data} />
          <ul className="my-4 divide-y divide-line border-y border-line">
            {data.lines.map((line, index) => (
              <li key={`${index} ${line.productId}`} className="flex gap-3 py-2.5">
                <LineAmount line={line} className="tabular min-w-8 font-semibold" />
                <span className="min-w-0 flex-1 break-words">
                  {line.name}
                  <LineChoices choices={line.choices} currency={data.currency} />
                  <PackedLine line={line} currency={data.currency} />
                  {line.note && <span className="block text-sm text-muted">{line.note}</span>}
                </span>
                <Money minor={line.chargedMinor ?? line.totalMinor} currency={data.currency} />
              </li>
            ))}
          </ul>
          <Receipt parts={data.parts} totalMinor={data.totalMinor} currency={data.currency} />
          <p className="mt-4 flex flex-wrap items-center justify-between gap-2 border-t border-line pt-4">
            <span className="text-muted">{t('payment')}</span>
            <Badge tone={data.payment.state === 'paid' ? 'good' : data.payment.state === 'failed' ? 'bad' : 'neutral'}>
              {desk(`method.${data.payment.method}`)} · {desk(`payment.${data.payment.state}`)}
            </Badge>
          </p>
        </Card>
        <div className="space-y-5">
          <Card>
            <h2 className="mb-4 text-xl">{t('happened')}</h2>
            <OrderTimeline history={data.history} />
          </Card>
          {data.fulfilment === 'delivery' && <DeliveryCard orderId={orderId} />}
        </div>
      </div>
      <AdminRefunds order={data} />
      <OrderBooks orderId={orderId} />
      <CancelDialog order={data} open={cancelling} onOpenChange={setCancelling} />
    </>
  )
}

/** What is given back moves money, so the books below are read again. */
function AdminRefunds({ order }: { order: Order }) {
  const { api } = useDesk()
  const queries = useQueryClient()
  const makeApi = useCallback(() => api, [api])
  return (
    <div className="mt-5">
      <OrderRefunds
        order={order}
        side="admin"
        makeApi={makeApi}
        onMoved={() => void queries.invalidateQueries({ queryKey: ['orders', 'ledger', order.id] })}
      />
    </div>
  )
}

function Parties({ order }: { order: Order }) {
  const { market } = useDesk()
  const t = useTranslations('admin.orders')
  const parties = [
    { role: t('customer'), ...order.customer },
    { role: capital(market.vocabulary.vendor.singular), ...order.vendor },
  ]
  return (
    <dl className="space-y-3">
      {parties.map(({ role, name, phone }) => (
        <div key={role} className="flex items-start justify-between gap-4">
          <dt className="text-muted">{role}</dt>
          <dd className="min-w-0 text-right">
            <span className="block font-semibold break-words">{name}</span>
            {phone && (
              <a href={`tel:${phone}`} className="inline-flex items-center gap-1.5 text-sm text-accent-ink">
                <Phone aria-hidden className="size-3.5" /> {phone}
              </a>
            )}
          </dd>
        </div>
      ))}
      {order.address && (
        <div className="flex items-start justify-between gap-4">
          <dt className="text-muted">
            <MapPin aria-hidden className="size-5" />
          </dt>
          <dd className="min-w-0 text-right">
            {order.address.line}
            {order.address.note && <span className="block text-sm text-muted">{order.address.note}</span>}
          </dd>
        </div>
      )}
    </dl>
  )
}

function DeliveryCard({ orderId }: { orderId: string }) {
  const t = useTranslations('admin.order')
  const states = useTranslations('rider.state')
  const waiting = useTranslations('admin.waiting')
  const offers = useTranslations('admin.offer')
  const by = useTranslations('desk.by')
  const language = useLocale()
  const clock = useClock()
  const story = useDeliveryStory(orderId)
  if (story.isPending) return <Skeleton className="h-48 rounded-card!" />
  if (!story.data) return null

  const { data } = story
  return (
    <Card>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-xl">{t('delivery')}</h2>
        <Badge tone={deliveryTones[data.state]}>{states(data.state)}</Badge>
      </div>
      <p className="text-muted">
        {data.rider ? (
          <>
            <span className="font-semibold text-ink">{data.rider.name}</span> · {data.rider.phone}
          </>
        ) : (
          data.waitingReason && waiting(data.waitingReason)
        )}
      </p>
      <p className="mt-1 text-sm text-muted">
        {distanceText(data.distanceM, language)} · <Money minor={data.feeMinor} currency={data.currency} />
        {data.etaRange && (
          <> · {t('eta', { from: clock.time(data.etaRange.earliest), to: clock.time(data.etaRange.latest) })}</>
        )}
      </p>
      <Timeline
        className="mt-5"
        moments={data.history.map((step, index) => ({
          id: `${step.state}${index}`,
          title: states(step.state),
          text: [by(step.by), step.reason].filter(Boolean).join(' · '),
          at: clock.when(step.at),
          tone: step.state === 'failed' || step.state === 'cancelled' ? 'bad' : 'done',
        }))}
      />
      {data.rider && (data.state === 'assigned' || data.state === 'at_vendor') && <Reassign rider={data.rider} />}
      <Decisions decisions={data.decisions} />
      {data.asked.length > 0 && (
        <details className="mt-5 border-t border-line pt-3">
          <summary className="min-h-11 py-2.5 font-semibold">{t('asked', { count: data.asked.length })}</summary>
          <ul className="divide-y divide-line">
            {data.asked.map((each) => (
              <li
                key={`${each.riderId}${each.offeredAt}`}
                className="flex items-start justify-between gap-4 py-2.5 text-sm"
              >
                <span className="min-w-0">
                  <span className="font-semibold">{each.riderName}</span>, {distanceText(each.distanceM, language)}
                  <span className="block text-muted">{each.explanation}</span>
                </span>
                <span className="shrink-0 text-right">
                  {offers(each.state)}
                  <span className="tabular block text-muted">{clock.time(each.offeredAt)}</span>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  )
}

function CancelDialog({
  order,
  open,
  onOpenChange,
}: {
  order: Order
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const t = useTranslations('admin.order')
  const common = useTranslations('common')
  const { api } = useDesk()
  const [reason, setReason] = useState('')
  const cancel = useTap({
    touches: [['orders'], ['deliveries']],
    send: () =>
      read(
        api.POST('/api/v1/admin/orders/{orderId}/cancel', {
          params: { path: { orderId: order.id } },
          body: reason.trim() ? { reason: reason.trim() } : {},
        }),
      ),
    onDone: () => onOpenChange(false),
  })
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('cancelTitle', { number: order.number })}
      text={t('cancelText')}
      actions={
        <>
          <Button look="quiet" onClick={() => onOpenChange(false)}>
            {common('back')}
          </Button>
          <Button look="danger" busy={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <Textarea
        label={t('reason')}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  )
}

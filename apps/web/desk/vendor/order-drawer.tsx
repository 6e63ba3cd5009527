// All there is to know about one order, from the side of the board or the list.
'use client'
import { Bike, MapPin, MessageSquareText, Phone, Printer, ShoppingBag } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type { Order } from '../../api/schema.ts'
import { Badge, StatusPill } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Drawer } from '../../ui/dialog.tsx'
import { LineAmount } from '../../ui/line-amount.tsx'
import { LineChoices } from '../../ui/line-choices.tsx'
import { Money } from '../../ui/money.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { useClock } from '../clock.ts'
import { ChatButton } from '../../chat/chat-button.tsx'
import { OrderRefunds } from '../../money/order-refunds.tsx'
import { useDesk } from '../desk-context.tsx'
import { OrderTimeline } from '../order-timeline.tsx'
import { PackedLine } from '../../store/packed-line.tsx'
import { RiderStrip } from './rider-strip.tsx'

export function OrderDrawer({ order, onClose }: { order: Order | undefined; onClose: () => void }) {
  const t = useTranslations('desk')
  return (
    <Drawer
      open={order !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={order?.number ?? ''}
      text={order && <StatusPill state={order.state} words={order.stateLabel} />}
      actions={
        <Button look="secondary" onClick={() => window.print()}>
          <Printer aria-hidden className="size-4" /> {t('drawer.print')}
        </Button>
      }
    >
      {order && <OrderSheet order={order} />}
    </Drawer>
  )
}

function OrderSheet({ order }: { order: Order }) {
  const t = useTranslations('desk')
  const { api, market } = useDesk()
  const makeApi = useCallback(() => api, [api])
  const clock = useClock()
  return (
    <div className="space-y-6">
      <div className="space-y-3">
        <div className="flex items-center justify-between gap-3">
          <p className="text-xl font-semibold break-words">{order.customer.name}</p>
          {order.customer.phone && (
            <a
              href={`tel:${order.customer.phone}`}
              className="inline-flex min-h-11 items-center gap-2 rounded-control px-3 font-semibold text-accent-ink hover:bg-ink/8"
            >
              <Phone aria-hidden className="size-4" /> {order.customer.phone}
            </a>
          )}
        </div>
        <ChatButton market={market} app="vendor" orderId={order.id} />
        <div className="flex flex-wrap gap-2">
          <Badge icon={order.fulfilment === 'pickup' ? <ShoppingBag aria-hidden /> : <Bike aria-hidden />}>
            {t(order.fulfilment === 'pickup' ? 'ticket.pickup' : 'ticket.delivery')}
          </Badge>
          <Badge tone={order.payment.state === 'due' ? 'warn' : 'good'}>
            {t(`payment.${order.payment.state}`)} · {t(`method.${order.payment.method}`)}
          </Badge>
        </div>
        {order.address && (
          <p className="flex items-start gap-2 text-muted">
            <MapPin aria-hidden className="mt-1 size-4 shrink-0" />
            <span>
              {order.address.line}
              {order.address.note && <span className="block">{order.address.note}</span>}
            </span>
          </p>
        )}
        {order.fulfilment === 'delivery' && order.state !== 'placed' && <RiderStrip order={order} />}
      </div>
      <ul className="divide-y divide-line border-y border-line">
        {order.lines.map((line, index) => (
          <li key={`${index} ${line.productId}`} className="flex gap-3 py-3">
            <LineAmount line={line} className="tabular min-w-8 font-bold text-accent-ink" />
            <span className="min-w-0 flex-1">
              <span className="block font-semibold break-words">{line.name}</span>
              <LineChoices choices={line.choices} currency={order.currency} />
              <PackedLine line={line} currency={order.currency} />
              {line.note && (
                <span className="mt-1 flex items-start gap-1.5 text-sm">
                  <MessageSquareText aria-hidden className="mt-0.5 size-4 shrink-0" /> {line.note}
                </span>
              )}
            </span>
            <Money minor={line.chargedMinor ?? line.totalMinor} currency={order.currency} className="font-medium" />
          </li>
        ))}
      </ul>
      <Receipt parts={order.parts} totalMinor={order.totalMinor} currency={order.currency} />
      <OrderRefunds order={order} side="vendor" makeApi={makeApi} />
      <section aria-labelledby="drawer-history">
        <h3 id="drawer-history" className="mb-3 text-lg">
          {t('drawer.history')}
        </h3>
        <OrderTimeline history={order.history} />
        <p className="mt-4 text-sm text-muted">{t('drawer.placed', { time: clock.when(order.placedAt) })}</p>
      </section>
    </div>
  )
}

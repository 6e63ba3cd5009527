// Calling an order off while that is free, with the time that is left for it.
'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { browserApi, newIdempotencyKey, once, read } from '../api/client.ts'
import type { MarketSettings, Order } from '../api/schema.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CountdownRing } from '../ui/countdown-ring.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { problemFacts } from '../api/problem.ts'
import { Notice } from './notice.tsx'

export function CancelOrder({
  market,
  order,
  onCancelled,
}: {
  market: MarketSettings
  order: Order
  onCancelled: (order: Order) => void
}) {
  const t = useTranslations('store.order.cancel')
  const until = order.cancelUntil ? Date.parse(order.cancelUntil) : undefined
  const late = useIsPast(until)
  const [asking, setAsking] = useState(false)
  if (until === undefined || late) return null
  const lasting = until - Date.parse(order.history.find(({ state }) => state === 'placed')?.at ?? order.placedAt)
  return (
    <Card tone="sunk" className="flex items-center gap-4">
      <CountdownRing size="small" until={until} lasting={Math.max(lasting, 1_000)} />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{t('still')}</p>
        <p className="text-sm text-muted">{t('free')}</p>
      </div>
      <Button look="secondary" onClick={() => setAsking(true)}>
        {t('open')}
      </Button>
      {asking && <Question market={market} order={order} close={() => setAsking(false)} onCancelled={onCancelled} />}
    </Card>
  )
}

function Question({
  market,
  order,
  close,
  onCancelled,
}: {
  market: MarketSettings
  order: Order
  close: () => void
  onCancelled: (order: Order) => void
}) {
  const t = useTranslations('store.order.cancel')
  const [key] = useState(newIdempotencyKey)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<unknown>()
  const cancel = async () => {
    setBusy(true)
    setRefusal(undefined)
    try {
      const params = { path: { orderId: order.id }, header: once(key) }
      const cancelled = await read(browserApi(market.id).POST('/api/v1/orders/{orderId}/cancel', { params, body: {} }))
      close()
      onCancelled(cancelled)
    } catch (error) {
      setRefusal(error)
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t('title')}
      text={t(order.payment.state === 'paid' ? 'textPaid' : 'text')}
      actions={
        <>
          <Button look="quiet" onClick={close}>
            {t('keep')}
          </Button>
          <Button look="danger" busy={busy} onClick={() => void cancel()}>
            {t('go')}
          </Button>
        </>
      }
    >
      {refusal !== undefined && <Notice>{problemFacts(refusal)?.title ?? t('failed')}</Notice>}
    </Dialog>
  )
}

/** Turns true when the moment comes, by the clock of the browser. */
function useIsPast(moment: number | undefined): boolean {
  const [past, setPast] = useState(false)
  useEffect(() => {
    if (moment === undefined) return
    const timer = setTimeout(() => setPast(true), Math.max(0, moment - Date.now()))
    return () => clearTimeout(timer)
  }, [moment])
  return past
}

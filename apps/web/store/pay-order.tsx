// An order that waits for its payment: off to the provider, back again, and honest about what is not known yet.
'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useState } from 'react'
import { browserApi, read } from '../api/client.ts'
import { problemFacts } from '../api/problem.ts'
import type { MarketSettings, Order } from '../api/schema.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { CountdownRing } from '../ui/countdown-ring.tsx'
import { Notice } from './notice.tsx'
import { goAndPay, useBegunPayment, usePaymentState } from './paying.ts'
import { providerPhone } from './phone.ts'

export function PayOrder({
  market,
  order,
  refresh,
}: {
  market: MarketSettings
  order: Order
  refresh: () => Promise<void>
}) {
  const t = useTranslations('store.pay')
  const form = useTranslations('payments.form')
  const [begun, forget] = useBegunPayment(market.id, order.id)
  const payment = usePaymentState(market.id, begun)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<unknown>()
  const state = payment?.state
  const settled = useEffectEvent(() => void refresh())
  useEffect(() => {
    if (state === 'succeeded' || state === 'failed') settled()
  }, [state])

  const pay = async () => {
    setBusy(true)
    setRefusal(undefined)
    forget()
    try {
      const number = order.payment.method === 'mobile_money' ? providerPhone(order.customer.phone ?? '') : undefined
      const body = { orderId: order.id, ...(number && { phone: number }) }
      const next = await read(browserApi(market.id).POST('/api/v1/payments/intent', { body }))
      if (goAndPay(market.id, next)) return
      await refresh()
    } catch (error) {
      setRefusal(error)
      await refresh()
    }
    setBusy(false)
  }

  const failed = state === 'failed'
  const checking = begun !== undefined && !failed && !payment?.actionUrl
  return (
    <Card className="flex flex-wrap items-center gap-x-6 gap-y-4">
      {order.payBy && (
        <CountdownRing
          until={Date.parse(order.payBy)}
          lasting={market.paymentWithinSeconds * 1000}
          onEnd={() => void refresh()}
        />
      )}
      <div className="min-w-0 flex-1 basis-56" aria-live="polite">
        <h2 className="text-xl">{t(checking ? 'checking' : failed ? 'failed' : 'waiting')}</h2>
        <p className="mt-1 text-muted">
          {failed ? (payment?.failure ?? t('failedText')) : t(checking ? 'checkingText' : 'waitingText')}
          {payment?.dial && <span className="mt-1 block text-ink">{form('dial', { code: payment.dial })}</span>}
        </p>
      </div>
      {!checking && (
        <Button size="large" busy={busy} onClick={() => void pay()}>
          {t(failed ? 'again' : 'go')}
        </Button>
      )}
      {checking && (
        <span aria-hidden className="size-8 animate-spin rounded-full border-4 border-accent border-r-transparent" />
      )}
      {refusal !== undefined && <Notice className="w-full">{problemFacts(refusal)?.title ?? t('failedText')}</Notice>}
    </Card>
  )
}

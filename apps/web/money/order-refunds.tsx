// Money back of one order: what was asked and given, and the way to ask or give, for each side of it.
'use client'
import type { Client } from 'openapi-fetch'
import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import type { Order, paths } from '../api/schema.ts'
import { Badge, type Tone } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Money } from '../ui/money.tsx'
import { formatMoney } from '../ui/money-format.ts'
import { ErrorState } from '../ui/states.tsx'
import { useToast } from '../ui/toast.tsx'
import { type Refund, type RefundSide, isRefundable, refundsOf, sendWish } from './refund-calls.ts'
import { RefundDecision } from './refund-decision.tsx'
import { RefundForm } from './refund-form.tsx'

export const refundTones: Record<Refund['state'], Tone> = {
  waiting: 'warn',
  rejected: 'bad',
  sending: 'accent',
  refunded: 'good',
  credited: 'good',
}

/** `makeApi` is called in the browser only. */
export function OrderRefunds({
  order,
  side,
  makeApi,
  onMoved,
}: {
  order: Order
  side: RefundSide
  makeApi: () => Client<paths>
  onMoved?: () => void
}) {
  const t = useTranslations('money.refund')
  const announce = useToast()
  const [refunds, setRefunds] = useState<Refund[]>()
  const [failure, setFailure] = useState<unknown>()
  const [asking, setAsking] = useState(false)
  const open = isRefundable(order)
  const load = useCallback(async () => {
    try {
      setRefunds(await refundsOf(makeApi(), side, order.id))
      setFailure(undefined)
    } catch (error) {
      setFailure(error)
    }
  }, [makeApi, side, order.id])
  const underWay = refunds?.some(({ state }) => state === 'sending') ?? false
  useEffect(() => {
    if (!open) return undefined
    void load()
    const timer = underWay ? setInterval(() => void load(), 2_000) : undefined
    return () => clearInterval(timer)
  }, [open, load, underWay])
  if (!open) return null
  if (failure !== undefined) return <ErrorState error={failure} retry={() => void load()} />
  if (!refunds) return null

  const spent = refunds.filter(({ state }) => state !== 'rejected').reduce((sum, each) => sum + each.amountMinor, 0)
  const mayAsk = spent < order.totalMinor && !(side === 'customer' && refunds.some(({ state }) => state === 'waiting'))
  const moved = () => {
    void load()
    onMoved?.()
  }
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0 flex-1 basis-56">
          <h2 className="text-xl">{t(side === 'customer' && refunds.length === 0 ? 'wrong' : 'title')}</h2>
          {side === 'customer' && refunds.length === 0 && <p className="mt-1 text-muted">{t('wrongText')}</p>}
        </div>
        {mayAsk && (
          <Button look="secondary" onClick={() => setAsking(true)}>
            {t(side === 'customer' ? 'ask' : 'give')}
          </Button>
        )}
      </div>
      {refunds.length > 0 && (
        <ul className="mt-4 divide-y divide-line border-t border-line">
          {refunds.map((refund) => (
            <li key={refund.id} className="space-y-3 py-4 last:pb-0">
              <RefundFacts refund={refund} order={order} />
              {refund.state === 'waiting' && side !== 'customer' && (
                <RefundDecision api={makeApi()} side={side} refund={refund} onDecided={moved} />
              )}
            </li>
          ))}
        </ul>
      )}
      {asking && (
        <RefundForm
          order={order}
          side={side}
          close={() => setAsking(false)}
          send={async (wish, key) => {
            const made = await sendWish(makeApi(), side, { orderId: order.id, wish, key })
            setAsking(false)
            announce({ title: made.state !== 'waiting' ? t('done') : t(side === 'customer' ? 'asked' : 'waits') })
            moved()
          }}
        />
      )}
    </Card>
  )
}

/** What one refund is about, without its order's name. */
function RefundFacts({ refund, order }: { refund: Refund; order: Order }) {
  const t = useTranslations('money.refund')
  const language = useLocale()
  const names = refund.lines.map(({ line, quantity }) => `${quantity} × ${order.lines[line - 1]?.name ?? line}`)
  const what = refund.everything ? t('everything') : names.join(', ')
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-semibold">{t(`reasons.${refund.reason}`)}</p>
        {what && <p className="break-words text-muted">{what}</p>}
        {refund.note && <p className="break-words">“{refund.note}”</p>}
        <p className="mt-1 text-sm text-muted">
          {refund.needsSecond ? t('needsSecond') : t(`stateText.${refund.state}`)}
        </p>
        {refund.toSourceMinor > 0 && (
          <p className="text-sm text-muted">
            {t('toSource', {
              amount: formatMoney({ minor: refund.toSourceMinor, currency: refund.currency }, language),
            })}
          </p>
        )}
        {refund.decisionNote && <p className="mt-1 break-words">“{refund.decisionNote}”</p>}
        {refund.goodsBy && (
          <p className="text-sm text-muted">
            {t('paidBy', { who: t(`funder.${refund.goodsBy}`) })}, {t(`by.${refund.askedBy}`)}
          </p>
        )}
      </div>
      <p className="flex shrink-0 items-center gap-3">
        <Badge tone={refundTones[refund.state]}>{t(`state.${refund.state}`)}</Badge>
        <Money minor={refund.amountMinor} currency={refund.currency} className="font-bold" />
      </p>
    </div>
  )
}

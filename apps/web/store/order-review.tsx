// How was it? Asked once the order is here; what was said can be changed for a week.
'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { browserApi, read } from '../api/client.ts'
import type { MarketSettings, Order, OwnReview } from '../api/schema.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { ProductPicture } from '../ui/product-picture.tsx'
import { Stars } from '../ui/stars.tsx'
import { ReviewForm } from './review-form.tsx'
import { clockOf, momentText } from './words.ts'

export function OrderReview({ market, order, language }: { market: MarketSettings; order: Order; language: string }) {
  const t = useTranslations('reviews')
  const [own, setOwn] = useState<OwnReview>()
  const [editing, setEditing] = useState(false)
  const received = order.state === 'delivered' || order.state === 'collected'
  const { id: orderId } = order
  useEffect(() => {
    if (!received) return
    const stop = new AbortController()
    read(
      browserApi(market.id).GET('/api/v1/orders/{orderId}/review', {
        params: { path: { orderId } },
        signal: stop.signal,
      }),
      // Without an answer nobody is asked: the page is about the order.
    ).then(setOwn, () => undefined)
    return () => stop.abort()
  }, [market.id, orderId, received])
  if (!received || !own || (!own.mayWrite && !own.review)) return null

  const { review } = own
  if (!review || editing)
    return (
      <Card id="review" className="sm:p-8!">
        <h2 className="text-section">{t('howWasIt')}</h2>
        <p className="mt-1 mb-5 text-muted">{t('howText', { vendor: order.vendor.name })}</p>
        <ReviewForm
          market={market}
          order={order}
          own={own}
          onDone={(written) => {
            setOwn({ ...own, review: written, mayWrite: false, mayEditUntil: own.mayEditUntil ?? weekAfter(written) })
            setEditing(false)
          }}
          {...(review && { onCancel: () => setEditing(false) })}
        />
      </Card>
    )
  return (
    <Card id="review" className="sm:p-8!">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-section">{t('yours')}</h2>
        <Stars value={review.rating} className="text-2xl" />
      </div>
      {review.text && <p className="mt-3 [overflow-wrap:anywhere] whitespace-pre-line">{review.text}</p>}
      {review.pictures.length > 0 && (
        <ul className="mt-4 flex flex-wrap gap-3">
          {review.pictures.map((picture) => (
            <li key={picture}>
              <ProductPicture picture={picture} alt={t('photo')} className="size-24" />
            </li>
          ))}
        </ul>
      )}
      {review.hiddenReason && (
        <p role="status" className="mt-4 rounded-control bg-warn-soft px-4 py-3 font-medium text-warn">
          {t('hidden', { reason: review.hiddenReason })}
        </p>
      )}
      {review.answer && (
        <blockquote className="mt-4 rounded-control bg-sunk p-4">
          <p className="text-sm font-semibold">{t('answered', { vendor: order.vendor.name })}</p>
          <p className="mt-1 [overflow-wrap:anywhere] whitespace-pre-line">{review.answer.text}</p>
        </blockquote>
      )}
      {own.mayEditUntil && (
        <div className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button look="secondary" onClick={() => setEditing(true)}>
            {t('change')}
          </Button>
          <span className="text-sm text-muted">
            {t('changeUntil', { time: momentText(own.mayEditUntil, clockOf(market, language)) })}
          </span>
        </div>
      )}
    </Card>
  )
}

function weekAfter({ writtenAt }: { writtenAt: string }): string {
  return new Date(Date.parse(writtenAt) + 7 * 86_400_000).toISOString()
}

// One review on a desk or in the console, with what can be done about it below.
'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { WholeReview } from '../api/schema.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { ProductPicture } from '../ui/product-picture.tsx'
import { Stars } from '../ui/stars.tsx'
import { useClock } from './clock.ts'

export function ReviewCard({ review, children }: { review: WholeReview; children?: ReactNode }) {
  const t = useTranslations('reviews')
  const clock = useClock()
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Stars value={review.vendorRating} className="text-xl" />
        <h2 className="text-lg">{review.author}</h2>
        <span className="text-sm text-muted">{clock.when(review.writtenAt)}</span>
        {review.hiddenReason && <Badge tone="warn">{t('hiddenBadge', { reason: review.hiddenReason })}</Badge>}
      </div>
      {review.text ? (
        <p className="mt-3 [overflow-wrap:anywhere] whitespace-pre-line">{review.text}</p>
      ) : (
        <p className="mt-3 text-muted">{t('noWords')}</p>
      )}
      {review.products.length > 0 && (
        <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
          {review.products.map((product) => (
            <li key={product.productId} className="inline-flex items-center gap-1.5">
              {product.name} <Stars value={product.rating} />
            </li>
          ))}
        </ul>
      )}
      {review.pictures.length > 0 && (
        <ul className="mt-3 flex flex-wrap gap-3">
          {review.pictures.map((picture) => (
            <li key={picture}>
              <ProductPicture picture={picture} alt={t('photoBy', { author: review.author })} className="size-24" />
            </li>
          ))}
        </ul>
      )}
      {review.answer && (
        <blockquote className="mt-4 rounded-control bg-sunk p-4 [overflow-wrap:anywhere] whitespace-pre-line">
          {review.answer.text}
        </blockquote>
      )}
      {children}
    </Card>
  )
}

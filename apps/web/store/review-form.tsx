// Stars for the order first, then, for those who want to say more, for each part of it, with words and photos.
'use client'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { browserApi, newIdempotencyKey, once, read } from '../api/client.ts'
import { problemFacts } from '../api/problem.ts'
import type { MarketSettings, Order, OwnReview, WholeReview } from '../api/schema.ts'
import { PhotoButton } from '../desk/photo-button.tsx'
import { Button } from '../ui/button.tsx'
import { Textarea } from '../ui/field.tsx'
import { ProductPicture } from '../ui/product-picture.tsx'
import { StarChoice } from '../ui/stars.tsx'

const mostPictures = 4

export function ReviewForm({
  market,
  order,
  own,
  onDone,
  onCancel,
}: {
  market: MarketSettings
  order: Order
  own: OwnReview
  onDone: (review: WholeReview) => void
  onCancel?: () => void
}) {
  const t = useTranslations('reviews')
  const before = own.review
  const [key] = useState(newIdempotencyKey)
  const [rating, setRating] = useState(before?.rating ?? 0)
  const [vendorRating, setVendorRating] = useState(before?.vendorRating ?? 0)
  const [riderRating, setRiderRating] = useState(before?.riderRating ?? 0)
  const [products, setProducts] = useState<Record<string, number>>(
    Object.fromEntries((before?.products ?? []).map(({ productId, rating: given }) => [productId, given])),
  )
  const [text, setText] = useState(before?.text ?? '')
  const [pictures, setPictures] = useState<string[]>(before?.pictures ?? [])
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const dishes = [...new Map(order.lines.map((line) => [line.productId, line.name]))]

  const send = async () => {
    setBusy(true)
    setRefusal(undefined)
    const body = {
      rating,
      ...(vendorRating > 0 && { vendorRating }),
      ...(riderRating > 0 && { riderRating }),
      ...(text.trim() && { text }),
      products: Object.entries(products).map(([productId, given]) => ({ productId, rating: given })),
      pictures,
    }
    const params = { path: { orderId: order.id } }
    const api = browserApi(market.id)
    try {
      onDone(
        before
          ? await read(api.PUT('/api/v1/orders/{orderId}/review', { params, body }))
          : await read(api.POST('/api/v1/orders/{orderId}/review', { params: { ...params, header: once(key) }, body })),
      )
    } catch (error) {
      const facts = problemFacts(error)
      setRefusal(facts?.errors?.[0]?.problem ?? facts?.title ?? t('notSent'))
    }
    setBusy(false)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (rating === 0) setRefusal(t('starsFirst'))
    else void send()
  }
  return (
    <form onSubmit={onSubmit} className="space-y-6">
      <StarChoice label={t('order')} name="order" value={rating} onChange={setRating} large />
      {rating > 0 && (
        <>
          <div className="space-y-1 border-y border-line py-3">
            <StarChoice
              label={order.vendor.name}
              name="vendor"
              value={vendorRating || rating}
              onChange={setVendorRating}
            />
            {own.hasRider && (
              <StarChoice
                label={market.vocabulary.rider.singular}
                name="rider"
                value={riderRating}
                onChange={setRiderRating}
              />
            )}
            {dishes.map(([productId, name]) => (
              <StarChoice
                key={productId}
                label={name}
                name={productId}
                value={products[productId] ?? 0}
                onChange={(given) => setProducts({ ...products, [productId]: given })}
              />
            ))}
          </div>
          <Textarea
            label={t('words')}
            hint={t('wordsHint')}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <div className="flex flex-wrap items-start gap-3">
            {pictures.map((picture) => (
              <span key={picture} className="relative">
                <ProductPicture picture={picture} alt={t('photo')} className="size-24" />
                <button
                  type="button"
                  aria-label={t('removePhoto')}
                  onClick={() => setPictures(pictures.filter((each) => each !== picture))}
                  className="absolute -top-2 -right-2 grid size-9 place-items-center rounded-full border border-line bg-card shadow-lift"
                >
                  <X aria-hidden className="size-4" />
                </button>
              </span>
            ))}
            {pictures.length < mostPictures && (
              <PhotoButton
                market={market.id}
                app="customer"
                onDone={(picture) => setPictures((all) => [...all, picture].slice(0, mostPictures))}
                previewClass="size-24 rounded-picture object-cover"
              />
            )}
          </div>
        </>
      )}
      {refusal && (
        <p role="alert" className="font-medium text-bad">
          {refusal}
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" size="large" busy={busy}>
          {t(before ? 'save' : 'send')}
        </Button>
        {onCancel && (
          <Button look="quiet" size="large" onClick={onCancel}>
            {t('cancel')}
          </Button>
        )}
      </div>
      <p className="text-sm text-muted">{t('publicName')}</p>
    </form>
  )
}

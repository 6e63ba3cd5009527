// What others say of a vendor or a product: the average, how the stars are spread, and the words, newest first.
import { getLocale, getTranslations } from 'next-intl/server'
import type { MarketSettings, Review, ReviewPage } from '../api/schema.ts'
import { ProductPicture } from '../ui/product-picture.tsx'
import { Stars } from '../ui/stars.tsx'
import { ReportReview } from './report-review.tsx'
import { MoreLink, Section } from './section.tsx'
import { clockOf, momentText } from './words.ts'

export async function ReviewList({
  market,
  name,
  vendorName = name,
  productId,
  page,
  more,
}: {
  market: MarketSettings
  /** Of whom, or of what. */
  name: string
  /** Who answers, where that is not the one the reviews are of. */
  vendorName?: string
  /** Shows the stars of this product first. */
  productId?: string
  page: ReviewPage
  /** The address of the next page. */
  more: string | undefined
}) {
  const [t, language] = await Promise.all([getTranslations('reviews'), getLocale()])
  const { standing, items } = page
  if (standing.average === null) return null
  const average = new Intl.NumberFormat(language, { minimumFractionDigits: 1 }).format(standing.average)
  return (
    <Section id="reviews" title={t('of', { name })}>
      <div className="grid items-start gap-8 md:grid-cols-[17rem_minmax(0,1fr)] md:gap-12">
        <div className="rounded-card border border-line bg-card p-5">
          <p className="flex items-center gap-4">
            <span className="tabular font-display text-5xl font-bold">{average}</span>
            <span>
              <Stars value={standing.average} className="text-xl" />
              <span className="block text-sm text-muted">{t('people', { count: standing.ratings })}</span>
            </span>
          </p>
          <dl className="mt-4 space-y-1.5">
            {[5, 4, 3, 2, 1].map((star) => {
              const count = standing.stars[star - 1] ?? 0
              return (
                <div key={star} className="tabular grid grid-cols-[1.5rem_1fr_2.5rem] items-center gap-2 text-sm">
                  <dt aria-label={t('starsOf', { stars: star })}>{star}</dt>
                  <dd className="contents">
                    <span aria-hidden className="h-2.5 overflow-hidden rounded-full bg-sunk">
                      <span
                        className="block h-full rounded-full bg-warn"
                        style={{ width: `${(100 * count) / Math.max(1, standing.ratings)}%` }}
                      />
                    </span>
                    <span className="text-right text-muted">{count}</span>
                  </dd>
                </div>
              )
            })}
          </dl>
        </div>
        <ul className="divide-y divide-line">
          {items.map((review) => (
            <li key={review.id} className="py-5 first:pt-0">
              <OneReview
                market={market}
                review={review}
                stars={review.products.find((each) => each.productId === productId)?.rating ?? review.vendorRating}
                vendorName={vendorName}
                language={language}
              />
            </li>
          ))}
        </ul>
      </div>
      {more && <MoreLink href={more}>{t('more')}</MoreLink>}
    </Section>
  )
}

async function OneReview({
  market,
  review,
  stars,
  vendorName,
  language,
}: {
  market: MarketSettings
  review: Review
  stars: number
  vendorName: string
  language: string
}) {
  const t = await getTranslations('reviews')
  return (
    <article>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Stars value={stars} className="text-lg" />
        <h3 className="text-base">{review.author}</h3>
        <span className="text-sm text-muted">
          {momentText(review.writtenAt, clockOf(market, language))}
          {review.editedAt && ` · ${t('edited')}`}
        </span>
      </div>
      {review.text && <p className="mt-2 [overflow-wrap:anywhere] whitespace-pre-line">{review.text}</p>}
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
              <ProductPicture picture={picture} alt={t('photoBy', { author: review.author })} className="size-28" />
            </li>
          ))}
        </ul>
      )}
      {review.answer && (
        <blockquote className="mt-3 rounded-control bg-sunk p-4">
          <p className="text-sm font-semibold">{t('answered', { vendor: vendorName })}</p>
          <p className="mt-1 [overflow-wrap:anywhere] whitespace-pre-line">{review.answer.text}</p>
        </blockquote>
      )}
      <ReportReview market={market.id} reviewId={review.id} />
    </article>
  )
}

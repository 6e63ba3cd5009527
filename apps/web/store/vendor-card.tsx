// A vendor in a row of vendors: what it looks like, whether it is open, how far, how long, what the trip costs.
import { Bike, Clock, Footprints } from 'lucide-react'
import { clsx } from 'clsx'
import { useLocale, useTranslations } from 'next-intl'
import Link from 'next/link'
import type { MarketSettings, Vendor } from '../api/schema.ts'
import { distanceText } from '../desk/words.ts'
import { Badge } from '../ui/badge.tsx'
import { formatMoney } from '../ui/money-format.ts'
import { vendorPath } from '../ui/paths.ts'
import { ProductPicture } from '../ui/product-picture.tsx'
import { RatingLine } from '../ui/stars.tsx'
import { useOpenness } from './openness.tsx'

export function VendorCard({
  market,
  vendor,
  level = 3,
  eager = false,
}: {
  market: MarketSettings
  vendor: Vendor
  /** Of its name, one below the heading of the list. */
  level?: 2 | 3
  eager?: boolean
}) {
  const Heading = level === 2 ? 'h2' : 'h3'
  const say = useOpenness(market)
  return (
    <article className="group relative flex h-full flex-col overflow-hidden rounded-card border border-line bg-card transition-shadow hover:shadow-float">
      <ProductPicture
        picture={vendor.picture}
        alt=""
        eager={eager}
        className={clsx(
          'h-36 w-full rounded-none! sm:h-40 [&_img]:transition-transform [&_img]:duration-500 [&_img]:ease-out-soft group-hover:[&_img]:scale-106',
          !vendor.openNow && 'saturate-50 [&_img]:opacity-70',
        )}
      />
      <span className="absolute top-3 left-3">
        <Badge tone={vendor.openNow ? 'good' : 'neutral'} icon={<Clock aria-hidden />}>
          {say(vendor)}
        </Badge>
      </span>
      <div className="flex flex-1 flex-col p-5">
        <Heading className="text-xl">
          <Link
            href={vendorPath(market, vendor.slug)}
            className="after:absolute after:inset-0 after:rounded-card focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:-outline-offset-3 focus-visible:after:outline-accent-ink"
          >
            {vendor.name}
          </Link>
        </Heading>
        {vendor.about && <p className="mt-1 line-clamp-2 text-muted">{vendor.about}</p>}
        <VendorTerms market={market} vendor={vendor} className="mt-auto pt-3" />
      </div>
    </article>
  )
}

/** How far, how long and how much, as far as they are known. */
export function VendorTerms({
  market,
  vendor,
  className,
}: {
  market: MarketSettings
  vendor: Vendor
  className?: string
}) {
  const t = useTranslations('store.vendor')
  const language = useLocale()
  const delivers = market.fulfilment.includes('delivery')
  const fee = vendor.deliveryFeeMinor
  return (
    <ul
      className={clsx(
        'tabular flex flex-wrap gap-x-4 gap-y-1 text-sm font-medium [&_li]:flex [&_li]:items-center [&_li]:gap-1.5 [&_svg]:size-4 [&_svg]:text-muted',
        className,
      )}
    >
      {vendor.rating !== null && (
        <li>
          <RatingLine rating={vendor.rating} ratings={vendor.ratings} />
        </li>
      )}
      <li>
        <Clock aria-hidden /> {t('minutes', { count: vendor.preparationMinutes })}
      </li>
      {vendor.distanceM !== null && (
        <li>
          <Footprints aria-hidden /> {distanceText(vendor.distanceM, language)}
        </li>
      )}
      {delivers && fee !== null && (
        <li>
          <Bike aria-hidden />{' '}
          {fee === 0 ? t('freeDelivery') : formatMoney({ minor: fee, currency: market.currency }, language)}
        </li>
      )}
      {delivers && vendor.deliverable === false && (
        <li className="text-warn">{market.fulfilment.includes('pickup') ? t('pickupOnly') : t('tooFar')}</li>
      )}
    </ul>
  )
}

// What a product costs: its label, or the offer of the moment beside it with the lowest price of the month before.
import { useLocale, useTranslations } from 'next-intl'
import type { MarketSettings, Product } from '../api/schema.ts'
import { Badge } from '../ui/badge.tsx'
import { formatMoney } from '../ui/money-format.ts'
import { Price } from '../ui/money.tsx'
import { hasSizes, useUnit } from './units.ts'

export function ProductPrice({
  market,
  product,
  size = 'medium',
}: {
  market: MarketSettings
  product: Product
  size?: 'medium' | 'large'
}) {
  const t = useTranslations('prices.offer')
  const language = useLocale()
  const per = useUnit()(product.unit)
  const { offer, priceMinor } = product
  const unit = { from: hasSizes(product), ...(per && { unit: per }) }
  if (!offer) return <Price size={size} minor={priceMinor} currency={market.currency} {...unit} />

  // What a discount is measured by is the lowest price before it, not the label.
  const before = offer.lowestMinor ?? priceMinor
  const cheaper = offer.priceMinor < before
  const money = (minor: number) => formatMoney({ minor, currency: market.currency }, language)
  return (
    <span className="inline-flex flex-col gap-1">
      <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Price
          size={size}
          minor={offer.priceMinor}
          currency={market.currency}
          {...(cheaper && { wasMinor: before })}
          {...unit}
        />
        <Badge tone={cheaper ? 'good' : 'neutral'}>{offer.name}</Badge>
      </span>
      {cheaper && offer.lowestMinor !== null && (
        <span className="text-sm text-muted">{t('lowest', { price: money(offer.lowestMinor) })}</span>
      )}
    </span>
  )
}

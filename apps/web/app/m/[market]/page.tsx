// A market's front page: who we are, how the food reaches you, and the ways in.
import { Bike, MapPin, Store } from 'lucide-react'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { findMarket } from '../../../api/server.ts'
import { Badge } from '../../../ui/badge.tsx'
import { ButtonLink } from '../../../ui/button.tsx'
import { Hero } from '../../../ui/hero.tsx'
import { productsPath, vendorsPath } from '../../../ui/paths.ts'
import { StorefrontShell } from '../../../ui/storefront-shell.tsx'

export default async function MarketPage({ params }: { params: Promise<{ market: string }> }) {
  const [t, market] = await Promise.all([getTranslations('market'), params.then(({ market: id }) => findMarket(id))])
  if (!market) notFound()
  const { product, vendor } = market.vocabulary
  return (
    <StorefrontShell market={market}>
      <Hero
        theme={market.theme}
        title={market.tagline}
        pictures={market.theme.emoji ? [market.theme.emoji] : []}
        above={
          <>
            <Badge tone="highlight" icon={<MapPin aria-hidden />}>
              {market.city}
            </Badge>
            {market.fulfilment.includes('delivery') && <Badge icon={<Bike aria-hidden />}>{t('delivery')}</Badge>}
            {market.fulfilment.includes('pickup') && <Badge icon={<Store aria-hidden />}>{t('pickup')}</Badge>}
          </>
        }
      >
        <ButtonLink size="large" href={productsPath(market)}>
          {t('browse', { products: product.plural.toLocaleLowerCase() })}
        </ButtonLink>
        <ButtonLink size="large" look="secondary" href={vendorsPath(market)}>
          {t('vendors', { vendors: vendor.plural.toLocaleLowerCase() })}
        </ButtonLink>
      </Hero>
    </StorefrontShell>
  )
}

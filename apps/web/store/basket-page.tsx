// All carts of a visitor, or a word about none.
'use client'
import { useTranslations } from 'next-intl'
import type { Cart, MarketSettings } from '../api/schema.ts'
import { ButtonLink } from '../ui/button.tsx'
import { homePath, productsPath } from '../ui/paths.ts'
import { EmptyState } from '../ui/states.tsx'
import { useBasket } from './basket.tsx'
import { CartView } from './cart-view.tsx'
import type { ChosenPlace } from './place.ts'

export function BasketPage({
  market,
  carts,
  place,
}: {
  market: MarketSettings
  carts: readonly Cart[]
  place: ChosenPlace | undefined
}) {
  const t = useTranslations()
  const { countAt } = useBasket()
  if (!carts.some(({ vendor }) => countAt(vendor.id) > 0)) {
    return (
      <EmptyState
        level={1}
        picture="fluent-emoji-flat:shopping-cart"
        title={t('store.basket.empty')}
        text={t('store.basket.emptyText')}
        action={
          <>
            <ButtonLink href={homePath(market)}>{t('store.basket.start')}</ButtonLink>
            <ButtonLink look="secondary" href={productsPath(market)}>
              {t('market.browse', { products: market.vocabulary.product.plural })}
            </ButtonLink>
          </>
        }
      />
    )
  }
  return (
    <div className="page-width pt-8 sm:pt-12">
      <h1 className="text-title">{t('store.basket.title')}</h1>
      {carts.length > 1 && <p className="mt-2 text-muted">{t('store.basket.several')}</p>}
      <div className="mt-7 space-y-6">
        {carts.map((cart) => (
          <CartView key={`${cart.vendor.id} ${cart.quantity}`} market={market} cart={cart} place={place} />
        ))}
      </div>
    </div>
  )
}

// Products side by side, each with its way into the basket.
import { useTranslations } from 'next-intl'
import type { MarketSettings, Product } from '../api/schema.ts'
import { Badge } from '../ui/badge.tsx'
import { productPath } from '../ui/paths.ts'
import { ProductCard } from '../ui/product-card.tsx'
import { IntoBasket } from './into-basket.tsx'
import { useSoldFrom } from './sold-from.tsx'
import { ProductPrice } from './product-price.tsx'

export function ProductShelf({
  market,
  products,
  quantities,
  level = 3,
  withVendor = false,
  eager = 0,
}: {
  market: MarketSettings
  products: readonly Product[]
  /** How many of each are in the basket already, by id. */
  quantities: Readonly<Record<string, number>>
  level?: 2 | 3
  /** Says who sells it, on shelves where several do. */
  withVendor?: boolean
  /** How many pictures are in sight at once. */
  eager?: number
}) {
  const t = useTranslations('store.product')
  const soldFrom = useSoldFrom(market)
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-8 sm:gap-x-5 md:grid-cols-3 lg:grid-cols-4">
      {products.map((product, index) => {
        const soldOut = product.available === 0 || !product.soldNow
        const few =
          product.available !== null && product.measure === null && product.available > 0 && product.available <= 5
        return (
          <li key={product.id} className={soldOut ? '[&_img]:opacity-50 [&_img]:saturate-50' : undefined}>
            <ProductCard
              level={level}
              href={productPath(market, product.id)}
              name={product.name}
              picture={product.picture}
              eager={index < eager}
              note={withVendor ? product.vendor.name : undefined}
              price={<ProductPrice market={market} product={product} />}
              badge={
                soldOut ? (
                  <Badge>{product.soldNow ? t('soldOut') : soldFrom(product)}</Badge>
                ) : few ? (
                  <Badge tone="highlight">{t('fewLeft', { count: product.available ?? 0 })}</Badge>
                ) : undefined
              }
              action={
                soldOut ? undefined : (
                  <IntoBasket market={market} product={product} quantity={quantities[product.id] ?? 0} />
                )
              }
            />
          </li>
        )
      })}
    </ul>
  )
}

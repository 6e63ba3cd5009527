// A menu as one reads it: what a dish is called and what is in it first, its picture and the way into the basket after.
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { MarketSettings, Product } from '../api/schema.ts'
import { Badge } from '../ui/badge.tsx'
import { productPath } from '../ui/paths.ts'
import { ProductPicture } from '../ui/product-picture.tsx'
import { IntoBasket } from './into-basket.tsx'
import { useSoldFrom } from './sold-from.tsx'
import { ProductPrice } from './product-price.tsx'

export function MenuRows({
  market,
  products,
  quantities,
  eager,
}: {
  market: MarketSettings
  products: readonly Product[]
  /** How many of each are in the basket already, by id. */
  quantities: Readonly<Record<string, number>>
  eager: boolean
}) {
  return (
    <ul className="grid gap-4 xl:grid-cols-2">
      {products.map((product) => (
        <li key={product.id}>
          <MenuRow market={market} product={product} quantity={quantities[product.id] ?? 0} eager={eager} />
        </li>
      ))}
    </ul>
  )
}

function MenuRow({
  market,
  product,
  quantity,
  eager,
}: {
  market: MarketSettings
  product: Product
  quantity: number
  eager: boolean
}) {
  const t = useTranslations('store.product')
  const soldFrom = useSoldFrom(market)
  const soldOut = product.available === 0 || !product.soldNow
  const few = product.available !== null && product.measure === null && !soldOut && product.available <= 5
  return (
    <article className="group relative flex h-full gap-4 rounded-card border border-line bg-card p-4 transition-shadow hover:shadow-lift sm:p-5">
      <div className="flex min-w-0 flex-1 flex-col">
        <h3 className="text-lg leading-snug [overflow-wrap:anywhere]">
          <Link
            href={productPath(market, product.id)}
            className="after:absolute after:inset-0 after:rounded-card focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:outline-accent-ink"
          >
            {product.name}
          </Link>
        </h3>
        {product.description && <p className="mt-1 line-clamp-2 text-[0.9375rem] text-muted">{product.description}</p>}
        <div className="mt-auto flex flex-wrap items-center gap-x-3 gap-y-1.5 pt-3">
          <ProductPrice market={market} product={product} />
          {soldOut && <Badge>{product.soldNow ? t('soldOut') : soldFrom(product)}</Badge>}
          {few && <Badge tone="highlight">{t('fewLeft', { count: product.available ?? 0 })}</Badge>}
        </div>
      </div>
      <div className="relative shrink-0 self-start">
        <ProductPicture
          picture={product.picture}
          alt=""
          eager={eager}
          className={`size-28 sm:size-32 ${soldOut ? '[&_img]:opacity-50 [&_img]:saturate-50' : ''}`}
        />
        {!soldOut && (
          <div className="absolute right-0 -bottom-2 z-10">
            <IntoBasket market={market} product={product} quantity={quantity} />
          </div>
        )}
      </div>
    </article>
  )
}

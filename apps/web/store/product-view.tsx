// One product: what it is, what is in it, what it costs, and how many of it you would like.
import { ChevronLeft, Leaf, TriangleAlert } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { apiFor, read } from '../api/server.ts'
import type { MarketSettings, Product } from '../api/schema.ts'
import { Badge } from '../ui/badge.tsx'
import { basketPath, vendorPath } from '../ui/paths.ts'
import { ProductPicture } from '../ui/product-picture.tsx'
import { quantitiesAt } from './basket-contents.ts'
import { BasketBar } from './basket-link.tsx'
import { BasketStepper } from './basket-stepper.tsx'
import { ChooseProduct } from './choose-product.tsx'
import { OpennessBadge } from './openness.tsx'
import { ProductPrice } from './product-price.tsx'
import { ProductFacts } from './product-facts.tsx'
import { ProductShelf } from './product-shelf.tsx'
import { ReviewList } from './review-list.tsx'
import { Section } from './section.tsx'
import { SoldFrom } from './sold-from.tsx'

export async function ProductView({ market, product }: { market: MarketSettings; product: Product }) {
  const [t, api] = await Promise.all([getTranslations('store.product'), apiFor(market.id)])
  const [vendor, others, quantities, reviews] = await Promise.all([
    read(api.GET('/api/v1/vendors/{vendorId}', { params: { path: { vendorId: product.vendor.id } } })),
    read(api.GET('/api/v1/products', { params: { query: { vendorId: product.vendor.id, limit: 5 } } })),
    quantitiesAt(market.id, [product.vendor.id]),
    read(
      api.GET('/api/v1/products/{productId}/reviews', {
        params: { path: { productId: product.id }, query: { limit: 5 } },
      }),
    ),
  ])
  const more = others.items.filter(({ id }) => id !== product.id).slice(0, 4)
  const soldOut = product.available === 0 || !product.soldNow
  return (
    <>
      <div className="page-width pt-4">
        <Link
          href={vendorPath(market, product.vendor.slug)}
          className="inline-flex min-h-11 items-center gap-1 rounded-control pr-3 font-medium text-muted hover:text-ink"
        >
          <ChevronLeft aria-hidden className="size-5" /> {product.vendor.name}
        </Link>
        <div className="mt-2 grid gap-8 md:grid-cols-2 lg:gap-14">
          <ProductPicture
            picture={product.picture}
            alt=""
            eager
            className="aspect-[4/3] w-full rounded-card! md:sticky md:top-28 md:aspect-square md:self-start"
          />
          <div className="md:py-4">
            <div className="flex flex-wrap gap-2">
              <Badge tone="accent">{product.category.name}</Badge>
              {soldOut && (
                <Badge tone="bad">
                  {product.soldNow ? t('soldOut') : <SoldFrom market={market} product={product} />}
                </Badge>
              )}
              {product.available !== null &&
                product.measure === null &&
                product.available > 0 &&
                product.available <= 10 && <Badge tone="highlight">{t('fewLeft', { count: product.available })}</Badge>}
            </div>
            <h1 className="mt-4 text-title [overflow-wrap:anywhere]">{product.name}</h1>
            {product.description && <p className="mt-4 max-w-[56ch] text-lg text-muted">{product.description}</p>}
            <div className="mt-7 flex flex-wrap items-center justify-between gap-4 border-y border-line py-5">
              <ProductPrice size="large" market={market} product={product} />
              {soldOut ? (
                <p className="font-medium text-muted">
                  {product.soldNow ? t('soldOutText') : <SoldFrom market={market} product={product} />}
                </p>
              ) : product.optionGroups.length > 0 ? null : (
                <BasketStepper
                  initial={quantities[product.id] ?? 0}
                  product={{ ...product, vendorId: product.vendor.id }}
                />
              )}
            </div>
            {product.optionGroups.length > 0 && !soldOut && (
              <div className="mt-7">
                <ChooseProduct product={product} currency={market.currency} />
              </div>
            )}
            <div className="mt-6 flex flex-wrap items-center gap-3">
              <OpennessBadge market={market} vendor={vendor} />
              <Link
                href={vendorPath(market, vendor.slug)}
                className="inline-flex min-h-11 items-center font-semibold underline decoration-edge underline-offset-4 hover:decoration-current"
              >
                {vendor.name}
              </Link>
            </div>
            <ProductFacts product={product} />
            {product.diets.length > 0 && (
              <div className="mt-6">
                <h2 className="text-lg">{t('diets')}</h2>
                <ul className="mt-2 flex flex-wrap gap-2">
                  {product.diets.map((diet) => (
                    <li key={diet}>
                      <Badge tone="good" icon={<Leaf aria-hidden />}>
                        {t(`diet.${diet}`)}
                      </Badge>
                    </li>
                  ))}
                </ul>
              </div>
            )}
            <div className="mt-6">
              <h2 className="text-lg">{t('allergens')}</h2>
              {product.allergens.length === 0 ? (
                <p className="mt-1 text-muted">{t('noAllergens')}</p>
              ) : (
                <ul className="mt-2 flex flex-wrap gap-2">
                  {product.allergens.map((allergen) => (
                    <li key={allergen}>
                      <Badge tone="warn" icon={<TriangleAlert aria-hidden />}>
                        {t(`allergen.${allergen}`)}
                      </Badge>
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </div>
        </div>
      </div>
      {more.length > 0 && (
        <Section
          title={t('moreFrom', { vendor: product.vendor.name })}
          more={{ href: vendorPath(market, product.vendor.slug), text: t('wholeMenu') }}
        >
          <ProductShelf market={market} products={more} quantities={quantities} />
        </Section>
      )}
      <ReviewList
        market={market}
        name={product.name}
        vendorName={product.vendor.name}
        productId={product.id}
        page={reviews}
        more={reviews.next ? `${vendorPath(market, product.vendor.slug)}#reviews` : undefined}
      />
      <BasketBar href={basketPath(market)} vendorId={product.vendor.id} />
    </>
  )
}

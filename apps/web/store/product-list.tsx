// Everything that is sold here, by category.
import { getTranslations } from 'next-intl/server'
import { apiFor, read } from '../api/server.ts'
import type { MarketSettings } from '../api/schema.ts'
import { capital } from '../desk/words.ts'
import { ButtonLink } from '../ui/button.tsx'
import { productsPath } from '../ui/paths.ts'
import { EmptyState } from '../ui/states.tsx'
import { quantitiesAt } from './basket-contents.ts'
import { CategoryRail } from './category-rail.tsx'
import { filterQuery, type ListFilter } from './filter.ts'
import { ProductShelf } from './product-shelf.tsx'
import { MoreLink } from './section.tsx'
import { nothingAtThatAddress } from './vendor-list.tsx'

export async function ProductList({ market, filter }: { market: MarketSettings; filter: ListFilter }) {
  const [t, api] = await Promise.all([getTranslations('store'), apiFor(market.id)])
  const { category, after } = filter
  const query = { limit: 24, ...(category !== undefined && { category }), ...(after !== undefined && { after }) }
  const [categories, products] = await Promise.all([
    read(api.GET('/api/v1/categories')),
    read(api.GET('/api/v1/products', { params: { query } })).catch(nothingAtThatAddress),
  ])
  const quantities = await quantitiesAt(market.id, [...new Set(products.items.map(({ vendor }) => vendor.id))])
  const here = productsPath(market)
  return (
    <div className="page-width pt-8 sm:pt-12">
      <h1 className="mb-7 text-title">{capital(market.vocabulary.product.plural)}</h1>
      <CategoryRail
        categories={categories.items}
        chosen={category}
        hrefOf={(slug) => here + filterQuery({ category: slug })}
      />
      <div className="mt-7">
        {products.items.length === 0 ? (
          <EmptyState
            title={t('home.none')}
            text={t('home.noneText')}
            action={
              <ButtonLink look="secondary" href={here}>
                {t('showAll')}
              </ButtonLink>
            }
          />
        ) : (
          <ProductShelf
            market={market}
            products={products.items}
            quantities={quantities}
            level={2}
            withVendor
            eager={4}
          />
        )}
      </div>
      {products.next && (
        <MoreLink href={here + filterQuery({ category, after: products.next })}>{t('showMore')}</MoreLink>
      )}
    </div>
  )
}

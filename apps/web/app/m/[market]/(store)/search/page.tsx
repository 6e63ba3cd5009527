// Finding something by its name: what is sold, and who sells it.
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { apiFor, findMarket, read } from '../../../../../api/server.ts'
import { capital } from '../../../../../desk/words.ts'
import { quantitiesAt } from '../../../../../store/basket-contents.ts'
import { chosenPlace } from '../../../../../store/chosen-place.ts'
import { near } from '../../../../../store/place.ts'
import { ProductShelf } from '../../../../../store/product-shelf.tsx'
import { Section } from '../../../../../store/section.tsx'
import { VendorCard } from '../../../../../store/vendor-card.tsx'
import { ButtonLink } from '../../../../../ui/button.tsx'
import { homePath, productsPath, searchPath } from '../../../../../ui/paths.ts'
import { EmptyState } from '../../../../../ui/states.tsx'
import { SearchField } from '../../../../../ui/storefront-shell.tsx'

interface Props {
  params: Promise<{ market: string }>
  searchParams: Promise<{ q?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common')
  return { title: t('search'), robots: { index: false } }
}

export default async function SearchPage({ params, searchParams }: Props) {
  const [t, market, asked] = await Promise.all([
    getTranslations(),
    params.then(({ market: id }) => findMarket(id)),
    searchParams,
  ])
  if (!market) notFound()
  const q = (typeof asked.q === 'string' ? asked.q : '').trim().slice(0, 80)
  const { product, vendor } = market.vocabulary
  const found = q ? await search(market.id, q) : undefined
  return (
    <>
      <div className="page-width pt-8 sm:pt-12">
        <h1 className="text-title">{q ? t('store.search.results', { q }) : t('store.search.title')}</h1>
        <search className="mt-6 block max-w-xl">
          <form action={searchPath(market)}>
            <SearchField label={t('shell.searchFor', { products: product.plural })} value={q} />
          </form>
        </search>
      </div>
      {found && found.vendors.length === 0 && found.products.length === 0 && (
        <EmptyState
          picture="fluent-emoji-flat:magnifying-glass-tilted-left"
          title={t('store.search.none', { q })}
          text={t('store.search.noneText')}
          action={
            <>
              <ButtonLink href={productsPath(market)}>{t('market.browse', { products: product.plural })}</ButtonLink>
              <ButtonLink look="secondary" href={homePath(market)}>
                {t('states.goHome')}
              </ButtonLink>
            </>
          }
        />
      )}
      {found && found.products.length > 0 && (
        <Section title={capital(product.plural)}>
          <ProductShelf market={market} products={found.products} quantities={found.quantities} withVendor eager={4} />
        </Section>
      )}
      {found && found.vendors.length > 0 && (
        <Section title={capital(vendor.plural)}>
          <ul className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
            {found.vendors.map((each) => (
              <li key={each.id}>
                <VendorCard market={market} vendor={each} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

async function search(market: string, q: string) {
  const [api, place] = await Promise.all([apiFor(market), chosenPlace(market)])
  const [vendors, products] = await Promise.all([
    read(api.GET('/api/v1/vendors', { params: { query: { q, limit: 9, ...near(place) } } })),
    read(api.GET('/api/v1/products', { params: { query: { q, limit: 24 } } })),
  ])
  const quantities = await quantitiesAt(market, [...new Set(products.items.map(({ vendor }) => vendor.id))])
  return { vendors: vendors.items, products: products.items, quantities }
}

// What a search found: how much, what narrows it, the shelf, who sells; or help when it is nothing.
import { SlidersHorizontal, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { getLocale, getTranslations } from 'next-intl/server'
import Link from 'next/link'
import type { MarketSettings, SearchPage } from '../api/schema.ts'
import { capital } from '../desk/words.ts'
import { ButtonLink } from '../ui/button.tsx'
import { productsPath, searchPath } from '../ui/paths.ts'
import { EmptyState } from '../ui/states.tsx'
import { quantitiesAt } from './basket-contents.ts'
import type { ChosenPlace } from './place.ts'
import { PopularSearches } from './popular-searches.tsx'
import { ProductShelf } from './product-shelf.tsx'
import { SearchChoices, useChoiceWords } from './search-choices.tsx'
import { filterAddress, narrowings, type SearchFilter } from './search-filter.ts'
import { MoreLink } from './section.tsx'
import { VendorCard } from './vendor-card.tsx'

interface Props {
  market: MarketSettings
  filter: SearchFilter
  page: SearchPage
  place: ChosenPlace | undefined
  popular: readonly string[]
}

export async function Found({ market, filter, page, place, popular }: Props) {
  const [t, language] = await Promise.all([getTranslations('search'), getLocale()])
  const quantities = await quantitiesAt(market.id, [...new Set(page.items.map(({ vendor }) => vendor.id))])
  const { product, vendor } = market.vocabulary
  const narrowed = narrowings(filter).length
  const here = searchPath(market)
  const total = new Intl.NumberFormat(language).format(page.total)
  const choices = <SearchChoices market={market} filter={filter} facets={page.facets} here={place !== undefined} />
  return (
    <div className="page-width grid gap-x-10 pt-6 lg:grid-cols-[15rem_minmax(0,1fr)] lg:pt-8">
      <aside className="hidden lg:block">{choices}</aside>
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-2">
          <details className="group w-full lg:hidden">
            <summary className="inline-flex min-h-11 list-none items-center gap-2.5 rounded-full border-[1.5px] border-edge bg-card px-4 font-semibold group-open:border-accent group-open:text-accent-ink [&::-webkit-details-marker]:hidden">
              <SlidersHorizontal aria-hidden className="size-5" />
              {narrowed > 0 ? t('narrowBy', { count: narrowed }) : t('narrow')}
            </summary>
            <div className="mt-3 rounded-card border border-line bg-card p-5">{choices}</div>
          </details>
          <p role="status" className="tabular mr-2 text-muted">
            {t(page.approximate ? 'countAtLeast' : 'count', { count: page.total, total })}
          </p>
          <Chips market={market} filter={filter} page={page} />
        </div>
        {page.vendors.length > 0 && (
          <section aria-label={capital(vendor.plural)} className="mt-6">
            <h2 className="mb-4 text-section">{capital(vendor.plural)}</h2>
            <ul className="flex snap-x gap-4 overflow-x-auto pb-2 sm:grid sm:grid-cols-2 xl:grid-cols-3">
              {page.vendors.slice(0, 3).map((each) => (
                <li key={each.id} className="w-72 shrink-0 snap-start sm:w-auto">
                  <VendorCard market={market} vendor={each} />
                </li>
              ))}
            </ul>
          </section>
        )}
        {page.items.length > 0 ? (
          <section aria-label={capital(product.plural)} className="mt-6">
            {page.vendors.length > 0 && <h2 className="mb-4 text-section">{capital(product.plural)}</h2>}
            <ProductShelf
              market={market}
              products={page.items}
              quantities={quantities}
              level={page.vendors.length > 0 ? 3 : 2}
              withVendor
              eager={4}
            />
          </section>
        ) : (
          page.vendors.length === 0 && (
            <EmptyState
              picture="fluent-emoji-flat:magnifying-glass-tilted-left"
              title={filter.q ? t('none', { q: filter.q }) : t('noneAtAll')}
              text={t(narrowed > 0 ? 'noneNarrowed' : place ? 'noneHere' : 'noneText')}
              action={
                <>
                  {narrowed > 0 && <ButtonLink href={here + filterAddress({ q: filter.q })}>{t('letGo')}</ButtonLink>}
                  <ButtonLink look="secondary" href={productsPath(market)}>
                    {t('browse', { products: product.plural })}
                  </ButtonLink>
                </>
              }
            />
          )
        )}
        {page.items.length === 0 && page.vendors.length === 0 && <PopularSearches market={market} texts={popular} />}
        {page.next && <MoreLink href={here + filterAddress({ ...filter, after: page.next })}>{t('showMore')}</MoreLink>}
      </div>
    </div>
  )
}

/** What narrows the list now; each lets go when it is pressed. */
function Chips({ market, filter, page }: Pick<Props, 'market' | 'filter' | 'page'>) {
  const t = useTranslations('search')
  const diets = useTranslations('store.product.diet')
  const say = useChoiceWords(market)
  const labels = new Map(page.facets.category.map(({ value, label }) => [value, label]))
  const textOf = (shelf: string, value: string) => {
    if (shelf === 'category') return labels.get(value) ?? value
    if (shelf === 'diet') return page.facets.diet.some((each) => each.value === value) ? diets(value as 'vegan') : value
    if (shelf === 'price') return say.price(value)
    if (shelf === 'within') return say.within(value)
    if (shelf === 'fresh') return say.fresh(value)
    if (shelf === 'organic') return t('organic')
    return shelf === 'open' ? t('openNow') : value
  }
  return narrowings(filter).map(({ shelf, value, without }) => (
    <Link
      key={`${shelf} ${value}`}
      href={searchPath(market) + filterAddress(without)}
      scroll={false}
      aria-label={t('remove', { choice: textOf(shelf, value) })}
      className="inline-flex min-h-10 items-center gap-1.5 rounded-full bg-accent-soft pr-3 pl-4 font-semibold text-accent-ink hover:brightness-95"
    >
      {textOf(shelf, value)} <X aria-hidden className="size-4" />
    </Link>
  ))
}

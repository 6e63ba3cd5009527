// Finding something: by words, near here, narrowed step by step. Without scripts it is two plain forms and links.
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { apiFor, findMarket, read } from '../../../../../api/server.ts'
import { chosenPlace } from '../../../../../store/chosen-place.ts'
import { PlacePicker } from '../../../../../store/place-picker.tsx'
import { near } from '../../../../../store/place.ts'
import { RememberSearch } from '../../../../../store/remember-search.tsx'
import { filterAddress, narrowings, readFilter, searchQuery } from '../../../../../store/search-filter.ts'
import { Found } from '../../../../../store/search-found.tsx'
import { PopularSearches } from '../../../../../store/popular-searches.tsx'
import { nothingAtThatAddress } from '../../../../../store/vendor-list.tsx'
import { searchPath } from '../../../../../ui/paths.ts'
import { SearchBox } from '../../../../../ui/search-box.tsx'

interface Props {
  params: Promise<{ market: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
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
  const filter = readFilter(asked)
  const [api, place] = await Promise.all([apiFor(market.id), chosenPlace(market.id)])
  const query = { limit: 24, ...searchQuery(filter, near(place)) }
  const [page, popular] = await Promise.all([
    read(api.GET('/api/v1/search', { params: { query } })).catch(nothingAtThatAddress),
    read(api.GET('/api/v1/searches/popular')),
  ])
  const isPlain = !filter.q && narrowings(filter).length === 0
  return (
    <>
      <div className="page-width pt-8 sm:pt-12">
        <h1 className="text-title">{filter.q ? t('search.results', { q: filter.q }) : t('search.title')}</h1>
        <div className="mt-6 flex flex-wrap items-center gap-3">
          <div className="w-full max-w-xl">
            <SearchBox
              key={filter.q}
              market={market}
              label={t('shell.searchFor', { products: market.vocabulary.product.plural })}
              value={filter.q}
              place={place && { lat: place.lat, lng: place.lng }}
            />
          </div>
          <PlacePicker market={market} chosen={place} />
        </div>
        {isPlain && <PopularSearches market={market} texts={popular.items} />}
        {page.corrected && filter.q && (
          <p role="status" className="mt-5">
            {t.rich('search.corrected', {
              words: page.corrected,
              typed: filter.q,
              strong: (words) => <strong>{words}</strong>,
            })}
          </p>
        )}
        {page.relaxed && (
          <p role="status" className="mt-5">
            {t('search.relaxed', { q: filter.q })}
          </p>
        )}
      </div>
      <Found market={market} filter={filter} page={page} place={place} popular={popular.items} />
      {filter.q && filter.after === undefined && <RememberSearch market={market.id} q={filter.q} />}
      <link rel="canonical" href={searchPath(market) + filterAddress({ q: filter.q })} />
    </>
  )
}

// All who sell here: nearest first when we know from where, by category, open now.
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { Problem } from '../api/problem.ts'
import { apiFor, read } from '../api/server.ts'
import type { MarketSettings } from '../api/schema.ts'
import { capital } from '../desk/words.ts'
import { ButtonLink } from '../ui/button.tsx'
import { vendorsPath } from '../ui/paths.ts'
import { EmptyState } from '../ui/states.tsx'
import { CategoryRail } from './category-rail.tsx'
import { chosenPlace } from './chosen-place.ts'
import { filterQuery, type ListFilter } from './filter.ts'
import { PlacePicker } from './place-picker.tsx'
import { near } from './place.ts'
import { MoreLink } from './section.tsx'
import { VendorCard } from './vendor-card.tsx'

export async function VendorList({ market, filter }: { market: MarketSettings; filter: ListFilter }) {
  const [t, api, place] = await Promise.all([getTranslations('store'), apiFor(market.id), chosenPlace(market.id)])
  const { category, after, open } = filter
  const query = {
    limit: 24,
    ...near(place),
    ...(category !== undefined && { category }),
    ...(open && { open }),
    ...(after !== undefined && { after }),
  }
  const [categories, vendors] = await Promise.all([
    read(api.GET('/api/v1/categories')),
    read(api.GET('/api/v1/vendors', { params: { query } })).catch(nothingAtThatAddress),
  ])
  const here = vendorsPath(market)
  return (
    <div className="page-width pt-8 sm:pt-12">
      <div className="mb-7 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <h1 className="text-title">{capital(market.vocabulary.vendor.plural)}</h1>
        <div className="flex max-w-full flex-wrap gap-3">
          <PlacePicker market={market} chosen={place} />
          <Link
            href={here + filterQuery({ category, open: !open })}
            aria-current={open ? 'true' : undefined}
            className="inline-flex min-h-11 items-center rounded-control border-[1.5px] border-edge bg-card px-4 font-semibold hover:border-ink aria-current:border-accent-ink aria-current:bg-accent-soft aria-current:text-accent-ink"
          >
            {t('hours.openNow')}
          </Link>
        </div>
      </div>
      <CategoryRail
        categories={categories.items}
        chosen={category}
        hrefOf={(slug) => here + filterQuery({ category: slug, open })}
      />
      {vendors.items.length === 0 ? (
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
        <ul className="mt-7 grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
          {vendors.items.map((vendor, index) => (
            <li key={vendor.id}>
              <VendorCard market={market} vendor={vendor} level={2} eager={index < 3} />
            </li>
          ))}
        </ul>
      )}
      {vendors.next && (
        <MoreLink href={here + filterQuery({ ...filter, after: vendors.next })}>{t('showMore')}</MoreLink>
      )}
    </div>
  )
}

/** A list with an address that somebody made up has no such page. */
export function nothingAtThatAddress(error: unknown): never {
  if (error instanceof Problem && error.facts.status === 400) notFound()
  throw error
}

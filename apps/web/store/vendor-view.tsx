// One vendor: who they are, whether they are open, and everything they sell, shelf by shelf.
import { Clock, Flame, MapPin, Moon, Phone } from 'lucide-react'
import { getLocale, getTranslations } from 'next-intl/server'
import { apiFor, read } from '../api/server.ts'
import type { MarketSettings, Menu } from '../api/schema.ts'
import { formatMoney } from '../ui/money-format.ts'
import { basketPath, vendorPath } from '../ui/paths.ts'
import { ProductPicture } from '../ui/product-picture.tsx'
import { EmptyState } from '../ui/states.tsx'
import { quantitiesAt } from './basket-contents.ts'
import { BasketBar } from './basket-link.tsx'
import { chosenPlace } from './chosen-place.ts'
import { type MenuFilter, MenuFilterChips, fitsFilter } from './menu-filter.tsx'
import { MenuNav } from './menu-nav.tsx'
import { MenuRows } from './menu-rows.tsx'
import { OfferStrip } from './offer-strip.tsx'
import { OpennessBadge, OpennessText } from './openness.tsx'
import { PickupPointMap } from './pickup-points.tsx'
import { PlacePicker } from './place-picker.tsx'
import { near } from './place.ts'
import { ReviewList } from './review-list.tsx'
import { VendorTerms } from './vendor-card.tsx'
import { nothingAtThatAddress } from './vendor-list.tsx'
import { clockOf, specialDaysText, timeText, weekText } from './words.ts'

export async function VendorView({
  market,
  menu,
  filter,
  reviewsAfter,
}: {
  market: MarketSettings
  menu: Menu
  filter: MenuFilter
  /** Where the page of reviews before has ended. */
  reviewsAfter: string | undefined
}) {
  const [t, pickup, language, api, place] = await Promise.all([
    getTranslations('store.vendor'),
    getTranslations('pickup'),
    getLocale(),
    apiFor(market.id),
    chosenPlace(market.id),
  ])
  const params = { path: { vendorId: menu.vendor.id }, query: near(place) }
  const ofReviews = { limit: 5, ...(reviewsAfter !== undefined && { after: reviewsAfter }) }
  const [vendor, quantities, offers, reviews] = await Promise.all([
    place ? read(api.GET('/api/v1/vendors/{vendorId}', { params })) : menu.vendor,
    quantitiesAt(market.id, [menu.vendor.id]),
    read(api.GET('/api/v1/offers', { params: { query: { vendorId: menu.vendor.id } } })),
    read(api.GET('/api/v1/vendors/{vendorId}/reviews', { params: { path: params.path, query: ofReviews } })).catch(
      nothingAtThatAddress,
    ),
  ])
  const minimum = vendor.minimumBasketMinor
  const filters = await getTranslations('products.filter')
  const sections = menu.sections
    .map((section) => ({ ...section, products: section.products.filter((product) => fitsFilter(product, filter)) }))
    .filter(({ products }) => products.length > 0)
  return (
    <>
      <header className="page-width pt-4 sm:pt-6">
        <div className="grid overflow-hidden rounded-card border border-line bg-card md:grid-cols-[1fr_minmax(15rem,0.55fr)]">
          <div className="p-5 max-md:order-2 sm:p-9">
            <OpennessBadge market={market} vendor={vendor} />
            <h1 className="mt-4 text-title [overflow-wrap:anywhere]">{vendor.name}</h1>
            {vendor.about && <p className="mt-2 max-w-[56ch] text-muted sm:mt-3 sm:text-lg">{vendor.about}</p>}
            <VendorTerms market={market} vendor={vendor} className="mt-4 text-base!" />
            {vendor.busy && vendor.openNow && (
              <p className="mt-3 flex items-start gap-2 font-medium text-warn">
                <Flame aria-hidden className="mt-0.5 size-5 shrink-0" />
                {pickup('busy', {
                  minutes: vendor.busy.addedMinutes,
                  time: timeText(vendor.busy.until, clockOf(market, language)),
                })}
              </p>
            )}
            {minimum > 0 && (
              <p className="mt-1 text-sm text-muted">
                {t('minimum', { amount: formatMoney({ minor: minimum, currency: market.currency }, language) })}
              </p>
            )}
            <div className="mt-5 flex flex-wrap items-start gap-x-3 gap-y-1">
              <PlacePicker market={market} chosen={place} />
              <details className="group relative">
                <summary className="inline-flex min-h-11 list-none items-center gap-2 rounded-control px-2 font-semibold hover:bg-ink/8 [&::-webkit-details-marker]:hidden">
                  <Clock aria-hidden className="size-4" /> {t('hoursAndAddress')}
                </summary>
                <div className="mt-2 rounded-control bg-sunk p-4 sm:w-80">
                  <dl className="tabular space-y-1 text-[0.9375rem]">
                    {weekText(vendor.hours, clockOf(market, language)).map(({ day, openings }) => (
                      <div key={day} className="flex justify-between gap-4">
                        <dt className="capitalize">{day}</dt>
                        <dd className="text-right">{openings.length > 0 ? openings.join(', ') : t('closedDay')}</dd>
                      </div>
                    ))}
                  </dl>
                  {vendor.specialDays.length > 0 && (
                    <dl className="tabular mt-3 space-y-1 border-t border-line pt-3 text-[0.9375rem]">
                      {specialDaysText(vendor.specialDays, clockOf(market, language)).map((special) => (
                        <div key={special.days} className="flex justify-between gap-4">
                          <dt>
                            {special.days}
                            {special.reason !== 'other' && (
                              <span className="block text-sm text-muted">{pickup(`reasons.${special.reason}`)}</span>
                            )}
                          </dt>
                          <dd className="text-right">
                            {special.openings.length > 0 ? special.openings.join(', ') : t('closedDay')}
                          </dd>
                        </div>
                      ))}
                    </dl>
                  )}
                  <p className="mt-3 flex gap-2 text-[0.9375rem]">
                    <MapPin aria-hidden className="mt-0.5 size-4 shrink-0" /> {vendor.addressLine}
                  </p>
                  <a
                    href={`tel:${vendor.phone.replaceAll(' ', '')}`}
                    className="mt-1 inline-flex min-h-11 items-center gap-2 font-semibold underline underline-offset-4"
                  >
                    <Phone aria-hidden className="size-4" /> {vendor.phone}
                  </a>
                </div>
              </details>
            </div>
          </div>
          <ProductPicture picture={vendor.picture} alt="" eager className="min-h-30 rounded-none! md:min-h-full" />
        </div>
        {!vendor.openNow && (
          <p className="mt-4 flex items-start gap-3 rounded-card bg-warn-soft px-5 py-4 font-medium text-warn">
            <Moon aria-hidden className="mt-0.5 size-5 shrink-0" />
            <span>
              <OpennessText market={market} vendor={vendor} />. {t('closedText')}
            </span>
          </p>
        )}
      </header>
      <OfferStrip offers={offers.items} currency={market.currency} />
      {market.fulfilment.includes('pickup') && menu.pickupPoints.length > 0 && (
        <PickupPointMap market={market} menu={menu} />
      )}
      {menu.sections.length === 0 ? (
        <EmptyState title={t('noMenu')} text={t('noMenuText')} />
      ) : (
        <>
          <MenuFilterChips menu={menu} filter={filter} href={vendorPath(market, menu.vendor.slug)} />
          <MenuNav
            sections={sections.map(({ category, products }) => ({
              id: category.slug,
              name: category.name,
              count: products.length,
            }))}
          />
          <div className="page-width divide-y divide-line">
            {sections.length === 0 && <EmptyState title={filters('none')} text={filters('noneText')} />}
            {sections.map(({ category, products }, index) => (
              <section
                key={category.id}
                id={category.slug}
                aria-labelledby={`${category.slug}-title`}
                className="grid scroll-mt-36 gap-x-8 gap-y-5 py-8 lg:grid-cols-[13rem_1fr] lg:py-10"
              >
                <h2
                  id={`${category.slug}-title`}
                  className="text-section lg:sticky lg:top-42 lg:self-start lg:[overflow-wrap:anywhere]"
                >
                  {category.name}
                </h2>
                <MenuRows market={market} products={products} quantities={quantities} eager={index < 2} />
              </section>
            ))}
          </div>
        </>
      )}
      <ReviewList
        market={market}
        name={vendor.name}
        page={reviews}
        more={reviews.next ? `${vendorPath(market, vendor.slug)}?reviews=${reviews.next}#reviews` : undefined}
      />
      <BasketBar href={basketPath(market)} vendorId={vendor.id} />
    </>
  )
}

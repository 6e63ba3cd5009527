// A market's front page: who we are, where to, what there is, and who is open near you.
import { ArrowRight, Bike, MapPin, Store } from 'lucide-react'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { apiFor, findMarket, read } from '../../../../api/server.ts'
import { capital } from '../../../../desk/words.ts'
import { quantitiesAt } from '../../../../store/basket-contents.ts'
import { CategoryRail } from '../../../../store/category-rail.tsx'
import { chosenPlace } from '../../../../store/chosen-place.ts'
import { OfferStrip } from '../../../../store/offer-strip.tsx'
import { PlacePicker } from '../../../../store/place-picker.tsx'
import { near } from '../../../../store/place.ts'
import { ProductShelf } from '../../../../store/product-shelf.tsx'
import { Section } from '../../../../store/section.tsx'
import { VendorCard } from '../../../../store/vendor-card.tsx'
import { findVisitor } from '../../../../store/visitor.ts'
import { Badge, StatusPill } from '../../../../ui/badge.tsx'
import { ButtonLink } from '../../../../ui/button.tsx'
import { Hero } from '../../../../ui/hero.tsx'
import { homePath, orderPath, productsPath, vendorsPath } from '../../../../ui/paths.ts'
import { Drawing } from '../../../../ui/product-picture.tsx'
import { EmptyState } from '../../../../ui/states.tsx'
import type { MarketSettings } from '../../../../api/schema.ts'

interface Props {
  params: Promise<{ market: string }>
  searchParams: Promise<{ category?: string | string[] }>
}

export default async function MarketPage({ params, searchParams }: Props) {
  const [t, market, asked] = await Promise.all([
    getTranslations(),
    params.then(({ market: id }) => findMarket(id)),
    searchParams,
  ])
  if (!market) notFound()
  const category = typeof asked.category === 'string' ? asked.category : undefined
  const [api, place] = await Promise.all([apiFor(market.id), chosenPlace(market.id)])
  const filter = { limit: 9, ...(category !== undefined && { category }) }
  const [categories, vendors, products, offers] = await Promise.all([
    read(api.GET('/api/v1/categories')),
    read(api.GET('/api/v1/vendors', { params: { query: { ...filter, ...near(place) } } })),
    read(api.GET('/api/v1/products', { params: { query: { ...filter, limit: 8, inStock: true } } })),
    read(api.GET('/api/v1/offers')),
  ])
  const quantities = await quantitiesAt(market.id, [...new Set(products.items.map(({ vendor }) => vendor.id))])

  const { product, vendor } = market.vocabulary
  const chosen = categories.items.find(({ slug }) => slug === category)
  const pictures = [market.theme.emoji, ...categories.items.map(({ picture }) => picture)]
  const hrefOf = (slug: string | undefined) => homePath(market) + (slug ? `?category=${slug}` : '')
  return (
    <>
      <Hero
        theme={market.theme}
        title={market.tagline}
        pictures={[...new Set(pictures)]}
        above={
          <>
            <Badge tone="highlight" icon={<MapPin aria-hidden />}>
              {market.city}
            </Badge>
            {market.fulfilment.includes('delivery') && (
              <Badge icon={<Bike aria-hidden />}>{t('market.delivery')}</Badge>
            )}
            {market.fulfilment.includes('pickup') && <Badge icon={<Store aria-hidden />}>{t('market.pickup')}</Badge>}
          </>
        }
      >
        <PlacePicker market={market} chosen={place} large />
        <ButtonLink size="large" href={productsPath(market)}>
          {t('market.browse', { products: product.plural })}
        </ButtonLink>
      </Hero>
      <UnderWay market={market} />
      <OfferStrip offers={offers.items.filter(({ vendorId }) => vendorId === null)} currency={market.currency} />
      <div className="page-width pt-8 sm:pt-10">
        <CategoryRail categories={categories.items} chosen={category} hrefOf={hrefOf} />
      </div>
      <Section
        id="vendors"
        title={
          chosen
            ? t('store.home.vendorsWith', { vendors: capital(vendor.plural), category: chosen.name })
            : t(place ? 'store.home.vendorsNear' : 'store.home.vendors', { vendors: capital(vendor.plural) })
        }
        more={{ href: vendorsPath(market) + (category ? `?category=${category}` : ''), text: t('store.seeAll') }}
      >
        {vendors.items.length === 0 ? (
          <EmptyState
            title={t('store.home.none')}
            text={t('store.home.noneText')}
            action={
              <ButtonLink look="secondary" href={homePath(market)}>
                {t('store.showAll')}
              </ButtonLink>
            }
          />
        ) : (
          <ul className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
            {vendors.items.map((each, index) => (
              <li key={each.id}>
                <VendorCard market={market} vendor={each} eager={index < 3} />
              </li>
            ))}
          </ul>
        )}
      </Section>
      {products.items.length > 0 && (
        <Section
          title={chosen ? chosen.name : t('store.home.taste', { products: product.plural })}
          more={{ href: productsPath(market) + (category ? `?category=${category}` : ''), text: t('store.seeAll') }}
        >
          <ProductShelf market={market} products={products.items} quantities={quantities} withVendor />
        </Section>
      )}
      <Doors market={market} />
    </>
  )
}

/** What the visitor has ordered and is still waiting for. */
async function UnderWay({ market }: { market: MarketSettings }) {
  if (!(await findVisitor(market.id))) return null
  const [t, api] = await Promise.all([getTranslations('store.home'), apiFor(market.id)])
  const { items } = await read(api.GET('/api/v1/orders', { params: { query: { state: 'active', limit: 3 } } }))
  if (items.length === 0) return null
  return (
    <section aria-label={t('underWay')} className="page-width pt-5">
      <ul className="grid gap-3">
        {items.map((order) => (
          <li key={order.id}>
            <Link
              href={orderPath(market, order.id)}
              className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-line bg-card p-4 pr-5 hover:shadow-lift sm:flex-nowrap"
            >
              <span className="grid size-11 shrink-0 place-items-center rounded-full bg-accent-soft">
                <Drawing picture={market.theme.emoji} className="size-7" />
              </span>
              <span className="min-w-0 flex-1">
                <span className="block truncate font-semibold">{order.vendor.name}</span>
                <span className="block text-sm text-muted">{t('orderNumber', { number: order.number })}</span>
              </span>
              <StatusPill state={order.state} words={order.stateLabel} />
              <ArrowRight aria-hidden className="size-5 shrink-0 max-sm:hidden" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The other two sides of the market, for those who would like to join them. */
async function Doors({ market }: { market: MarketSettings }) {
  const t = await getTranslations('store.doors')
  const { vendor, rider } = market.vocabulary
  const doors = [
    {
      href: `${homePath(market)}/vendor`,
      picture: 'fluent-emoji-flat:cooking',
      title: t('vendor', { vendor: vendor.singular, market: market.name }),
      text: t('vendorText', { city: market.city }),
    },
    ...(market.fulfilment.includes('delivery')
      ? [
          {
            href: `${homePath(market)}/rider`,
            picture: 'fluent-emoji-flat:motor-scooter',
            title: t('rider', { rider: rider.singular, market: market.name }),
            text: t('riderText', { city: market.city }),
          },
        ]
      : []),
  ]
  return (
    <section aria-label={t('title')} className="page-width pt-16">
      <ul className="grid gap-4 md:grid-cols-2">
        {doors.map((door) => (
          <li key={door.href} className="last:odd:md:col-span-2">
            <Link
              href={door.href}
              prefetch={false}
              className="group flex h-full items-center gap-5 rounded-card bg-highlight-soft p-5 transition-shadow hover:shadow-lift sm:p-7"
            >
              <Drawing
                picture={door.picture}
                className="size-14 shrink-0 transition-transform group-hover:-rotate-6 sm:size-18"
              />
              <span className="min-w-0">
                <span className="block font-display text-xl font-bold tracking-tight sm:text-2xl">{door.title}</span>
                <span className="mt-1 block text-muted">{door.text}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

// The front door: five markets, each in its own clothes.
import { clsx } from 'clsx'
import { ArrowUpRight } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { listMarkets } from '../api/server.ts'
import { languages } from '../i18n/languages.ts'
import type { MarketSummary } from '../api/schema.ts'
import { LookMenu } from '../ui/look-menu.tsx'
import { Dressed, patternOf } from '../ui/market-style.tsx'
import { Drawing } from '../ui/product-picture.tsx'
import { EmptyState } from '../ui/states.tsx'
import { SkipLink } from '../ui/skip-link.tsx'

export default async function HomePage() {
  const [t, markets] = await Promise.all([getTranslations('home'), listMarkets()])
  return (
    <>
      <SkipLink />
      <header className="page-width flex h-20 items-center justify-between">
        <span className="font-display text-2xl font-extrabold tracking-tight">Provender</span>
        <LookMenu languages={languages} />
      </header>
      <main id="content" className="page-width pb-24">
        <div className="max-w-4xl pt-6 pb-12 sm:pt-14 sm:pb-16">
          <h1 className="text-hero">{t('headline')}</h1>
          <p className="mt-6 max-w-[56ch] text-lg text-muted sm:text-xl">{t('lead')}</p>
        </div>
        <h2 className="mb-5 text-section">{t('pick')}</h2>
        {markets.length === 0 && <EmptyState title={t('none')} text={t('noneText')} />}
        <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-6">
          {markets.map((market, index) => (
            <li key={market.id} className={index < 2 ? 'lg:col-span-3' : 'lg:col-span-2'}>
              <MarketCard market={market} big={index < 2} />
            </li>
          ))}
        </ul>
        <section className="mt-20 grid gap-6 border-t border-line pt-10 md:grid-cols-2">
          <h2 className="text-title">{t('open')}</h2>
          <div>
            <p className="text-lg text-muted">{t('openText')}</p>
            <a
              href="/docs"
              className="mt-4 inline-flex min-h-11 items-center gap-1 font-semibold underline decoration-edge underline-offset-4 hover:decoration-current"
            >
              {t('api')} <ArrowUpRight aria-hidden className="size-5" />
            </a>
          </div>
        </section>
      </main>
    </>
  )
}

async function MarketCard({ market, big }: { market: MarketSummary; big: boolean }) {
  const t = await getTranslations('home')
  return (
    <Dressed theme={market.theme} className="h-full">
      <Link
        href={`/m/${market.id}`}
        className="group relative flex h-full min-h-80 flex-col overflow-hidden rounded-card bg-accent text-on-accent transition-shadow hover:shadow-float"
      >
        <div
          className={clsx(
            'relative flex-1 overflow-hidden',
            market.theme.mood === 'bold' ? 'bg-accent' : 'bg-accent-soft',
            big ? 'min-h-56' : 'min-h-48',
          )}
        >
          <span aria-hidden className={clsx('absolute inset-0', patternOf(market.theme))} />
          <span
            aria-hidden
            className="absolute top-1/2 left-1/2 grid aspect-square h-[82%] -translate-x-1/2 -translate-y-1/2 place-items-center rounded-full bg-card shadow-float transition-transform duration-500 ease-out-soft group-hover:scale-105"
          >
            <Drawing
              picture={market.theme.emoji}
              className="size-[58%] transition-transform duration-500 ease-out-soft group-hover:rotate-6"
            />
          </span>
        </div>
        <div className="p-6">
          <p className="text-sm font-medium">{t('place', { city: market.city, country: market.country })}</p>
          <p className="mt-1 flex items-center justify-between gap-3 font-display text-3xl font-extrabold tracking-tight">
            {market.name}
            <ArrowUpRight
              aria-hidden
              className="size-7 shrink-0 transition-transform group-hover:translate-x-0.5 group-hover:-translate-y-0.5"
            />
          </p>
          <p className="mt-2">{market.tagline}</p>
        </div>
      </Link>
    </Dressed>
  )
}

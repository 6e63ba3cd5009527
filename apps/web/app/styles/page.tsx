// The living style page: every component in every market, in one place for designers and for screenshots.
import { getTranslations } from 'next-intl/server'
import { listMarkets } from '../../api/server.ts'
import { languages } from '../../i18n/languages.ts'
import { ClientMessages } from '../../i18n/client-messages.tsx'
import { LookMenu } from '../../ui/look-menu.tsx'
import { MarketStyle } from '../../ui/market-style.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ToastProvider } from '../../ui/toast.tsx'
import { Specimens } from './specimens.tsx'

/** `?market=harvest` dresses the whole page; without it, the house. */
export default async function StylesPage({ searchParams }: { searchParams: Promise<{ market?: string }> }) {
  const [t, markets, { market: chosen }] = await Promise.all([getTranslations('styles'), listMarkets(), searchParams])
  const market = markets.find(({ id }) => id === chosen)
  return (
    <ClientMessages only={['styles', 'shell']}>
      {market && <MarketStyle theme={market.theme} />}
      <ToastProvider>
        <main className="page-width py-10">
          <PageHeader title={t('title')} text={t('lead')} actions={<LookMenu languages={languages} />} />
          <nav aria-label={t('title')} className="mb-10 flex flex-wrap gap-x-5">
            {markets.map(({ id, name }) => (
              <a
                key={id}
                href={`/styles?market=${id}`}
                aria-current={id === chosen ? 'page' : undefined}
                className="inline-flex min-h-11 items-center font-semibold underline decoration-edge underline-offset-4 aria-[current]:text-accent-ink"
              >
                {name}
              </a>
            ))}
          </nav>
          <Specimens currency={market?.currency ?? 'EUR'} />
        </main>
      </ToastProvider>
    </ClientMessages>
  )
}

// The customer's wallet: what is in it, putting more in, and every movement.
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { apiFor, findMarket, read } from '../../../../../../api/server.ts'
import { GiveMoney } from '../../../../../../money/give-money.tsx'
import { StatementFile } from '../../../../../../money/statement-file.tsx'
import { Statement } from '../../../../../../store/statement.tsx'
import { TopUp } from '../../../../../../store/top-up.tsx'
import { requireVisitor } from '../../../../../../store/visitor.ts'
import { patternOf } from '../../../../../../ui/market-style.tsx'
import { Money } from '../../../../../../ui/money.tsx'
import { walletPath } from '../../../../../../ui/paths.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('store.wallet')
  return { title: t('title'), robots: { index: false } }
}

export default async function WalletPage({ params }: { params: Promise<{ market: string }> }) {
  const [t, market] = await Promise.all([
    getTranslations('store.wallet'),
    params.then(({ market: id }) => findMarket(id)),
  ])
  if (!market?.wallet.enabled) notFound()
  const profile = await requireVisitor(market, walletPath(market))
  const api = await apiFor(market.id)
  const [balance, statement, methods] = await Promise.all([
    read(api.GET('/api/v1/wallet/balance')),
    read(api.GET('/api/v1/wallet/transactions', { params: { query: { limit: 15 } } })),
    read(api.GET('/api/v1/payments/methods')),
  ])
  return (
    <div className="page-width pt-8 sm:pt-12">
      <h1 className="sr-only">{t('title')}</h1>
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_1.1fr]">
        <div className="space-y-6">
          <section
            aria-label={t('balance')}
            className="bold-ground relative isolate overflow-hidden rounded-card p-7 text-on-accent sm:p-9"
          >
            <span aria-hidden className={`absolute inset-0 -z-10 opacity-25 ${patternOf(market.theme)}`} />
            <p className="font-medium">{t('balance')}</p>
            <p className="mt-2 font-display text-4xl font-extrabold tracking-tight sm:text-5xl">
              <Money minor={balance.balanceMinor} currency={balance.currency} />
            </p>
            <p className="mt-6 text-sm">{t('whose', { name: profile.name, market: market.name })}</p>
          </section>
          <TopUp
            market={market}
            phone={profile.phone ?? ''}
            methods={methods.items.filter(({ topUp }) => topUp).map(({ method }) => method)}
          />
          <GiveMoney market={market} />
        </div>
        <section aria-labelledby="movements">
          <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
            <h2 id="movements" className="text-section">
              {t('movements')}
            </h2>
            {statement.items.length > 0 && <StatementFile market={market.id} />}
          </div>
          <Statement key={statement.items[0]?.number ?? 0} market={market} first={statement} />
        </section>
      </div>
    </div>
  )
}

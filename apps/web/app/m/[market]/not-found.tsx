// A page that this market does not have.
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/states.tsx'

export default async function MarketNotFound() {
  const t = await getTranslations('states')
  const market = await getTranslations('market')
  return (
    <main className="grid min-h-[80dvh] place-items-center">
      <EmptyState
        level={1}
        title={t('notFoundTitle')}
        text={t('notFoundText')}
        action={<ButtonLink href="/">{market('allMarkets')}</ButtonLink>}
      />
    </main>
  )
}

// An address that leads nowhere.
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '../ui/button.tsx'
import { EmptyState } from '../ui/states.tsx'

export default async function NotFound() {
  const t = await getTranslations('states')
  return (
    <main className="grid min-h-[80dvh] place-items-center">
      <EmptyState
        level={1}
        title={t('notFoundTitle')}
        text={t('notFoundText')}
        action={<ButtonLink href="/">{t('goHome')}</ButtonLink>}
      />
    </main>
  )
}

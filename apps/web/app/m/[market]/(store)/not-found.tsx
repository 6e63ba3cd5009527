// A storefront page that is not there; the rest of the market is one step away.
'use client'
import { useTranslations } from 'next-intl'
import { useParams } from 'next/navigation'
import { ButtonLink } from '../../../../ui/button.tsx'
import { homePath } from '../../../../ui/paths.ts'
import { EmptyState } from '../../../../ui/states.tsx'

export default function StoreNotFound() {
  const t = useTranslations('states')
  const { market } = useParams<{ market: string }>()
  return (
    <EmptyState
      level={1}
      title={t('notFoundTitle')}
      text={t('notFoundText')}
      action={<ButtonLink href={homePath({ id: market })}>{t('goHome')}</ButtonLink>}
    />
  )
}

// Any page that could not be shown.
'use client'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { startTransition } from 'react'
import { ButtonLink } from '../ui/button.tsx'
import { ErrorState } from '../ui/states.tsx'

export default function PageError({ error, reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('states')
  const router = useRouter()
  const retry = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return (
    <main className="grid min-h-[80dvh] place-items-center">
      <ErrorState
        level={1}
        error={error}
        retry={retry}
        action={
          <ButtonLink href="/" look="secondary">
            {t('goHome')}
          </ButtonLink>
        }
      />
    </main>
  )
}

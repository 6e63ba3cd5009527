// The page around an application: a form, or the word that it is being looked at.
'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Drawing } from '../ui/product-picture.tsx'
import { EmptyState } from '../ui/states.tsx'
import { useDesk } from './desk-context.tsx'
import { SignOutButton } from './session-gate.tsx'

export function ApplicationFrame({
  title,
  text,
  picture,
  children,
}: {
  title: string
  text: string
  picture: string
  children: ReactNode
}) {
  return (
    <main className="mx-auto max-w-2xl px-4 py-8 sm:py-14">
      <header className="mb-8 flex items-center gap-5">
        <span className="grid size-20 shrink-0 place-items-center rounded-full bg-accent-soft">
          <Drawing picture={picture} className="size-12" />
        </span>
        <div>
          <h1 className="text-title">{title}</h1>
          <p className="mt-2 text-muted">{text}</p>
        </div>
      </header>
      <Card>{children}</Card>
      <div className="mt-6 flex justify-center">
        <SignOutButton />
      </div>
    </main>
  )
}

/** While nobody has decided, and when the answer was no. */
export function ApplicationState({
  approval,
  reason,
  onAsk,
}: {
  approval: 'pending' | 'rejected'
  reason: string | null
  onAsk: () => void
}) {
  const t = useTranslations('desk.application')
  const { market } = useDesk()
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        level={1}
        picture={approval === 'pending' ? 'fluent-emoji-flat:hourglass-not-done' : 'fluent-emoji-flat:raised-hand'}
        title={t(`${approval}Title`)}
        text={reason ?? t(`${approval}Text`, { name: market.name })}
        action={
          <>
            {approval === 'pending' && <Button onClick={onAsk}>{t('ask')}</Button>}
            <SignOutButton />
          </>
        }
      />
    </main>
  )
}

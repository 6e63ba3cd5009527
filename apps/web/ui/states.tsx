// What a screen shows instead of its content: nothing yet, or a "no" with a way on.
'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { problemFacts } from '../api/problem.ts'
import { Button } from './button.tsx'
import { ProductPicture } from './product-picture.tsx'

export function EmptyState({
  picture = 'fluent-emoji-flat:fork-and-knife-with-plate',
  title,
  text,
  action,
  level = 2,
}: {
  picture?: string
  title?: string
  text?: ReactNode
  action?: ReactNode
  /** 1 where it is all there is on the page. */
  level?: 1 | 2
}) {
  const t = useTranslations('states')
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-4 py-12 text-center">
      <ProductPicture picture={picture} alt="" className="mb-6 size-32 rounded-full!" />
      <Heading className="text-2xl">{title ?? t('emptyTitle')}</Heading>
      {text && <p className="mt-2 text-muted">{text}</p>}
      {action && <div className="mt-6 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  )
}

const knownStatuses = [400, 401, 403, 404, 409, 429, 503] as const
type KnownStatus = (typeof knownStatuses)[number]

/** Shows what the API said, or for a crash of ours only that it happened and under which number. */
export function ErrorState({
  error,
  retry,
  action,
  level = 2,
}: {
  error: unknown
  retry?: () => void
  action?: ReactNode
  level?: 1 | 2
}) {
  const Heading = level === 1 ? 'h1' : 'h2'
  const t = useTranslations()
  const facts = problemFacts(error)
  const status = knownStatuses.find((known): known is KnownStatus => known === facts?.status)
  const unreachable = facts?.code === 'web.unreachable'
  const title = unreachable
    ? t('states.unreachableTitle')
    : status
      ? t(`errors.status${status}`)
      : t('states.errorTitle')
  const text = unreachable ? t('states.unreachableText') : (facts?.title ?? t('states.errorText'))
  const reference = facts?.requestId ?? (facts ? undefined : (error as { digest?: string } | undefined)?.digest)
  return (
    <div role="alert" className="mx-auto flex max-w-lg flex-col items-center px-4 py-12 text-center">
      <ProductPicture
        picture={unreachable ? 'fluent-emoji-flat:satellite-antenna' : 'fluent-emoji-flat:broken-heart'}
        alt=""
        className="mb-6 size-28 rounded-full!"
      />
      <Heading className="text-2xl sm:text-3xl">{title}</Heading>
      <p className="mt-3 text-muted">{text}</p>
      {facts?.errors && (
        <ul className="mt-3 text-sm text-muted">
          {facts.errors.map(({ field, problem }) => (
            <li key={`${field}${problem}`}>{problem}</li>
          ))}
        </ul>
      )}
      <div className="mt-6 flex flex-wrap justify-center gap-3">
        {retry && <Button onClick={retry}>{t('states.retry')}</Button>}
        {action}
      </div>
      {reference && (
        <p className="mt-6 font-mono text-xs text-muted select-all">{t('states.requestId', { id: reference })}</p>
      )}
    </div>
  )
}

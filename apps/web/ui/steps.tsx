// How far along: a row of steps for what lies ahead, and a line of moments for what has been.
import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

/** `at` is the index of the step under way; `steps.length` when all is done. */
export function Steps({ steps, at, className }: { steps: readonly string[]; at: number; className?: string }) {
  const t = useTranslations('common')
  return (
    <ol
      aria-label={t('of', { done: Math.min(at, steps.length), total: steps.length })}
      className={clsx('flex gap-1.5', className)}
    >
      {steps.map((step, index) => {
        const state = index < at ? 'done' : index === at ? 'now' : 'ahead'
        return (
          <li key={step} aria-current={state === 'now' ? 'step' : undefined} className="min-w-0 flex-1">
            <span
              aria-hidden
              className={clsx('block h-2 overflow-hidden rounded-full', state === 'done' ? 'bg-accent' : 'bg-ink/14')}
            >
              {state === 'now' && <span className="block h-full w-1/2 rounded-full bg-accent" />}
            </span>
            <span
              className={clsx(
                'mt-2 flex items-center gap-1 text-[0.8125rem] leading-tight max-sm:whitespace-nowrap',
                state === 'ahead' ? 'text-muted' : 'font-semibold',
                // On phones only the present step is named; near the end its name grows to the left.
                index >= steps.length / 2 && 'max-sm:justify-end',
              )}
            >
              {state === 'done' && (
                <Check aria-hidden strokeWidth={3} className="size-3.5 shrink-0 text-accent-ink max-sm:hidden" />
              )}
              <span className={clsx(state !== 'now' && 'max-sm:sr-only')}>{step}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}

export interface Moment {
  id: string
  title: ReactNode
  text?: ReactNode
  at?: ReactNode
  tone?: 'done' | 'now' | 'bad'
}

export function Timeline({ moments, className }: { moments: readonly Moment[]; className?: string }) {
  return (
    <ol className={className}>
      {moments.map((moment, index) => (
        <li key={moment.id} className="relative flex gap-4 pb-5 last:pb-0">
          {index < moments.length - 1 && (
            <span aria-hidden className="absolute top-6 bottom-0 left-[0.5625rem] w-0.5 bg-line" />
          )}
          <span
            aria-hidden
            className={clsx(
              'relative mt-1 grid size-5 shrink-0 place-items-center rounded-full',
              moment.tone === 'bad'
                ? 'bg-bad-fill text-on-bad'
                : moment.tone === 'now'
                  ? 'bg-card ring-[5px] ring-accent ring-inset'
                  : 'bg-accent text-on-accent',
            )}
          >
            {moment.tone !== 'now' && moment.tone !== 'bad' && <Check strokeWidth={3.5} className="size-3" />}
          </span>
          <div className="min-w-0 flex-1">
            <div className="flex items-baseline justify-between gap-3">
              <span className="font-semibold">{moment.title}</span>
              {moment.at && <span className="tabular shrink-0 text-sm text-muted">{moment.at}</span>}
            </div>
            {moment.text && <p className="text-sm text-muted">{moment.text}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}

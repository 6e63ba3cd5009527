// A soft sheet of paper to group what belongs together.
import { clsx } from 'clsx'
import type { HTMLAttributes } from 'react'

const tones = {
  plain: 'bg-card border border-line',
  lifted: 'bg-card shadow-lift',
  sunk: 'bg-sunk',
  accent: 'bg-accent-soft',
  highlight: 'bg-highlight-soft',
}

export function Card({
  tone = 'plain',
  snug = false,
  className,
  ...rest
}: {
  tone?: keyof typeof tones
  /** No padding, for pictures and lists that touch the edge. */
  snug?: boolean
} & HTMLAttributes<HTMLDivElement>) {
  return (
    <div {...rest} className={clsx('rounded-card', tones[tone], snug ? 'overflow-hidden' : 'p-5 sm:p-6', className)} />
  )
}

// The shape of what is coming, while it comes. Decoration only: say "Loading" once, around them.
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx(
        'block animate-shimmer rounded-control bg-sunk bg-[linear-gradient(100deg,transparent_30%,var(--pv-line)_50%,transparent_70%)] bg-[length:200%_100%]',
        className,
      )}
    />
  )
}

/** Around a group of skeletons: tells a screen reader once that something is on its way. */
export function Loading({ children, className }: { children: ReactNode; className?: string }) {
  const t = useTranslations('common')
  return (
    <div role="status" aria-label={t('loading')} className={className}>
      {children}
    </div>
  )
}

export function ProductCardSkeleton() {
  return (
    <div className="space-y-3">
      <Skeleton className="aspect-[4/3] w-full rounded-picture!" />
      <Skeleton className="h-5 w-3/4" />
      <Skeleton className="h-4 w-2/5" />
    </div>
  )
}

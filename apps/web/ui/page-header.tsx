// The first thing on a desk or console page: where we are, and what can be done here.
import type { ReactNode } from 'react'

export function PageHeader({
  title,
  text,
  above,
  actions,
}: {
  title: string
  text?: ReactNode
  above?: ReactNode
  actions?: ReactNode
}) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4 sm:mb-8">
      <div className="min-w-0">
        {above && <div className="mb-2 text-sm text-muted">{above}</div>}
        <h1 className="text-title">{title}</h1>
        {text && <p className="mt-2 max-w-prose text-muted">{text}</p>}
      </div>
      {actions && <div className="flex flex-wrap gap-3">{actions}</div>}
    </header>
  )
}

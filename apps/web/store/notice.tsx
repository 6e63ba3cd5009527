// A sentence that must not be missed: why something cannot go on, and the way out when there is one.
import { clsx } from 'clsx'
import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import type { ReactNode } from 'react'

const tones = {
  bad: 'bg-bad-soft text-bad',
  warn: 'bg-warn-soft text-warn',
  calm: 'bg-sunk text-ink',
  good: 'bg-good-soft text-good',
}
const icons = { bad: CircleAlert, warn: CircleAlert, calm: Info, good: CircleCheck }

export function Notice({
  tone = 'bad',
  live = true,
  action,
  className,
  children,
}: {
  tone?: keyof typeof tones
  /** Read out when it appears. */
  live?: boolean
  action?: ReactNode
  className?: string
  children: ReactNode
}) {
  const Icon = icons[tone]
  return (
    <div
      {...(live && { role: tone === 'bad' ? 'alert' : 'status' })}
      className={clsx(
        'flex flex-wrap items-center gap-3 rounded-control px-4 py-3 font-medium',
        tones[tone],
        className,
      )}
    >
      <Icon aria-hidden className="size-5 shrink-0" />
      <div className="min-w-0 flex-1 basis-52">{children}</div>
      {action}
    </div>
  )
}

// Small words on small grounds: tags, and the state that an order is in.
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

export type Tone = 'neutral' | 'accent' | 'highlight' | 'good' | 'warn' | 'bad'

const tones: Record<Tone, string> = {
  neutral: 'bg-sunk text-ink',
  accent: 'bg-accent-soft text-accent-ink',
  highlight: 'bg-highlight text-on-highlight',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
}

export function Badge({
  tone = 'neutral',
  icon,
  className,
  children,
}: {
  tone?: Tone
  icon?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1.5 rounded-full px-2.5 py-1 text-[0.8125rem] leading-tight font-semibold whitespace-nowrap [&_svg]:size-3.5',
        tones[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  )
}

export const orderTones = {
  awaiting_payment: 'warn',
  payment_failed: 'bad',
  placed: 'accent',
  accepted: 'accent',
  declined: 'bad',
  preparing: 'accent',
  ready: 'good',
  picked_up: 'accent',
  delivered: 'good',
  collected: 'good',
  cancelled: 'neutral',
  expired: 'neutral',
  failed_delivery: 'bad',
  returned: 'neutral',
} as const satisfies Record<string, Tone>

export type OrderState = keyof typeof orderTones

const underWay = new Set<OrderState>(['awaiting_payment', 'placed', 'accepted', 'preparing', 'picked_up'])

/** `words` is the market's own name for the state, when it has one. */
export function StatusPill({ state, words, className }: { state: OrderState; words?: string; className?: string }) {
  const t = useTranslations('orderState')
  const dot = (
    <span aria-hidden className={clsx('size-2 rounded-full bg-current', underWay.has(state) && 'animate-pulse')} />
  )
  return (
    <Badge tone={orderTones[state]} icon={dot} {...(className && { className })}>
      {words ?? t(state)}
    </Badge>
  )
}

// Time running out, where it matters: an offer to a rider, an order that waits for a kitchen.
'use client'
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useState } from 'react'

const around = 2 * Math.PI * 44

/** Ends at `until` (epoch ms) out of `lasting` ms. Calls `onEnd` once. */
export function CountdownRing({
  until,
  lasting,
  onEnd,
  size = 'medium',
}: {
  until: number
  lasting: number
  onEnd?: () => void
  size?: 'small' | 'medium' | 'large'
}) {
  const t = useTranslations('common')
  const [now, setNow] = useState<number>()
  const left = now === undefined ? lasting : Math.max(0, until - now)
  const over = left === 0

  useEffect(() => {
    const tick = () => setNow(Date.now())
    tick()
    const timer = setInterval(tick, 250)
    return () => clearInterval(timer)
  }, [])
  const end = useEffectEvent(() => onEnd?.())
  useEffect(() => {
    if (over) end()
  }, [over])

  const seconds = Math.ceil(left / 1000)
  const words =
    seconds < 60 ? t('secondsLeft', { count: seconds }) : t('minutesLeft', { count: Math.ceil(seconds / 60) })
  const urgent = seconds <= 10
  const shown = seconds < 60 ? `${seconds}` : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return (
    <span
      role="timer"
      aria-label={words}
      className={clsx(
        'relative inline-grid place-items-center',
        size === 'small' && 'size-12',
        size === 'medium' && 'size-20',
        size === 'large' && 'size-36',
      )}
    >
      <svg
        aria-hidden
        viewBox="0 0 100 100"
        className={clsx('absolute size-full -rotate-90', urgent ? 'text-bad' : 'text-accent-ink')}
      >
        <circle cx="50" cy="50" r="44" fill="none" stroke="var(--pv-line)" strokeWidth="9" />
        <circle
          cx="50"
          cy="50"
          r="44"
          fill="none"
          stroke="currentColor"
          strokeWidth="9"
          strokeLinecap="round"
          strokeDasharray={around}
          strokeDashoffset={around * (1 - Math.min(1, left / lasting))}
          className="transition-[stroke-dashoffset] duration-300 ease-linear"
        />
      </svg>
      <span
        aria-hidden
        className={clsx(
          'tabular font-display font-bold',
          size === 'small' ? 'text-sm' : size === 'medium' ? (shown.length > 4 ? 'text-lg' : 'text-2xl') : 'text-5xl',
          urgent && 'text-bad',
        )}
      >
        {shown}
      </span>
    </span>
  )
}

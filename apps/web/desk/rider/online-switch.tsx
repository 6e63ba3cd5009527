// Whether this rider wants to be asked; it stays on while a delivery is under way.
'use client'
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { allowSound } from './use-alert.ts'
import { useRiderSelf, useRiderTaps } from './use-rider.ts'

export function OnlineSwitch() {
  const t = useTranslations('rider')
  const self = useRiderSelf()
  const { online } = useRiderTaps()
  const isOnline = self.data?.online ?? false
  const tap = () => {
    allowSound()
    online.mutate(!isOnline)
  }
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOnline}
      onClick={tap}
      className={clsx(
        'inline-flex min-h-11 items-center gap-2.5 rounded-full py-1 pr-4 pl-1.5 font-semibold transition-colors',
        isOnline ? 'bg-good-soft text-good' : 'bg-sunk text-ink',
      )}
    >
      <span
        aria-hidden
        className={clsx('relative h-8 w-13 shrink-0 rounded-full transition-colors', isOnline ? 'bg-good' : 'bg-edge')}
      >
        <span
          className={clsx(
            'absolute top-1 size-6 rounded-full bg-card shadow-lift transition-all',
            isOnline ? 'left-6' : 'left-1',
          )}
        />
      </span>
      {t(isOnline ? 'online' : 'offline')}
    </button>
  )
}

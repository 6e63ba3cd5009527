// How many: two thumbs' worth of buttons around a number, or one "Add" while there are none.
'use client'
import { clsx } from 'clsx'
import { Minus, Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button, IconButton } from './button.tsx'

export function QuantityStepper({
  name,
  count,
  onChange,
  max = 99,
  min = 0,
  step = 1,
  text,
  compact = false,
  busy = false,
}: {
  /** What is counted, for those who only hear the buttons. */
  name: string
  count: number
  onChange: (count: number) => void
  max?: number
  min?: number
  /** By how much one press changes it. */
  step?: number
  /** How the amount is said; the number itself unless told. */
  text?: string
  /** Only a plus while there are none: for the corner of a picture. */
  compact?: boolean
  busy?: boolean
}) {
  const t = useTranslations('common')
  /** It cannot be taken out here. */
  const fixed = min === 1 && step === 1
  const last = count <= Math.max(step, min)
  if (count === 0 && compact) {
    return (
      <IconButton
        look="primary"
        label={`${t('add')} ${name}`}
        disabled={busy || max < 1}
        onClick={() => onChange(Math.max(1, min))}
        className="shadow-lift"
      >
        <Plus aria-hidden strokeWidth={2.5} />
      </IconButton>
    )
  }
  if (count === 0) {
    return (
      <Button
        onClick={() => onChange(Math.max(1, min))}
        busy={busy}
        disabled={max < 1}
        aria-label={`${t('add')} ${name}`}
      >
        <Plus aria-hidden className="size-4" /> {t('add')}
      </Button>
    )
  }
  return (
    <div
      role="group"
      aria-label={name}
      className={clsx(
        'inline-flex items-center bg-accent text-on-accent',
        compact ? 'rounded-full shadow-lift' : 'rounded-control',
      )}
    >
      <button
        type="button"
        disabled={busy || (count <= min && fixed)}
        onClick={() => onChange(count - step < Math.max(1, min) ? 0 : count - step)}
        aria-label={last ? `${t('remove')} ${name}` : t('fewer', { name })}
        className="grid size-11 place-items-center rounded-control disabled:opacity-50"
      >
        {last && !fixed ? <Trash2 aria-hidden className="size-4" /> : <Minus aria-hidden className="size-4" />}
      </button>
      <output
        aria-live="polite"
        aria-label={text === undefined ? t('quantity', { name, count }) : `${name}: ${text}`}
        className="tabular min-w-7 px-0.5 text-center font-bold"
      >
        {text ?? count}
      </output>
      <button
        type="button"
        disabled={busy || count + step > max}
        onClick={() => onChange(count + step)}
        aria-label={t('another', { name })}
        className="grid size-11 place-items-center rounded-control disabled:opacity-50"
      >
        <Plus aria-hidden className="size-4" />
      </button>
    </div>
  )
}

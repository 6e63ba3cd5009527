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
  compact = false,
  busy = false,
}: {
  /** What is counted, for those who only hear the buttons. */
  name: string
  count: number
  onChange: (count: number) => void
  max?: number
  min?: number
  /** Only a plus while there are none: for the corner of a picture. */
  compact?: boolean
  busy?: boolean
}) {
  const t = useTranslations('common')
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
        disabled={busy || count <= min}
        onClick={() => onChange(count - 1)}
        aria-label={count === 1 ? `${t('remove')} ${name}` : t('fewer', { name })}
        className="grid size-11 place-items-center rounded-control disabled:opacity-50"
      >
        {count === 1 && min === 0 ? (
          <Trash2 aria-hidden className="size-4" />
        ) : (
          <Minus aria-hidden className="size-4" />
        )}
      </button>
      <output
        aria-live="polite"
        aria-label={t('quantity', { name, count })}
        className="tabular min-w-7 text-center font-bold"
      >
        {count}
      </output>
      <button
        type="button"
        disabled={busy || count >= max}
        onClick={() => onChange(count + 1)}
        aria-label={t('another', { name })}
        className="grid size-11 place-items-center rounded-control disabled:opacity-50"
      >
        <Plus aria-hidden className="size-4" />
      </button>
    </div>
  )
}

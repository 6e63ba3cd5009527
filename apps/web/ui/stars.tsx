// Stars: as they were given, and to be given with finger, mouse or keys.
'use client'
import { clsx } from 'clsx'
import { Star } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useId, useState } from 'react'

const five = [1, 2, 3, 4, 5] as const

/** Filled to the half; said in words to those who do not see them. */
export function Stars({ value, className }: { value: number; className?: string }) {
  const t = useTranslations('reviews')
  const language = useLocale()
  const said = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value)
  return (
    <span className={clsx('inline-flex shrink-0 items-center', className)}>
      <span className="sr-only">{t('starsOf', { stars: said })}</span>
      {five.map((star) => (
        <span key={star} aria-hidden className="relative">
          <Star className="size-[1.1em] text-edge" />
          <span
            className="absolute inset-0 overflow-hidden"
            style={{ width: `${Math.max(0, Math.min(1, value - star + 1)) * 100}%` }}
          >
            <Star className="size-[1.1em] fill-highlight text-warn" />
          </span>
        </span>
      ))}
    </span>
  )
}

/** The average in one line: `★ 4.6 (128)`. Nothing before the first. */
export function RatingLine({ rating, ratings }: { rating: number | null; ratings: number }) {
  const t = useTranslations('reviews')
  const language = useLocale()
  if (rating === null) return null
  const said = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(rating)
  return (
    <span className="inline-flex items-center gap-1 font-semibold">
      <Star aria-hidden className="size-4 fill-highlight text-warn!" />
      <span className="sr-only">{t('starsOf', { stars: said })}, </span>
      <span aria-hidden>{said}</span>
      <span className="font-normal text-muted">{t('ofPeople', { count: ratings })}</span>
    </span>
  )
}

/** Real radio buttons underneath: arrows move, forms send, screen readers count. */
export function StarChoice({
  label,
  name,
  value,
  onChange,
  large = false,
}: {
  label: string
  name: string
  /** 0: none yet. */
  value: number
  onChange: (stars: number) => void
  large?: boolean
}) {
  const t = useTranslations('reviews')
  const id = useId()
  const [looked, setLooked] = useState(0)
  const lit = looked || value
  return (
    <fieldset className={large ? undefined : 'flex flex-wrap items-center justify-between gap-x-4'}>
      <legend className={clsx('font-semibold', !large && 'float-left')}>{label}</legend>
      <div className="flex items-center" onPointerLeave={() => setLooked(0)}>
        {five.map((star) => (
          <label
            key={star}
            onPointerEnter={() => setLooked(star)}
            className="grid size-11 cursor-pointer place-items-center rounded-full has-focus-visible:outline-3 has-focus-visible:outline-accent-ink"
          >
            <input
              type="radio"
              name={`${name}-${id}`}
              className="sr-only"
              checked={value === star}
              onChange={() => onChange(star)}
            />
            <span className="sr-only">{t(`give.${star}`)}</span>
            <Star
              aria-hidden
              className={clsx(large ? 'size-9' : 'size-7', star <= lit ? 'fill-highlight text-warn' : 'text-edge')}
            />
          </label>
        ))}
        {large && <span className="ml-3 font-medium text-muted max-xs:hidden">{lit > 0 && t(`give.${lit as 1}`)}</span>}
      </div>
    </fieldset>
  )
}

// A tip for the rider, given with the order: one tap for a usual one, or an amount of one's own.
'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { MarketSettings } from '../api/schema.ts'
import { Card } from '../ui/card.tsx'
import { Input } from '../ui/field.tsx'
import { formatMoney, parseMoney } from '../ui/money-format.ts'

export function TipCard({
  currency,
  tips,
  onTip,
}: {
  currency: string
  tips: NonNullable<MarketSettings['tips']>
  onTip: (minor: number) => void
}) {
  const t = useTranslations('prices.tip')
  const language = useLocale()
  const [choice, setChoice] = useState('0')
  const [typed, setTyped] = useState('')
  const money = (minor: number) => formatMoney({ minor, currency }, language)
  const own = parseMoney(typed, currency)
  const wrong = typed !== '' && (own === undefined || own > tips.mostMinor)
  const ownTip = wrong ? 0 : (own ?? 0)
  const choices = [
    { value: '0', label: t('none') },
    ...tips.suggestedMinor.map((minor) => ({ value: String(minor), label: money(minor) })),
    { value: 'own', label: t('other') },
  ]

  return (
    <Card>
      <fieldset>
        <legend className="mb-3 text-xl">{t('title')}</legend>
        <div className="flex flex-wrap gap-2">
          {choices.map(({ value, label }) => (
            <label
              key={value}
              className="inline-flex min-h-11 items-center rounded-full border-[1.5px] border-edge px-4 font-medium hover:border-ink has-checked:border-accent has-checked:bg-accent has-checked:text-on-accent has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-ink"
            >
              <input
                type="radio"
                name="tip"
                className="sr-only"
                checked={choice === value}
                onChange={() => {
                  setChoice(value)
                  onTip(value === 'own' ? ownTip : Number(value))
                }}
              />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
      <p className="mt-3 text-sm text-muted">{t('text')}</p>
      {choice === 'own' && (
        <Input
          className="mt-4"
          label={t('own')}
          inputMode="decimal"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => onTip(ownTip)}
          hint={t('most', { amount: money(tips.mostMinor) })}
          error={wrong ? t('most', { amount: money(tips.mostMinor) }) : undefined}
        />
      )}
    </Card>
  )
}

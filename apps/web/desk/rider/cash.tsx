// Cash that was taken at doors and belongs to others.
'use client'
import { clsx } from 'clsx'
import { Banknote } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Card } from '../../ui/card.tsx'
import { Money } from '../../ui/money.tsx'
import type { RiderSelf } from '../answers.ts'

type Cash = RiderSelf['cash']

/** Only when it begins to cost orders. */
export function CashNotice({ cash }: { cash: Cash }) {
  const t = useTranslations('rider.cash')
  if (cash.inHandMinor < cash.limitMinor * 0.8) return null
  const full = cash.inHandMinor >= cash.limitMinor
  return (
    <p
      className={clsx(
        'flex items-center gap-3 rounded-control px-4 py-3 text-sm font-medium',
        full ? 'bg-bad-soft text-bad' : 'bg-warn-soft text-warn',
      )}
    >
      <Banknote aria-hidden className="size-5 shrink-0" /> {t(full ? 'full' : 'nearly')}
    </p>
  )
}

export function CashCard({ cash }: { cash: Cash }) {
  const t = useTranslations('rider.cash')
  const part = cash.limitMinor > 0 ? Math.min(1, cash.inHandMinor / cash.limitMinor) : 0
  return (
    <Card>
      <div className="flex items-start justify-between gap-4">
        <div>
          <h2 className="text-base font-semibold text-muted">{t('title')}</h2>
          <p className="mt-1 font-display text-3xl font-extrabold">
            <Money minor={cash.inHandMinor} currency={cash.currency} />
          </p>
        </div>
        <Banknote aria-hidden className="size-7 text-muted" />
      </div>
      <div aria-hidden className="mt-4 h-2.5 overflow-hidden rounded-full bg-sunk">
        <div
          className={clsx('h-full rounded-full', part >= 1 ? 'bg-bad-fill' : 'bg-accent')}
          style={{ width: `${part * 100}%` }}
        />
      </div>
      <p className="mt-2.5 text-sm text-muted">
        {t('limit')} <Money minor={cash.limitMinor} currency={cash.currency} />. {t('text')}
      </p>
    </Card>
  )
}

// What a basket or an order costs and why, line by line, ending in the sum.
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { Money } from '../ui/money.tsx'

export interface ReceiptLine {
  label: string
  amountMinor: number
}

/** `lines` as the API explains them; taxes that are inside the prices add nothing and are shown quietly. */
export function Receipt({
  lines,
  totalMinor,
  currency,
  className,
}: {
  lines: readonly ReceiptLine[]
  totalMinor: number
  currency: string
  className?: string
}) {
  const t = useTranslations('store.receipt')
  return (
    <dl className={clsx('space-y-2', className)}>
      {lines.map(({ label, amountMinor }) => (
        <div key={label} className="flex items-baseline justify-between gap-4 text-muted">
          <dt>{label}</dt>
          <dd>
            <Money minor={amountMinor} currency={currency} />
          </dd>
        </div>
      ))}
      <div className="flex items-baseline justify-between gap-4 border-t border-line pt-3 text-lg font-bold">
        <dt>{t('total')}</dt>
        <dd className="font-display text-2xl">
          <Money minor={totalMinor} currency={currency} />
        </dd>
      </div>
    </dl>
  )
}

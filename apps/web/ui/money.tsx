// Amounts on the page: even digits, and a price that can be struck through honestly.
import { clsx } from 'clsx'
import { useLocale, useTranslations } from 'next-intl'
import { formatMoney } from './money-format.ts'

export function Money({ minor, currency, className }: { minor: number; currency: string; className?: string }) {
  return (
    <span className={clsx('tabular whitespace-nowrap', className)}>
      {formatMoney({ minor, currency }, useLocale())}
    </span>
  )
}

/** `wasMinor` only when it was truly asked before. `unit` as in "per kg". */
export function Price({
  minor,
  currency,
  wasMinor,
  unit,
  from = false,
  size = 'medium',
  className,
}: {
  minor: number
  currency: string
  wasMinor?: number
  unit?: string
  /** It may cost more, as it is chosen. */
  from?: boolean
  size?: 'medium' | 'large'
  className?: string
}) {
  const t = useTranslations('common')
  const language = useLocale()
  const was = wasMinor === undefined ? undefined : formatMoney({ minor: wasMinor, currency }, language)
  return (
    <span className={clsx('inline-flex flex-wrap items-baseline gap-x-2', className)}>
      {from && <span className="text-sm text-muted">{t('fromPrice')}</span>}
      <Money
        minor={minor}
        currency={currency}
        className={clsx('font-display font-bold', size === 'large' ? 'text-3xl' : 'text-lg')}
      />
      {unit && <span className="text-sm text-muted">{t('per', { unit })}</span>}
      {was && (
        <s className="tabular text-sm text-muted" aria-label={t('wasPrice', { price: was })}>
          {was}
        </s>
      )}
    </span>
  )
}

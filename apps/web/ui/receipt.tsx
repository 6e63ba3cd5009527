// What a basket or an order costs and why, part by part, ending in the sum; for customers and desks alike.
import { clsx } from 'clsx'
import { useLocale, useTranslations } from 'next-intl'
import type { PricePart } from '../api/schema.ts'
import { distanceText } from '../desk/words.ts'
import { formatMoney } from './money-format.ts'
import { Money } from './money.tsx'

/** `parts` as the API explains them; what is inside other parts adds nothing and is said to be included. */
export function Receipt({
  parts,
  totalMinor,
  currency,
  className,
}: {
  parts: readonly PricePart[]
  totalMinor: number
  currency: string
  className?: string
}) {
  const t = useTranslations('prices')
  const nameOf = usePartName()
  const whyOf = usePartReason(currency)
  return (
    <dl className={clsx('space-y-2', className)}>
      {parts.map((part) => {
        const [name, why] = [nameOf(part), whyOf(part)]
        return (
          <div
            key={`${part.code} ${name} ${why ?? ''}`}
            className="flex items-baseline justify-between gap-4 text-muted"
          >
            <dt className="min-w-0 [overflow-wrap:anywhere]">
              {name}
              {why && <span className="block text-sm">{why}</span>}
            </dt>
            <dd className={part.amountMinor < 0 ? 'font-semibold text-good' : undefined}>
              <Money minor={part.amountMinor} currency={currency} />
            </dd>
          </div>
        )
      })}
      <div className="flex items-baseline justify-between gap-4 border-t border-line pt-3 text-lg font-bold">
        <dt>{t('total')}</dt>
        <dd className="font-display text-2xl">
          <Money minor={totalMinor} currency={currency} />
        </dd>
      </div>
    </dl>
  )
}

function usePartName(): (part: PricePart) => string {
  const t = useTranslations('prices')
  const rate = useRate()
  return ({ code, facts }) => {
    if (code === 'discount' && facts.label) return facts.label
    if (code !== 'tax' || !facts.label) return t(`part.${code}`)
    const tax = { tax: facts.label, rate: facts.bp === undefined ? '' : rate(facts.bp) }
    return t(facts.included ? 'why.included' : 'why.added', tax)
  }
}

/** Why a part is as much as it is, where there is something to say. */
function usePartReason(currency: string): (part: PricePart) => string | undefined {
  const t = useTranslations('prices')
  const language = useLocale()
  const rate = useRate()
  const conditionsOf = ({ conditions = [] }: PricePart['facts']) =>
    conditions.map((condition) => t(`condition.${condition}`)).join(', ')

  return ({ code, facts }) => {
    const { zone, distanceM, upToM, from, until, belowMinor, bp, coupon } = facts
    if (zone) return zone
    if (code === 'delivery' && distanceM !== undefined) {
      const distance = distanceText(distanceM, language)
      return upToM === undefined ? distance : t('why.band', { distance, limit: distanceText(upToM, language) })
    }
    if (from && until) return t('why.hours', { from, until })
    if (code === 'delivery_surge')
      return t(facts.capped ? 'why.capped' : 'why.surge', { conditions: conditionsOf(facts) })
    if (belowMinor !== undefined)
      return t('why.belowAmount', { amount: formatMoney({ minor: belowMinor, currency }, language) })
    if (code === 'service' && bp !== undefined) return t('why.rate', { rate: rate(bp) })
    if (code === 'tip') return t('why.rider')
    return coupon ? t('why.coupon', { code: coupon }) : undefined
  }
}

/** Basis points as people write a percentage: 1350 → 13.5 %. */
function useRate(): (bp: number) => string {
  const language = useLocale()
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 })
  return (bp) => format.format(bp / 10_000)
}

// What became of a line on packing: its real weight, or that it could not be had, and what it costs now.
import { Scale } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { Order } from '../api/schema.ts'
import { amountText } from '../ui/amount.ts'
import { formatMoney } from '../ui/money-format.ts'

export function PackedLine({ line, currency }: { line: Order['lines'][number]; currency: string }) {
  const t = useTranslations('products.packed')
  const language = useLocale()
  const say = (quantity: number) => (line.measure ? amountText(quantity, line.measure, language) : String(quantity))
  const money = (minor: number) => formatMoney({ minor, currency }, language)
  if (line.packedQuantity === undefined || line.chargedMinor === undefined) {
    if (line.mostQuantity === undefined) return null
    return (
      <span className="mt-0.5 flex items-start gap-1.5 text-sm text-muted">
        <Scale aria-hidden className="mt-0.5 size-4 shrink-0" /> {t('later', { price: money(line.totalMinor) })}
      </span>
    )
  }
  const facts = {
    ordered: say(line.quantity),
    packed: say(line.packedQuantity),
    back: money(line.totalMinor - line.chargedMinor),
  }
  return (
    <span className="mt-0.5 block text-sm font-medium text-good">
      {line.packedQuantity === 0 ? t('none', facts) : t(line.packedReason === 'weighed' ? 'weighed' : 'less', facts)}
    </span>
  )
}

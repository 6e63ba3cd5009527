// How much of something a line of a cart or an order is about: pieces, or a weight or volume.
import { useLocale } from 'next-intl'
import { type Measured, amountText } from './amount.ts'

interface Line {
  quantity: number
  measure?: Measured | null
  packedQuantity?: number
}

/** What was packed counts once it was. */
export function useLineAmount(): (line: Line) => string {
  const language = useLocale()
  return ({ quantity, measure, packedQuantity = quantity }) =>
    measure ? amountText(packedQuantity, measure, language) : `${packedQuantity} ×`
}

export function LineAmount({ line, className }: { line: Line; className?: string }) {
  return <span className={className}>{useLineAmount()(line)}</span>
}

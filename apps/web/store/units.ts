// What a price buys, in words: nothing for a portion or a piece, "kg" or "500 g" for what is weighed.
import { useTranslations } from 'next-intl'
import type { Product } from '../api/schema.ts'

/** `undefined` where the price speaks for itself. */
export function useUnit(): (unit: Product['unit']) => string | undefined {
  const t = useTranslations('store.units')
  return (unit) => {
    if (unit === 'portion' || unit === 'piece') return undefined
    // Weights and volumes are written the same everywhere.
    if (/^\d|^kg$/.test(unit)) return unit
    return t(unit.replace(' ', '_') as 'dozen')
  }
}

/** Then its price is only the smallest one's. */
export function hasSizes({ optionGroups }: Pick<Product, 'optionGroups'>): boolean {
  return optionGroups.some(({ kind }) => kind === 'size')
}

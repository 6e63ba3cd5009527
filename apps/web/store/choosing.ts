// Choosing options of a product: what is chosen, what is still missing, and what it costs like this.
import type { Product } from '../api/schema.ts'

export type OptionGroup = Product['optionGroups'][number]
/** How often each option is chosen, by its id. */
export type Chosen = Readonly<Record<string, number>>

/** What has to be chosen and has only one answer is chosen already; so is the cheapest size that is left. */
export function firstChoice(groups: readonly OptionGroup[]): Chosen {
  return Object.fromEntries(
    groups.flatMap(({ kind, min, options }) => {
      const left = options.filter(({ available }) => available !== 0)
      const [first] = kind === 'size' ? left.toSorted((a, b) => a.priceMinor - b.priceMinor) : left
      return first && min === 1 && (kind === 'size' || left.length === 1) ? [[first.id, 1] as const] : []
    }),
  )
}

export function chosenIn(group: OptionGroup, chosen: Chosen): number {
  return group.options.reduce((sum, { id }) => sum + (chosen[id] ?? 0), 0)
}

/** The groups where too little is chosen. */
export function missingIn(groups: readonly OptionGroup[], chosen: Chosen): OptionGroup[] {
  return groups.filter((group) => chosenIn(group, chosen) < group.min)
}

/** Taken once, or not at all; where only one may be, it takes the place of the other. */
export function toggled(group: OptionGroup, chosen: Chosen, id: string): Chosen {
  if (group.max === 1) {
    const others = Object.fromEntries(group.options.map((option) => [option.id, 0]))
    return { ...chosen, ...others, [id]: chosen[id] && group.min === 0 ? 0 : 1 }
  }
  if (chosen[id]) return { ...chosen, [id]: 0 }
  return chosenIn(group, chosen) < group.max ? { ...chosen, [id]: 1 } : chosen
}

/** Of one, with all that is chosen. */
export function unitPriceMinor(product: Pick<Product, 'priceMinor' | 'optionGroups'>, chosen: Chosen): number {
  const sumOf = (kind: OptionGroup['kind']) =>
    product.optionGroups
      .filter((group) => group.kind === kind)
      .flatMap(({ options }) => options)
      .reduce((sum, { id, priceMinor }) => sum + priceMinor * (chosen[id] ?? 0), 0)
  const sized = product.optionGroups.some(({ kind }) => kind === 'size')

  return (sized ? sumOf('size') : product.priceMinor) + sumOf('choice')
}

/** As the API wants them: one that is wanted twice is there twice. */
export function choiceIds(groups: readonly OptionGroup[], chosen: Chosen): string[] {
  return groups.flatMap(({ options }) => options.flatMap(({ id }) => Array.from({ length: chosen[id] ?? 0 }, () => id)))
}

/** How many of it can still be had, as it is chosen. */
export function mostOf(product: Pick<Product, 'available' | 'optionGroups'>, chosen: Chosen): number {
  const left = product.optionGroups
    .flatMap(({ options }) => options)
    .flatMap(({ id, available }) => {
      const each = chosen[id] ?? 0
      return available === null || each === 0 ? [] : [Math.floor(available / each)]
    })

  return Math.max(0, Math.min(99, product.available ?? 99, ...left))
}

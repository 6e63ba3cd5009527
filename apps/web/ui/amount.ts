// Amounts of goods as people say them: "500 g", "1.5 kg", "0.75 l", "1.25 lb", or how many pieces.
export interface Measured {
  base: 'g' | 'ml' | 'lb_100'
}

const thousands = { g: ['g', 'kg'], ml: ['ml', 'l'] } as const

/** `quantity` in base units of the measure. */
export function amountText(quantity: number, { base }: Measured, language: string): string {
  const number = (value: number) => new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(value)
  if (base === 'lb_100') return `${number(quantity / 100)}\u00a0lb`
  const [small, large] = thousands[base]
  return quantity < 1000 ? `${number(quantity)}\u00a0${small}` : `${number(quantity / 1000)}\u00a0${large}`
}

// Money as people write it: integer minor units in, local notation out.

export interface Amount {
  minor: number
  currency: string
}

const formats = new Map<string, Intl.NumberFormat>()

/** `formatMoney({ minor: 1250, currency: 'EUR' }, 'fr')` → `12,50 €`; francs CFA have no minor unit. */
export function formatMoney({ minor, currency }: Amount, language: string): string {
  const format = formatFor(currency, language)
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** What to type and show in an amount field: `12.50` → 1250; `undefined` for what is not an amount. */
export function parseMoney(text: string, currency: string): number | undefined {
  const decimals = formatFor(currency, 'en').resolvedOptions().maximumFractionDigits ?? 2
  const match = /^(\d+)(?:[.,](\d+))?$/.exec(text.replace(/[\s\u00a0\u202f']/g, ''))
  if (!match || (match[2]?.length ?? 0) > decimals) return undefined
  const minor = Number(`${match[1]}${(match[2] ?? '').padEnd(decimals, '0')}`)
  return Number.isSafeInteger(minor) ? minor : undefined
}

function formatFor(currency: string, language: string): Intl.NumberFormat {
  const key = `${currency} ${language}`
  const known = formats.get(key)
  if (known) return known

  const format = new Intl.NumberFormat(localeOf(currency, language), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  })
  formats.set(key, format)
  return format
}

/** English is written differently where each money lives: lakhs in India, for one. */
function localeOf(currency: string, language: string): string {
  const regions: Record<string, string> = { EUR: 'IE', INR: 'IN', USD: 'US', XAF: 'CM' }
  return regions[currency] ? `${language}-${regions[currency]}` : language
}

// Which language a visitor reads: their own choice, else their browser's, out of those that the market speaks.
import type { Language } from '../api/schema.ts'

export const languages = ['en', 'fr'] as const satisfies readonly Language[]
export const languageCookie = 'pv_lang'

/** `spoken` in the market's order of preference; the first is the fallback. */
export function chooseLanguage(
  wish: { cookie?: string | undefined; acceptLanguage?: string | null },
  spoken: readonly Language[] = languages,
): Language {
  const chosen = spoken.find((language) => language === wish.cookie)
  if (chosen) return chosen

  for (const tag of preferences(wish.acceptLanguage ?? '')) {
    const language = spoken.find((candidate) => candidate === tag.split('-')[0])
    if (language) return language
  }
  return spoken[0] ?? 'en'
}

/** `fr-CM,fr;q=0.9,en;q=0.8` → best first, lower case. */
function preferences(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean)
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ tag, quality }) => tag && quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag)
}

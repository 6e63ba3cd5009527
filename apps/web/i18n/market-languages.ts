// The languages that each market speaks, remembered for a minute so that choosing one costs no request.
import type { Language, MarketSettings } from '../api/schema.ts'

const remembered = new Map<string, { languages: readonly Language[]; until: number }>()

/** Answers nothing when the market is unknown or the API does not answer: the page itself will say so. */
export async function languagesOf(market: string): Promise<readonly Language[] | undefined> {
  const known = remembered.get(market)
  if (known && known.until > Date.now()) return known.languages

  const languages = await fetchLanguages(market).catch(() => undefined)
  if (languages) remembered.set(market, { languages, until: Date.now() + 60_000 })
  return languages
}

async function fetchLanguages(market: string): Promise<readonly Language[] | undefined> {
  const url = new URL('/api/v1/market', process.env.PROVENDER_API_ORIGIN)
  const response = await fetch(url, { headers: { 'x-market': market }, cache: 'no-store' })
  return response.ok ? ((await response.json()) as MarketSettings).languages : undefined
}

// Texts in the market's languages as they are sent. English is what a missing language falls back to; who writes only
// French is not asked to translate.
import type { Language } from '../../api/schema.ts'

export function localText({ en, fr }: Record<Language, string>): { en: string; fr?: string } | undefined {
  const english = en.trim() || fr.trim()
  if (!english) return undefined
  return { en: english, ...(fr.trim() && { fr: fr.trim() }) }
}

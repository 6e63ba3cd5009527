// Texts that are kept in several languages, read in the reader's.
'use client'
import { useLocale } from 'next-intl'

export interface LocalText {
  en: string
  fr?: string
}

export function useLocalText(): (text: LocalText) => string {
  const language = useLocale()
  return (text) => text[language] ?? text.en
}

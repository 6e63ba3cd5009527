// The catalogues, and a provider's share of them: the browser gets only the namespaces that its screens use.
import en from '../messages/en.json' with { type: 'json' }
import fr from '../messages/fr.json' with { type: 'json' }
import type { Language } from '../api/schema.ts'

export type Messages = typeof en
export type Namespace = keyof Messages

declare module 'next-intl' {
  interface AppConfig {
    Locale: Language
    Messages: Messages
  }
}

const catalogues: Record<Language, Messages> = { en, fr }

export function messagesOf(language: Language): Messages {
  return catalogues[language]
}

export function pickMessages(language: Language, namespaces: readonly Namespace[]): Partial<Messages> {
  const messages = messagesOf(language)
  return Object.fromEntries(namespaces.map((namespace) => [namespace, messages[namespace]]))
}

// Hands client components below it the messages they need, and no more. Each area's layout names its own.
import { NextIntlClientProvider } from 'next-intl'
import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { pickMessages, type Namespace } from './messages.ts'
import type { Language } from '../api/schema.ts'

/** What the components in `ui/` say themselves. */
const always: readonly Namespace[] = ['common', 'states', 'form', 'orderState', 'errors', 'map', 'look', 'photo']

const none: readonly Namespace[] = []

export async function ClientMessages({
  only = none,
  timeZone,
  children,
}: {
  only?: readonly Namespace[]
  timeZone?: string
  children: ReactNode
}) {
  const locale = (await getLocale()) as Language
  return (
    <NextIntlClientProvider
      locale={locale}
      messages={pickMessages(locale, [...always, ...only])}
      {...(timeZone && { timeZone })}
    >
      {children}
    </NextIntlClientProvider>
  )
}

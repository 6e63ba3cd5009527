// The outermost frame of every page: language, colours, type, and the house's own looks until a market speaks.
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/bricolage-grotesque/wdth.css'
import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ClientMessages } from '../i18n/client-messages.tsx'
import { MarketStyle } from '../ui/market-style.tsx'
import { filesBase } from '../ui/photo.ts'
import { schemeCookie } from '../ui/scheme.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('home')
  return {
    title: { default: t('title'), template: '%s' },
    description: t('lead'),
    icons: { icon: '/pictures/shopping-bags.svg' },
    formatDetection: { telephone: false },
  }
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  colorScheme: 'light dark',
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [language, jar] = await Promise.all([getLocale(), cookies()])
  const scheme = jar.get(schemeCookie)?.value
  return (
    <html
      lang={language}
      data-files={filesBase()}
      data-scheme={scheme === 'light' || scheme === 'dark' ? scheme : undefined}
    >
      <head>
        <MarketStyle />
      </head>
      <body>
        <ClientMessages>{children}</ClientMessages>
      </body>
    </html>
  )
}

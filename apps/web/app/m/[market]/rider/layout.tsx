// The rider app: its own session, installable, made for one thumb.
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { findMarket } from '../../../../api/server.ts'
import { DeskProvider } from '../../../../desk/desk-context.tsx'
import { RiderApp } from '../../../../desk/rider/rider-app.tsx'
import { ClientMessages } from '../../../../i18n/client-messages.tsx'
import { riderPath } from '../../../../ui/paths.ts'

interface Props {
  params: Promise<{ market: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ market }, t] = await Promise.all([params, getTranslations('shell')])
  return {
    title: t('rider'),
    robots: { index: false },
    manifest: riderPath({ id: market }, 'manifest.webmanifest'),
    appleWebApp: { capable: true, statusBarStyle: 'default' },
  }
}

export default async function RiderLayout({ params, children }: Props & { children: ReactNode }) {
  const market = await findMarket((await params).market)
  if (!market) notFound()
  return (
    <ClientMessages only={['market', 'shell', 'chat', 'desk', 'rider', 'prices', 'money']} timeZone={market.timeZone}>
      <DeskProvider market={market} app="rider">
        <RiderApp>{children}</RiderApp>
      </DeskProvider>
    </ClientMessages>
  )
}

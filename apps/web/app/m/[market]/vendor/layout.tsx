// The vendor desk: its own session, its own frame, live.
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { findMarket } from '../../../../api/server.ts'
import { DeskProvider } from '../../../../desk/desk-context.tsx'
import { VendorDesk, VendorName, VendorStatus } from '../../../../desk/vendor/vendor-desk.tsx'
import { ClientMessages } from '../../../../i18n/client-messages.tsx'
import { vendorDeskPath } from '../../../../ui/paths.ts'
import { VendorShell } from '../../../../ui/vendor-shell.tsx'

interface Props {
  params: Promise<{ market: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ market }, t] = await Promise.all([params, getTranslations('shell')])
  return {
    title: t('vendor'),
    robots: { index: false },
    manifest: vendorDeskPath({ id: market }, 'manifest.webmanifest'),
  }
}

export default async function VendorLayout({ params, children }: Props & { children: ReactNode }) {
  const market = await findMarket((await params).market)
  if (!market) notFound()
  return (
    <ClientMessages
      only={['market', 'shell', 'chat', 'zones', 'desk', 'prices', 'products', 'tools', 'money', 'reviews']}
      timeZone={market.timeZone}
    >
      <DeskProvider market={market} app="vendor">
        <VendorDesk>
          <VendorShell market={market} vendorName={<VendorName />} status={<VendorStatus />}>
            {children}
          </VendorShell>
        </VendorDesk>
      </DeskProvider>
    </ClientMessages>
  )
}

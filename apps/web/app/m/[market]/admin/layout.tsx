// The admin console: its own session, everything one click away.
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { findMarket } from '../../../../api/server.ts'
import { AdminConsole } from '../../../../desk/admin/admin-console.tsx'
import { ConnectionLamp } from '../../../../desk/connection.tsx'
import { DeskProvider } from '../../../../desk/desk-context.tsx'
import { ClientMessages } from '../../../../i18n/client-messages.tsx'
import { AdminShell } from '../../../../ui/admin-shell.tsx'
import { adminPath } from '../../../../ui/paths.ts'

interface Props {
  params: Promise<{ market: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ market }, t] = await Promise.all([params, getTranslations('shell')])
  return {
    title: t('admin'),
    robots: { index: false },
    manifest: adminPath({ id: market }, 'manifest.webmanifest'),
  }
}

export default async function AdminLayout({ params, children }: Props & { children: ReactNode }) {
  const market = await findMarket((await params).market)
  if (!market) notFound()
  return (
    <ClientMessages
      only={[
        'market',
        'shell',
        'chat',
        'zones',
        'desk',
        'rider',
        'admin',
        'prices',
        'products',
        'tools',
        'money',
        'payments',
        'searchDesk',
        'reviews',
      ]}
      timeZone={market.timeZone}
    >
      <DeskProvider market={market} app="admin">
        <AdminConsole>
          <AdminShell market={market} status={<ConnectionLamp compact />}>
            {children}
          </AdminShell>
        </AdminConsole>
      </DeskProvider>
    </ClientMessages>
  )
}

// Everything inside one market: its looks, its language, its clock.
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { findMarket } from '../../../api/server.ts'
import { ClientMessages } from '../../../i18n/client-messages.tsx'
import { MarketStyle } from '../../../ui/market-style.tsx'
import { ToastProvider } from '../../../ui/toast.tsx'

interface Props {
  params: Promise<{ market: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  // A failure is told by the page itself; its title falls back to the house's.
  const market = await findMarket((await params).market).catch(() => undefined)
  if (!market) return {}
  const drawing = market.theme.emoji?.split(':')[1]
  return {
    title: { default: `${market.name} · ${market.tagline}`, template: `%s · ${market.name}` },
    description: market.tagline,
    ...(drawing && { icons: { icon: `/pictures/${drawing}.svg` } }),
  }
}

export default async function MarketLayout({ params, children }: Props & { children: ReactNode }) {
  const market = await findMarket((await params).market)
  if (!market) notFound()
  return (
    <div data-market={market.id} className="contents">
      <MarketStyle theme={market.theme} />
      <ClientMessages only={['market', 'shell']} timeZone={market.timeZone}>
        <ToastProvider>{children}</ToastProvider>
      </ClientMessages>
    </div>
  )
}

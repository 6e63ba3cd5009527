// The four frames with something in them: `/styles/vendor?market=harvest`.
import { Power } from 'lucide-react'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { findMarket } from '../../../api/server.ts'
import type { MarketSettings } from '../../../api/schema.ts'
import { ClientMessages } from '../../../i18n/client-messages.tsx'
import { AdminShell } from '../../../ui/admin-shell.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { MarketStyle } from '../../../ui/market-style.tsx'
import { RiderShell } from '../../../ui/rider-shell.tsx'
import { StorefrontShell } from '../../../ui/storefront-shell.tsx'
import { VendorShell } from '../../../ui/vendor-shell.tsx'
import { OfferSpecimen, OrderBoardSpecimen, OverviewSpecimen, RiderMapSpecimen, ShelfSpecimen } from './specimens.tsx'

type Frame = (market: MarketSettings) => ReactNode

const frames: Record<string, Frame> = {
  storefront: (market) => (
    <StorefrontShell market={market}>
      <ShelfSpecimen market={market} />
    </StorefrontShell>
  ),
  vendor: (market) => (
    <VendorShell
      market={market}
      vendorName="Mam’s Corner"
      status={
        <>
          <Badge tone="good">Live</Badge>
          <Button look="secondary">
            <Power aria-hidden className="size-4" /> Open
          </Button>
        </>
      }
    >
      <OrderBoardSpecimen currency={market.currency} />
    </VendorShell>
  ),
  rider: (market) => (
    <RiderShell
      market={market}
      map={<RiderMapSpecimen place={market.city} />}
      action={
        <Button wide size="large">
          Take it
        </Button>
      }
    >
      <OfferSpecimen currency={market.currency} />
    </RiderShell>
  ),
  admin: (market) => (
    <AdminShell market={market} status={<Badge tone="good">Live</Badge>}>
      <OverviewSpecimen currency={market.currency} />
    </AdminShell>
  ),
}

export default async function ShellPage({
  params,
  searchParams,
}: {
  params: Promise<{ shell: string }>
  searchParams: Promise<{ market?: string }>
}) {
  const [{ shell }, { market: id }] = await Promise.all([params, searchParams])
  const frame = Object.hasOwn(frames, shell) ? frames[shell] : undefined
  const market = id ? await findMarket(id) : undefined
  if (!frame || !market) notFound()
  return (
    <ClientMessages only={['shell', 'market']}>
      <MarketStyle theme={market.theme} />
      {frame(market)}
    </ClientMessages>
  )
}

// The frame of the storefront: its header, its footer, and a basket that every page below can change.
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { findMarket } from '../../../../api/server.ts'
import { ClientMessages } from '../../../../i18n/client-messages.tsx'
import { listCarts } from '../../../../store/basket-contents.ts'
import { BasketLink } from '../../../../store/basket-link.tsx'
import { BasketProvider } from '../../../../store/basket.tsx'
import { basketPath } from '../../../../ui/paths.ts'
import { StorefrontShell } from '../../../../ui/storefront-shell.tsx'

export default async function StoreLayout({
  params,
  children,
}: {
  params: Promise<{ market: string }>
  children: ReactNode
}) {
  const market = await findMarket((await params).market)
  if (!market) notFound()
  return (
    <ClientMessages
      only={[
        'market',
        'shell',
        'chat',
        'store',
        'prices',
        'products',
        'pickup',
        'money',
        'payments',
        'search',
        'reviews',
      ]}
      timeZone={market.timeZone}
    >
      <BasketProvider market={market.id} carts={await listCarts(market.id)}>
        <StorefrontShell market={market} basket={<BasketLink href={basketPath(market)} />}>
          {children}
        </StorefrontShell>
      </BasketProvider>
    </ClientMessages>
  )
}

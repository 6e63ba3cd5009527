// Checking out one vendor's cart: how it reaches you, how you pay, and what you agree to.
import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { apiFor, findMarket, read } from '../../../../../../api/server.ts'
import { findCart } from '../../../../../../store/basket-contents.ts'
import { Checkout } from '../../../../../../store/checkout.tsx'
import { chosenPlace } from '../../../../../../store/chosen-place.ts'
import { near, type ChosenPlace } from '../../../../../../store/place.ts'
import { requireVisitor } from '../../../../../../store/visitor.ts'
import { basketPath, checkoutPath } from '../../../../../../ui/paths.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('store.checkout')
  return { title: t('title'), robots: { index: false } }
}

export default async function CheckoutPage({ params }: { params: Promise<{ market: string; vendorId: string }> }) {
  const { market: id, vendorId } = await params
  const market = await findMarket(id)
  if (!market || !/^[0-9a-f-]{36}$/.test(vendorId)) notFound()
  const profile = await requireVisitor(market, checkoutPath(market, vendorId))
  const api = await apiFor(market.id)
  const place = (await chosenPlace(market.id)) ?? (await lastAddress(market.id))
  const [cart, vendor, balance] = await Promise.all([
    findCart(market.id, { vendorId, ...near(place) }),
    read(api.GET('/api/v1/vendors/{vendorId}', { params: { path: { vendorId } } })),
    market.wallet.enabled ? read(api.GET('/api/v1/wallet/balance')) : undefined,
  ])
  if (!cart || cart.lines.length === 0) redirect(basketPath(market))

  return (
    <Checkout
      market={market}
      vendor={vendor}
      cart={cart}
      place={place}
      phone={profile.phone ?? ''}
      balanceMinor={balance?.balanceMinor}
    />
  )
}

/** Where the customer's last order went, for those who have not said where they are. */
async function lastAddress(market: string): Promise<ChosenPlace | undefined> {
  const api = await apiFor(market)
  const { items } = await read(api.GET('/api/v1/orders', { params: { query: { limit: 5 } } }))
  const address = items.find((order) => order.address !== null)?.address
  return address ? { ...address.place, name: address.line } : undefined
}

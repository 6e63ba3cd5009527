// What the visitor means to order, vendor by vendor.
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { findMarket } from '../../../../../api/server.ts'
import { BasketPage } from '../../../../../store/basket-page.tsx'
import { findCart, listCarts } from '../../../../../store/basket-contents.ts'
import { chosenPlace } from '../../../../../store/chosen-place.ts'
import { near } from '../../../../../store/place.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  return { title: t('basket'), robots: { index: false } }
}

export default async function Basket({ params }: { params: Promise<{ market: string }> }) {
  const market = await findMarket((await params).market)
  if (!market) notFound()
  const [place, list] = await Promise.all([chosenPlace(market.id), listCarts(market.id)])
  const carts = await Promise.all(
    list.map(({ vendor }) => findCart(market.id, { vendorId: vendor.id, ...near(place) })),
  )

  return <BasketPage market={market} place={place} carts={carts.filter((cart) => cart !== undefined)} />
}

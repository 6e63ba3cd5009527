// One order, live: how far it is, where the rider is, and everything that was agreed.
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { getTranslations } from 'next-intl/server'
import { apiFor, findMarket, readIfAny } from '../../../../../../api/server.ts'
import { LiveOrder } from '../../../../../../store/live-order.tsx'
import { requireVisitor } from '../../../../../../store/visitor.ts'
import { orderPath } from '../../../../../../ui/paths.ts'

interface Props {
  params: Promise<{ market: string; orderId: string }>
}

const findOrder = cache(async (market: string, orderId: string) => {
  if (!/^[0-9a-f-]{36}$/.test(orderId)) return undefined
  const api = await apiFor(market)
  return readIfAny(api.GET('/api/v1/orders/{orderId}', { params: { path: { orderId } } }))
})

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('store.order')
  return { title: t('title'), robots: { index: false } }
}

export default async function OrderPage({ params }: Props) {
  const { market: id, orderId } = await params
  const market = await findMarket(id)
  if (!market) notFound()
  await requireVisitor(market, orderPath(market, orderId))
  const [order, api] = await Promise.all([findOrder(market.id, orderId), apiFor(market.id)])
  if (!order) notFound()
  const tracking =
    order.fulfilment === 'delivery'
      ? await readIfAny(api.GET('/api/v1/orders/{orderId}/tracking', { params: { path: { orderId } } }))
      : undefined

  return <LiveOrder key={order.id} market={market} order={order} tracking={tracking} />
}

// Everything the customer has ordered, newest first.
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { apiFor, findMarket, read } from '../../../../../api/server.ts'
import { OrderList } from '../../../../../store/order-list.tsx'
import { requireVisitor } from '../../../../../store/visitor.ts'
import { ButtonLink } from '../../../../../ui/button.tsx'
import { homePath, ordersPath } from '../../../../../ui/paths.ts'
import { EmptyState } from '../../../../../ui/states.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  return { title: t('orders'), robots: { index: false } }
}

export default async function OrdersPage({ params }: { params: Promise<{ market: string }> }) {
  const [t, market] = await Promise.all([
    getTranslations('store.orders'),
    params.then(({ market: id }) => findMarket(id)),
  ])
  if (!market) notFound()
  await requireVisitor(market, ordersPath(market))
  const api = await apiFor(market.id)
  const page = await read(api.GET('/api/v1/orders', { params: { query: { limit: 10 } } }))
  if (page.items.length === 0)
    return (
      <EmptyState
        level={1}
        picture={market.theme.emoji}
        title={t('none')}
        text={t('noneText')}
        action={<ButtonLink href={homePath(market)}>{t('start')}</ButtonLink>}
      />
    )
  return (
    <div className="page-width max-w-4xl! pt-8 sm:pt-12">
      <h1 className="mb-7 text-title">{t('title')}</h1>
      <OrderList market={market} first={page} />
    </div>
  )
}

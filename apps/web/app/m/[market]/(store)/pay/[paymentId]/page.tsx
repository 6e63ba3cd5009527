// Paying in the provider's own form on our page: what is typed into it goes to the provider and never to us.
import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { apiFor, findMarket, read, readIfAny } from '../../../../../../api/server.ts'
import { ProviderForm } from '../../../../../../store/provider-form.tsx'
import { requireVisitor } from '../../../../../../store/visitor.ts'
import { Card } from '../../../../../../ui/card.tsx'
import { Money } from '../../../../../../ui/money.tsx'
import { orderPath, walletPath } from '../../../../../../ui/paths.ts'

interface Props {
  params: Promise<{ market: string; paymentId: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('payments.form')
  return { title: t('title'), robots: { index: false } }
}

export default async function PayPage({ params }: Props) {
  const { market: id, paymentId } = await params
  const market = await findMarket(id)
  if (!market || !/^[0-9a-f-]{36}$/.test(paymentId)) notFound()
  await requireVisitor(market, `/m/${market.id}/pay/${paymentId}`)
  const [api, t] = await Promise.all([apiFor(market.id), getTranslations('payments.form')])
  const path = { params: { path: { paymentId } } }
  const payment = await readIfAny(api.GET('/api/v1/payments/{paymentId}', path))
  if (!payment) notFound()
  const back = payment.orderId ? orderPath(market, payment.orderId) : walletPath(market)
  if (payment.state !== 'action_needed') redirect(back)
  const checkout = await read(api.GET('/api/v1/payments/{paymentId}/checkout', path))

  return (
    <div className="page-width max-w-xl! pt-8 sm:pt-12">
      <h1 className="text-title">
        {t('pay')} <Money minor={payment.amountMinor} currency={payment.currency} />
      </h1>
      <p className="mt-2 mb-6 text-muted">{t('safe', { market: market.name })}</p>
      <Card>
        <ProviderForm market={market} payment={payment} checkout={checkout} back={back} />
      </Card>
    </div>
  )
}

// One payment: how it stands, what we asked its gateway and what it told us, and a way to ask again.
'use client'
import { ArrowLeft, RefreshCw } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import Link from 'next/link'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Input } from '../../ui/field.tsx'
import { formatMoney } from '../../ui/money-format.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { adminPath } from '../../ui/paths.ts'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { Timeline } from '../../ui/steps.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { AdminPayment, PaymentStory } from '../answers.ts'
import { useClock } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'
import { useTap } from '../tap.ts'
import { paymentKey, paymentTones, useAnswerWords, useGatewayNames, usePaymentStory } from './use-payments.ts'

export function PaymentDetail({ paymentId }: { paymentId: string }) {
  const t = useTranslations('payments')
  const states = useTranslations('payments.state')
  const { market } = useDesk()
  const clock = useClock()
  const language = useLocale()
  const story = usePaymentStory(paymentId)
  const back = (
    <Link
      href={adminPath(market, 'payments')}
      className="inline-flex min-h-11 items-center gap-2 rounded-control font-medium hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-4" /> {t('title')}
    </Link>
  )
  if (story.isPending) {
    return (
      <Loading className="space-y-5">
        <Skeleton className="h-16 w-72" />
        <Skeleton className="h-80 rounded-card!" />
      </Loading>
    )
  }
  if (!story.data) return <ErrorState level={1} error={story.error} retry={() => void story.refetch()} action={back} />

  const { payment } = story.data
  return (
    <>
      <PageHeader
        above={back}
        title={formatMoney({ minor: payment.amountMinor, currency: payment.currency }, language)}
        text={
          <span className="flex flex-wrap items-center gap-2">
            <Badge tone={paymentTones[payment.state]}>{states(payment.state)}</Badge>
            {payment.purpose === 'top_up' ? t('topUp') : payment.description} · {clock.when(payment.createdAt)}
          </span>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="space-y-5">
          <Facts payment={payment} />
          {payment.state !== 'succeeded' && <AskAgain payment={payment} />}
        </div>
        <Said story={story.data} />
      </div>
    </>
  )
}

function Facts({ payment }: { payment: AdminPayment }) {
  const t = useTranslations('payments')
  const names = useGatewayNames()
  const methods = useTranslations('desk.method')
  const { market } = useDesk()
  const facts = [
    [t('through'), `${names(payment.gateway)}, ${methods(payment.method)}`],
    [t('reference'), payment.id],
    [t('transaction'), payment.transaction ?? t('notHeard')],
    ...(payment.failure ? [[t('failure'), payment.failure]] : []),
  ] as const
  return (
    <Card>
      <h2 className="mb-4 text-xl">{t('facts')}</h2>
      <dl className="space-y-3">
        {facts.map(([name, value]) => (
          <div key={name} className="flex flex-wrap items-start justify-between gap-x-4">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 text-right break-all">{value}</dd>
          </div>
        ))}
      </dl>
      {payment.orderId && (
        <Link
          href={adminPath(market, `orders/${payment.orderId}`)}
          className="mt-4 inline-flex min-h-11 items-center font-semibold underline underline-offset-4"
        >
          {t('toOrder')}
        </Link>
      )}
    </Card>
  )
}

function AskAgain({ payment }: { payment: AdminPayment }) {
  const t = useTranslations('payments')
  const states = useTranslations('payments.state')
  const { api } = useDesk()
  const announce = useToast()
  const [transaction, setTransaction] = useState('')
  const unheard = payment.transaction === null
  const ask = useTap({
    touches: [paymentKey(payment.id), ['payments', 'list']],
    send: () =>
      read(
        api.POST('/api/v1/admin/payments/{paymentId}/check', {
          params: { path: { paymentId: payment.id } },
          body: unheard && transaction.trim() ? { transaction: transaction.trim() } : {},
        }),
      ),
    onDone: ({ payment: now }) => announce({ tone: 'good', title: t('asked', { state: states(now.state) }) }),
  })
  return (
    <Card>
      <h2 className="text-xl">{t('askTitle')}</h2>
      <p className="mt-1 mb-4 text-muted">{t('askText')}</p>
      {unheard && (
        <Input
          className="mb-4"
          label={t('askTransaction')}
          hint={t('askTransactionHint')}
          maxLength={100}
          value={transaction}
          onChange={(event) => setTransaction(event.currentTarget.value)}
        />
      )}
      <Button busy={ask.isPending} onClick={() => ask.mutate(undefined)}>
        <RefreshCw aria-hidden className="size-4" /> {t('ask')}
      </Button>
    </Card>
  )
}

/** Calls and webhooks in one line of time, the latest first. */
function Said({ story }: { story: PaymentStory }) {
  const t = useTranslations('payments')
  const names = useGatewayNames()
  const answers = useAnswerWords()
  const clock = useClock()
  const calls = story.calls.map((call, index) => ({
    id: `call ${index} ${call.at}`,
    moment: Date.parse(call.at),
    title: t(call.call === 'start' ? 'weCharged' : 'weAsked', { gateway: names(call.gateway) }),
    text: [answers(call.answer), `${call.tookMs} ms`, call.detail].filter(Boolean).join(' · '),
    at: clock.when(call.at),
    tone: call.answer === 'no_answer' || call.answer === 'not_reached' ? ('bad' as const) : ('done' as const),
  }))
  const webhooks = story.webhooks.map((webhook) => ({
    id: `webhook ${webhook.eventId}`,
    moment: Date.parse(webhook.at),
    title: t('theyTold', { gateway: names(webhook.gateway) }),
    text: [webhook.eventId, webhook.tellings > 1 && t('tellings', { count: webhook.tellings })]
      .filter(Boolean)
      .join(' · '),
    at: clock.when(webhook.at),
    tone: 'done' as const,
  }))
  const moments = [...calls, ...webhooks].sort((one, other) => other.moment - one.moment)
  return (
    <Card>
      <h2 className="mb-4 text-xl">{t('said')}</h2>
      {moments.length === 0 ? <p className="text-muted">{t('nothingSaid')}</p> : <Timeline moments={moments} />}
    </Card>
  )
}

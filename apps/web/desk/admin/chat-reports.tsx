// Messages that somebody has reported: hide them, or say that they are all right.
'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { read } from '../../api/client.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { adminPath } from '../../ui/paths.ts'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { useClock } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'
import { useTap } from '../tap.ts'

const key = ['chat-reports'] as const

export function ChatReports() {
  const t = useTranslations('chat')
  const { market, api } = useDesk()
  const clock = useClock()
  const reports = useQuery({
    queryKey: key,
    queryFn: () => read(api.GET('/api/v1/admin/chat/reports')),
    refetchInterval: 30_000,
  })
  const decide = useTap({
    touches: [key],
    send: ({
      orderId,
      messageId,
      hidden,
      reason,
    }: {
      orderId: string
      messageId: string
      hidden: boolean
      reason: string
    }) =>
      read(
        api.PUT('/api/v1/admin/orders/{orderId}/chat/{messageId}/hidden', {
          params: { path: { orderId, messageId } },
          body: { hidden, reason },
        }),
      ),
  })
  return (
    <>
      <PageHeader title={t('reportsTitle')} text={t('reportsText')} />
      {reports.isPending ? (
        <Loading className="space-y-4">
          <Skeleton className="h-32 rounded-card!" />
          <Skeleton className="h-32 rounded-card!" />
        </Loading>
      ) : !reports.data ? (
        <ErrorState error={reports.error} retry={() => void reports.refetch()} />
      ) : reports.data.items.length === 0 ? (
        <EmptyState picture="fluent-emoji-flat:speech-balloon" title={t('noReports')} text={t('noReportsText')} />
      ) : (
        <ul className="space-y-4">
          {reports.data.items.map((report) => (
            <li key={`${report.messageId} ${report.reportedBy}`}>
              <Card className="space-y-3">
                <div className="flex flex-wrap items-center justify-between gap-2">
                  <span className="font-semibold">
                    {report.name} · {t(`side.${report.side}`)}
                  </span>
                  <Badge tone="warn">{t('reportedBy', { side: t(`side.${report.reportedBy}`) })}</Badge>
                </div>
                <blockquote className="rounded-control bg-sunk px-4 py-3 [overflow-wrap:anywhere] whitespace-pre-wrap">
                  {report.text}
                </blockquote>
                <p className="[overflow-wrap:anywhere] text-muted">
                  “{report.reason}” · {clock.when(report.reportedAt)}
                </p>
                <div className="flex flex-wrap items-center justify-end gap-3">
                  <Link
                    href={adminPath(market, `orders/${report.orderId}`)}
                    className="mr-auto inline-flex min-h-11 items-center font-semibold text-accent-ink underline underline-offset-4"
                  >
                    {t('toOrder')}
                  </Link>
                  <Button
                    look="secondary"
                    disabled={decide.isPending}
                    onClick={() => decide.mutate({ ...report, hidden: false })}
                  >
                    {t('allRight')}
                  </Button>
                  <Button
                    look="danger"
                    disabled={decide.isPending}
                    onClick={() => decide.mutate({ ...report, hidden: true })}
                  >
                    {t('hideGo')}
                  </Button>
                </div>
              </Card>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

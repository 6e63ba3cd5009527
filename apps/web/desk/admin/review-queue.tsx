// What people asked the market to look at: hide it and say why, or let it stand.
'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import type { WholeReview } from '../../api/schema.ts'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/field.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useDesk } from '../desk-context.tsx'
import { ReviewCard } from '../review-card.tsx'
import { refusalOf, useTap } from '../tap.ts'

const queueKey = ['review-queue'] as const
const states = ['reported', 'hidden', 'all'] as const
type State = (typeof states)[number]

export function ReviewQueue() {
  const t = useTranslations('reviews')
  const [state, setState] = useState<State>('reported')
  return (
    <>
      <PageHeader title={t('title')} text={t('queueText')} />
      <Tabs
        label={t('title')}
        value={state}
        onChange={(value) => setState(value as State)}
        tabs={states.map((value) => ({ value, label: t(`queue.${value}`), content: <Queue state={value} /> }))}
      />
    </>
  )
}

function Queue({ state }: { state: State }) {
  const t = useTranslations('reviews')
  const { api } = useDesk()
  const reviews = useInfiniteQuery({
    queryKey: [...queueKey, state],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      read(api.GET('/api/v1/admin/reviews', { params: { query: { state, ...(pageParam && { after: pageParam }) } } })),
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 60_000,
  })
  const all = reviews.data?.pages.flatMap((page) => page.items) ?? []
  if (reviews.isPending)
    return (
      <Loading className="pt-5">
        <Skeleton className="h-44 rounded-card!" />
      </Loading>
    )
  if (!reviews.data) return <ErrorState error={reviews.error} retry={() => void reviews.refetch()} />
  if (all.length === 0)
    return <EmptyState picture="fluent-emoji-flat:star" title={t(`queueEmpty.${state}`)} text={t('queueEmptyText')} />
  return (
    <div className="max-w-3xl space-y-5 pt-5">
      {all.map((review) => (
        <ReviewCard key={review.id} review={review}>
          {review.reports.length > 0 && (
            <ul className="mt-4 space-y-1 rounded-control bg-warn-soft p-4 text-warn">
              {review.reports.map((report) => (
                <li key={report.at + report.reason}>{report.reason}</li>
              ))}
            </ul>
          )}
          <Judging review={review} />
        </ReviewCard>
      ))}
      {reviews.hasNextPage && (
        <Button look="secondary" busy={reviews.isFetchingNextPage} onClick={() => void reviews.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}

function Judging({ review }: { review: WholeReview }) {
  const t = useTranslations('reviews')
  const { api } = useDesk()
  const [reason, setReason] = useState('')
  const judge = useTap({
    touches: [queueKey],
    quiet: true,
    send: (hiddenReason: string | null) =>
      read(
        api.PUT('/api/v1/admin/reviews/{reviewId}/moderation', {
          params: { path: { reviewId: review.id } },
          body: { hiddenReason },
        }),
      ),
  })
  return (
    <div className="mt-4 flex flex-wrap items-start gap-3">
      {review.hiddenReason === null && (
        <>
          <Input
            bare
            label={t('hideWhy')}
            placeholder={t('hideWhy')}
            error={judge.error ? refusalOf(judge.error) : undefined}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            className="min-w-60 flex-1"
          />
          <Button
            look="danger"
            busy={judge.isPending}
            disabled={reason.trim().length < 3}
            onClick={() => judge.mutate(reason)}
          >
            {t('hide')}
          </Button>
        </>
      )}
      {(review.hiddenReason !== null || review.reports.length > 0) && (
        <Button look="secondary" busy={judge.isPending} onClick={() => judge.mutate(null)}>
          {t(review.hiddenReason === null ? 'letStand' : 'showAgain')}
        </Button>
      )}
    </div>
  )
}

// What buyers say of this kitchen, and the answer that everybody reads.
'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import type { WholeReview } from '../../api/schema.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Checkbox, Textarea } from '../../ui/field.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { Stars } from '../../ui/stars.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { useDesk } from '../desk-context.tsx'
import { ReviewCard } from '../review-card.tsx'
import { refusalOf, useTap } from '../tap.ts'

const reviewsKey = ['reviews'] as const

export function VendorReviews() {
  const t = useTranslations('reviews')
  const { api } = useDesk()
  const [unanswered, setUnanswered] = useState(false)
  const reviews = useInfiniteQuery({
    queryKey: [...reviewsKey, unanswered],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/api/v1/vendor/reviews', {
          params: { query: { ...(unanswered && { unanswered }), ...(pageParam && { after: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const all = reviews.data?.pages.flatMap((page) => page.items) ?? []
  const standing = reviews.data?.pages[0]?.standing
  return (
    <>
      <PageHeader title={t('title')} text={t('deskText')} />
      {reviews.isPending ? (
        <Loading>
          <Skeleton className="h-44 rounded-card!" />
        </Loading>
      ) : !reviews.data ? (
        <ErrorState error={reviews.error} retry={() => void reviews.refetch()} />
      ) : (
        <div className="max-w-3xl space-y-5">
          <Card className="flex flex-wrap items-center gap-x-6 gap-y-3">
            {standing && standing.average !== null && (
              <>
                <span className="tabular font-display text-4xl font-bold">{standing.average.toFixed(1)}</span>
                <span>
                  <Stars value={standing.average} className="text-xl" />
                  <span className="block text-sm text-muted">{t('people', { count: standing.ratings })}</span>
                </span>
              </>
            )}
            <Checkbox
              className="ml-auto"
              label={t('onlyUnanswered')}
              checked={unanswered}
              onChange={(event) => setUnanswered(event.target.checked)}
            />
          </Card>
          {all.length === 0 ? (
            <EmptyState picture="fluent-emoji-flat:star" title={t('none')} text={t('noneText')} />
          ) : (
            all.map((review) => (
              <ReviewCard key={review.id} review={review}>
                <Answering review={review} />
              </ReviewCard>
            ))
          )}
          {reviews.hasNextPage && (
            <Button look="secondary" busy={reviews.isFetchingNextPage} onClick={() => void reviews.fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </div>
      )}
    </>
  )
}

function Answering({ review }: { review: WholeReview }) {
  const t = useTranslations('reviews')
  const { api } = useDesk()
  const [doing, setDoing] = useState<'answer' | 'report'>()
  const [text, setText] = useState(review.answer?.text ?? '')
  const params = { path: { reviewId: review.id } }
  const answer = useTap({
    touches: [reviewsKey],
    quiet: true,
    send: (said: string | null) =>
      read(api.PUT('/api/v1/vendor/reviews/{reviewId}/answer', { params, body: { text: said } })),
    onDone: () => setDoing(undefined),
  })
  const report = useTap({
    touches: [reviewsKey],
    quiet: true,
    send: (reason: string) => read(api.POST('/api/v1/vendor/reviews/{reviewId}/reports', { params, body: { reason } })),
    onDone: () => setDoing(undefined),
  })
  const tap = doing === 'report' ? report : answer
  if (doing)
    return (
      <div className="mt-4 space-y-3">
        <Textarea
          label={t(doing === 'answer' ? 'yourAnswer' : 'reportWhy')}
          hint={doing === 'answer' ? t('answerHint') : undefined}
          error={tap.error ? refusalOf(tap.error) : undefined}
          maxLength={doing === 'answer' ? 1000 : 500}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <div className="flex flex-wrap gap-3">
          <Button busy={tap.isPending} disabled={text.trim() === ''} onClick={() => tap.mutate(text)}>
            {t(doing === 'answer' ? 'sendAnswer' : 'reportSend')}
          </Button>
          {doing === 'answer' && review.answer && (
            <Button look="secondary" busy={answer.isPending} onClick={() => answer.mutate(null)}>
              {t('removeAnswer')}
            </Button>
          )}
          <Button look="quiet" onClick={() => setDoing(undefined)}>
            {t('cancel')}
          </Button>
        </div>
      </div>
    )
  return (
    <div className="mt-4 flex flex-wrap gap-3">
      <Button
        look="secondary"
        onClick={() => {
          setText(review.answer?.text ?? '')
          setDoing('answer')
        }}
      >
        {t(review.answer ? 'changeAnswer' : 'answer')}
      </Button>
      <Button
        look="quiet"
        disabled={report.isSuccess}
        onClick={() => {
          setText('')
          setDoing('report')
        }}
      >
        {t(report.isSuccess ? 'reported' : 'report')}
      </Button>
    </div>
  )
}

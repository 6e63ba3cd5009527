// Asking the market to look at what somebody wrote.
'use client'
import { Flag } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { browserApi, read } from '../api/client.ts'
import { problemFacts } from '../api/problem.ts'
import { Button } from '../ui/button.tsx'
import { Textarea } from '../ui/field.tsx'

export function ReportReview({ market, reviewId }: { market: string; reviewId: string }) {
  const t = useTranslations('reviews')
  const [reason, setReason] = useState('')
  const [outcome, setOutcome] = useState<'sent' | { refusal: string }>()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await read(
        browserApi(market).POST('/api/v1/reviews/{reviewId}/reports', {
          params: { path: { reviewId } },
          body: { reason },
        }),
      )
      setOutcome('sent')
    } catch (error) {
      const facts = problemFacts(error)
      setOutcome({ refusal: facts?.status === 401 ? t('signInToReport') : (facts?.title ?? t('notSent')) })
    }
  }
  if (outcome === 'sent')
    return (
      <p role="status" className="mt-2 text-sm text-muted">
        {t('reported')}
      </p>
    )
  return (
    <details className="mt-1">
      <summary className="inline-flex min-h-11 cursor-pointer list-none items-center gap-1.5 text-sm text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
        <Flag aria-hidden className="size-4" /> {t('report')}
      </summary>
      <form onSubmit={(event) => void send(event)} className="mt-2 max-w-lg space-y-3">
        <Textarea
          label={t('reportWhy')}
          required
          maxLength={500}
          error={outcome?.refusal}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button type="submit" look="secondary" disabled={reason.trim() === ''}>
          {t('reportSend')}
        </Button>
      </form>
    </details>
  )
}

// People who wait for the market's word, and those who have it.
'use client'
import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Textarea } from '../../ui/field.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import type { Approval } from './use-console.ts'

export interface Applicant {
  id: string
  name: string
  picture: ReactNode
  /** What else helps to decide, a line each. */
  facts: readonly ReactNode[]
  reason: string | null
  /** What else can be done about it. */
  more?: ReactNode
}

export interface ApplicantPage {
  applicants: readonly Applicant[] | undefined
  error: unknown
  retry: () => void
  more?: () => void
}

interface Decision {
  id: string
  approval: 'approved' | 'rejected'
  reason?: string
}

export function ApprovalList({
  label,
  pages,
  decide,
}: {
  label: string
  pages: Record<Approval, ApplicantPage>
  decide: (decision: Decision) => void
}) {
  const t = useTranslations('admin.approval')
  const [shown, setShown] = useState<Approval>('pending')
  const [rejecting, setRejecting] = useState<Applicant>()
  const views = (['pending', 'approved', 'rejected'] as const).map((value) => ({
    value,
    label: t(value),
    ...(value === 'pending' && pages.pending.applicants && { count: pages.pending.applicants.length }),
    content: <View approval={value} page={pages[value]} decide={decide} onReject={setRejecting} />,
  }))
  return (
    <>
      <Tabs
        label={label}
        tabs={views}
        value={shown}
        onChange={(value) => setShown(value === 'approved' || value === 'rejected' ? value : 'pending')}
        className="max-w-3xl"
      />
      <RejectDialog
        key={rejecting?.id}
        applicant={rejecting}
        onClose={() => setRejecting(undefined)}
        onReject={(reason) => rejecting && decide({ id: rejecting.id, approval: 'rejected', reason })}
      />
    </>
  )
}

function View({
  approval,
  page: { applicants, error, retry, more },
  decide,
  onReject,
}: {
  approval: Approval
  page: ApplicantPage
  decide: (decision: Decision) => void
  onReject: (applicant: Applicant) => void
}) {
  const t = useTranslations('admin.approval')
  if (!applicants && error) return <ErrorState error={error} retry={retry} />
  if (!applicants) {
    return (
      <Loading className="space-y-3">
        {['a', 'b', 'c'].map((key) => (
          <Skeleton key={key} className="h-28 rounded-card!" />
        ))}
      </Loading>
    )
  }
  if (applicants.length === 0) {
    return <EmptyState picture="fluent-emoji-flat:check-mark-button" title={t(`none.${approval}`)} />
  }
  return (
    <>
      <ul className="space-y-3">
        {applicants.map((applicant) => (
          <li key={applicant.id}>
            <Card className="flex flex-wrap items-center gap-x-5 gap-y-4">
              {applicant.picture}
              <div className="min-w-48 flex-1">
                <p className="text-lg font-bold break-words">{applicant.name}</p>
                {applicant.facts.map((fact, index) => (
                  <p key={`${applicant.id}${index}`} className="text-sm text-muted">
                    {fact}
                  </p>
                ))}
                {applicant.reason && <p className="mt-1 text-sm italic">{applicant.reason}</p>}
              </div>
              <div className="flex flex-wrap gap-2.5">
                {applicant.more}
                {approval !== 'approved' && (
                  <Button onClick={() => decide({ id: applicant.id, approval: 'approved' })}>{t('approve')}</Button>
                )}
                {approval !== 'rejected' && (
                  <Button look="secondary" onClick={() => onReject(applicant)}>
                    {t(approval === 'approved' ? 'suspend' : 'reject')}
                  </Button>
                )}
              </div>
            </Card>
          </li>
        ))}
      </ul>
      {more && (
        <Button look="secondary" className="mt-5" onClick={more}>
          {t('more')}
        </Button>
      )}
    </>
  )
}

function RejectDialog({
  applicant,
  onClose,
  onReject,
}: {
  applicant: Applicant | undefined
  onClose: () => void
  onReject: (reason: string) => void
}) {
  const t = useTranslations('admin.approval')
  const common = useTranslations('common')
  const [reason, setReason] = useState('')
  return (
    <Dialog
      open={applicant !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('rejectTitle', { name: applicant?.name ?? '' })}
      text={t('rejectText')}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {common('back')}
          </Button>
          <Button
            look="danger"
            disabled={!reason.trim()}
            onClick={() => {
              onReject(reason.trim())
              onClose()
            }}
          >
            {t('reject')}
          </Button>
        </>
      }
    >
      <Textarea
        label={t('reason')}
        required
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  )
}

// Who wants to ride here, who may, and who may not.
'use client'
import { useTranslations } from 'next-intl'
import { read } from '../../api/client.ts'
import { Badge } from '../../ui/badge.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Drawing } from '../../ui/product-picture.tsx'
import { useClock } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'
import { vehicleDrawings } from '../rider/vehicle.ts'
import { useTap } from '../tap.ts'
import { capital } from '../words.ts'
import { ApprovalList, type ApplicantPage } from './approval-list.tsx'
import { useRiders, type Approval } from './use-console.ts'

export function Riders() {
  const t = useTranslations('admin.approval')
  const { market, api } = useDesk()
  const pages = {
    pending: useRiderPage('pending'),
    approved: useRiderPage('approved'),
    rejected: useRiderPage('rejected'),
  }
  const decide = useTap({
    touches: [['riders']],
    send: ({ id, approval, reason }: { id: string; approval: 'approved' | 'rejected'; reason?: string }) =>
      read(
        api.PUT('/api/v1/admin/riders/{riderId}/approval', {
          params: { path: { riderId: id } },
          body: { approval, ...(reason && { reason }) },
        }),
      ),
  })
  const title = capital(market.vocabulary.rider.plural)
  return (
    <>
      <PageHeader title={title} text={t('ridersText')} />
      <ApprovalList label={title} pages={pages} decide={(decision) => decide.mutate(decision)} />
    </>
  )
}

function useRiderPage(approval: Approval): ApplicantPage {
  const t = useTranslations('admin.approval')
  const words = useTranslations('rider')
  const clock = useClock()
  const riders = useRiders(approval)
  return {
    applicants: riders.data?.pages
      .flatMap((page) => page.items)
      .map((rider) => ({
        id: rider.id,
        name: rider.name,
        picture: (
          <span className="grid size-16 shrink-0 place-items-center rounded-full bg-accent-soft">
            <Drawing picture={vehicleDrawings[rider.vehicle]} className="size-9" />
          </span>
        ),
        facts: [
          [words(`vehicle.${rider.vehicle}`), rider.vehicleNumber].filter(Boolean).join(', '),
          rider.phone,
          t('applied', { time: clock.when(rider.appliedAt) }),
          ...(rider.online
            ? [
                <Badge key="online" tone="good" className="mt-1">
                  {words('online')}
                </Badge>,
              ]
            : []),
        ],
        reason: rider.approvalReason,
      })),
    error: riders.error,
    retry: () => void riders.refetch(),
    ...(riders.hasNextPage && { more: () => void riders.fetchNextPage() }),
  }
}

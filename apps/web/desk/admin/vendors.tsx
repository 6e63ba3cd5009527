// Who wants to sell here, who may, and who may not.
'use client'
import { useTranslations } from 'next-intl'
import { read } from '../../api/client.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProductPicture } from '../../ui/product-picture.tsx'
import { useDesk } from '../desk-context.tsx'
import { useTap } from '../tap.ts'
import { capital } from '../words.ts'
import { ApprovalList, type ApplicantPage } from './approval-list.tsx'
import { VendorHours, useOpenness } from './vendor-hours.tsx'
import { useVendors, type Approval } from './use-console.ts'

export function Vendors() {
  const t = useTranslations('admin.approval')
  const { market, api } = useDesk()
  const pages = {
    pending: useVendorPage('pending'),
    approved: useVendorPage('approved'),
    rejected: useVendorPage('rejected'),
  }
  const decide = useTap({
    touches: [['vendors']],
    send: ({ id, approval, reason }: { id: string; approval: 'approved' | 'rejected'; reason?: string }) =>
      read(
        api.PUT('/api/v1/admin/vendors/{vendorId}/approval', {
          params: { path: { vendorId: id } },
          body: { approval, ...(reason && { reason }) },
        }),
      ),
  })
  const title = capital(market.vocabulary.vendor.plural)
  return (
    <>
      <PageHeader title={title} text={t('vendorsText')} />
      <ApprovalList label={title} pages={pages} decide={(decision) => decide.mutate(decision)} />
    </>
  )
}

function useVendorPage(approval: Approval): ApplicantPage {
  const kinds = useTranslations('desk.apply.kinds')
  const say = useOpenness()
  const vendors = useVendors(approval)
  return {
    applicants: vendors.data?.pages
      .flatMap((page) => page.items)
      .map((vendor) => ({
        id: vendor.id,
        name: vendor.name,
        picture: <ProductPicture picture={vendor.picture} alt="" className="size-16 shrink-0" />,
        facts: [
          kinds(vendor.kind),
          vendor.addressLine,
          vendor.phone,
          ...(approval === 'approved' ? [say(vendor)] : []),
        ],
        ...(approval === 'approved' && { more: <VendorHours vendor={vendor} /> }),
        reason: vendor.approvalReason,
      })),
    error: vendors.error,
    retry: () => void vendors.refetch(),
    ...(vendors.hasNextPage && { more: () => void vendors.fetchNextPage() }),
  }
}

// Asking the ledger to prove itself, in front of everybody.
'use client'
import { BookCheck, BookX, RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useClock } from '../clock.ts'
import type { Violation } from '../answers.ts'
import { useInvariants } from './use-console.ts'

/** The rules of the ledger's own proof, I1 to I13, in words. */
const proofs = [
  'transfers',
  'market',
  'balances',
  'chain',
  'floors',
  'once',
  'escrow',
  'captured',
  'announced',
  'owners',
  'refunds',
  'refundTransfers',
  'transit',
] as const

export function Books() {
  const t = useTranslations('admin.proof')
  const clock = useClock()
  const proof = useInvariants()
  const columns = useColumns()
  return (
    <>
      <PageHeader
        title={t('title')}
        text={t('text')}
        actions={
          <Button look="secondary" busy={proof.isFetching} onClick={() => void proof.refetch()}>
            <RefreshCw aria-hidden className="size-4" /> {t('again')}
          </Button>
        }
      />
      {proof.isPending ? (
        <Loading>
          <Skeleton className="h-48 rounded-card!" />
        </Loading>
      ) : !proof.data ? (
        <ErrorState error={proof.error} retry={() => void proof.refetch()} />
      ) : proof.data.violations.length === 0 ? (
        <Card className="flex flex-wrap items-start gap-6">
          <span className="grid size-20 shrink-0 place-items-center rounded-full bg-good-soft text-good">
            <BookCheck aria-hidden className="size-10" />
          </span>
          <div className="min-w-60 flex-1">
            <h2 className="text-section text-good">{t('right')}</h2>
            <p className="mt-1 text-muted">{t('provenAt', { time: clock.when(proof.data.provenAt) })}</p>
            <ul className="mt-5 grid gap-x-8 gap-y-2.5 sm:grid-cols-2">
              {proofs.map((each) => (
                <li key={each} className="flex items-start gap-2">
                  <span aria-hidden className="mt-2 size-2 shrink-0 rounded-full bg-good" />
                  {t(`proofs.${each}`)}
                </li>
              ))}
            </ul>
          </div>
        </Card>
      ) : (
        <>
          <Card className="mb-5 flex items-center gap-5">
            <span className="grid size-16 shrink-0 place-items-center rounded-full bg-bad-soft text-bad">
              <BookX aria-hidden className="size-8" />
            </span>
            <div>
              <h2 className="text-section text-bad">{t('wrong', { count: proof.data.violations.length })}</h2>
              <p className="mt-1 text-muted">{t('wrongText')}</p>
            </div>
          </Card>
          <DataTable
            caption={t('title')}
            rows={proof.data.violations}
            rowKey={({ invariant, subject, detail }) => `${invariant}${subject}${detail}`}
            columns={columns}
          />
        </>
      )}
    </>
  )
}

function useColumns(): readonly Column<Violation>[] {
  const t = useTranslations('admin.proof')
  return [
    { key: 'invariant', title: t('invariant'), leads: true, cell: ({ invariant }) => invariant },
    {
      key: 'subject',
      title: t('subject'),
      cell: ({ subject }) => <span className="font-mono text-sm break-all">{subject}</span>,
    },
    { key: 'detail', title: t('detail'), cell: ({ detail }) => detail },
  ]
}

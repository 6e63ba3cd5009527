// Statements of the gateways against our books: what differs and what came of it, and the books at each day's end.
'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Money } from '../../ui/money.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import type { Statement, StatementDifference } from '../answers.ts'
import { useClock } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'
import { useTap } from '../tap.ts'
import { DayCloses } from './day-closes.tsx'
import { ResolveDialog, StatementDialog } from './reconciliation-dialogs.tsx'
import { useGatewayNames } from './use-payments.ts'
import { reconciliationKeys, useDifferences, useStatements } from './use-reconciliation.ts'

export function Reconciliation() {
  const t = useTranslations('payments.books')
  const [adding, setAdding] = useState(false)
  return (
    <>
      <PageHeader
        title={t('title')}
        text={t('text')}
        actions={<Button onClick={() => setAdding(true)}>{t('add')}</Button>}
      />
      <Differences />
      <Statements />
      <DayCloses />
      {adding && <StatementDialog close={() => setAdding(false)} />}
    </>
  )
}

const tones: Record<StatementDifference['kind'], Tone> = {
  missing_here: 'bad',
  missing_there: 'bad',
  amount: 'bad',
  currency: 'bad',
  duplicate: 'bad',
  state: 'bad',
  fee: 'warn',
}

function Differences() {
  const t = useTranslations('payments.books')
  const kinds = useTranslations('payments.books.kind')
  const names = useGatewayNames()
  const clock = useClock()
  const differences = useDifferences(true)
  const [resolving, setResolving] = useState<StatementDifference>()
  const money = (minor: number | null, currency: string) =>
    minor === null ? '–' : <Money minor={minor} currency={currency} />
  const columns: readonly Column<StatementDifference>[] = [
    {
      key: 'kind',
      title: t('what'),
      leads: true,
      cell: ({ kind }) => <Badge tone={tones[kind]}>{kinds(kind)}</Badge>,
    },
    {
      key: 'subject',
      title: t('subject'),
      cell: ({ subject, gateway, line }) => (
        <>
          <span className="font-mono text-sm break-all">{subject}</span>
          <span className="block text-sm text-muted">
            {names(gateway)}
            {line !== null && `, ${t('line', { line })}`}
          </span>
        </>
      ),
    },
    { key: 'ours', title: t('ours'), align: 'end', cell: (row) => money(row.oursMinor, row.currency) },
    { key: 'theirs', title: t('theirs'), align: 'end', cell: (row) => money(row.theirsMinor, row.currency) },
    { key: 'found', title: t('found'), cell: ({ foundAt }) => <span className="tabular">{clock.when(foundAt)}</span> },
    {
      key: 'resolve',
      title: t('resolveTitle'),
      cell: (row) => (
        <Button look="secondary" onClick={() => setResolving(row)}>
          {t('resolve')}
        </Button>
      ),
    },
  ]
  return (
    <section aria-labelledby="differences">
      <h2 id="differences" className="mb-3 text-xl">
        {t('differences')}
      </h2>
      {differences.isPending ? (
        <Loading>
          <Skeleton className="h-32 rounded-card!" />
        </Loading>
      ) : !differences.data ? (
        <ErrorState error={differences.error} retry={() => void differences.refetch()} />
      ) : (
        <DataTable
          caption={t('differences')}
          rows={differences.data.items}
          rowKey={({ id }) => id}
          columns={columns}
          empty={<EmptyState picture="fluent-emoji-flat:balance-scale" title={t('none')} text={t('noneText')} />}
        />
      )}
      {resolving && <ResolveDialog difference={resolving} close={() => setResolving(undefined)} />}
    </section>
  )
}

function Statements() {
  const t = useTranslations('payments.books')
  const names = useGatewayNames()
  const { market, api } = useDesk()
  const clock = useClock()
  const statements = useStatements()
  const again = useTap({
    touches: [reconciliationKeys.all],
    send: (statementId: string) =>
      read(
        api.POST('/api/v1/admin/reconciliation/statements/{statementId}/compare', {
          params: { path: { statementId } },
        }),
      ),
  })
  const columns: readonly Column<Statement>[] = [
    {
      key: 'name',
      title: t('statement'),
      leads: true,
      cell: ({ name, gateway, fromOn, untilOn }) => (
        <span className="block max-md:text-left">
          <span className="block break-words">{name}</span>
          <span className="block text-sm font-normal text-muted">
            {names(gateway)}, <span className="whitespace-nowrap">{fromOn}</span>
            {untilOn !== fromOn && (
              <>
                {' – '}
                <span className="whitespace-nowrap">{untilOn}</span>
              </>
            )}
          </span>
        </span>
      ),
    },
    {
      key: 'taken',
      title: t('compared'),
      cell: ({ comparedAt }) => <span className="tabular">{clock.when(comparedAt)}</span>,
    },
    { key: 'lines', title: t('lines'), align: 'end', cell: ({ lines }) => lines },
    {
      key: 'theirs',
      title: t('theirs'),
      align: 'end',
      cell: ({ collectedMinor }) => <Money minor={collectedMinor} currency={market.currency} />,
    },
    {
      key: 'ours',
      title: t('ours'),
      align: 'end',
      cell: ({ bookedMinor }) => <Money minor={bookedMinor} currency={market.currency} />,
    },
    {
      key: 'open',
      title: t('differences'),
      cell: ({ openDifferences }) => (
        <Badge tone={openDifferences > 0 ? 'bad' : 'good'}>{t('open', { count: openDifferences })}</Badge>
      ),
    },
    {
      key: 'again',
      title: t('againTitle'),
      cell: ({ id }) => (
        <Button look="secondary" busy={again.isPending && again.variables === id} onClick={() => again.mutate(id)}>
          {t('again')}
        </Button>
      ),
    },
  ]
  return (
    <section aria-labelledby="statements" className="mt-10">
      <h2 id="statements" className="mb-3 text-xl">
        {t('statements')}
      </h2>
      {statements.isPending ? (
        <Loading>
          <Skeleton className="h-32 rounded-card!" />
        </Loading>
      ) : !statements.data ? (
        <ErrorState error={statements.error} retry={() => void statements.refetch()} />
      ) : (
        <DataTable
          caption={t('statements')}
          rows={statements.data.items}
          rowKey={({ id }) => id}
          columns={columns}
          empty={
            <EmptyState
              picture="fluent-emoji-flat:page-facing-up"
              title={t('noStatements')}
              text={t('noStatementsText')}
            />
          }
        />
      )}
    </section>
  )
}

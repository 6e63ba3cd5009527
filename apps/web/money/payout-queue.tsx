// Payouts to agree to, all there were, and accounts to verify: for the administrators of the market.
'use client'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { FileDown } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { read } from '../api/client.ts'
import { useClock } from '../desk/clock.ts'
import { useDesk } from '../desk/desk-context.tsx'
import { refusalOf, useTap } from '../desk/tap.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Checkbox, Input, Textarea } from '../ui/field.tsx'
import { Money } from '../ui/money.tsx'
import { formatMoney } from '../ui/money-format.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { Loading, Skeleton } from '../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../ui/states.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { useToast } from '../ui/toast.tsx'
import { download } from './download.ts'
import type { Payout, PayoutDestination } from './money-calls.ts'
import { payoutTones } from './money-page.tsx'

export function PayoutQueue() {
  const t = useTranslations('money.payouts')
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <Tabs
        label={t('title')}
        defaultValue="waiting"
        tabs={[
          { value: 'waiting', label: t('waiting'), content: <PayoutTable which="waiting" /> },
          { value: 'all', label: t('all'), content: <PayoutTable which="all" /> },
          { value: 'accounts', label: t('accounts'), content: <Accounts /> },
        ]}
      />
    </>
  )
}

function PayoutTable({ which }: { which: 'waiting' | 'all' }) {
  const t = useTranslations('money.payouts')
  const { api } = useDesk()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [agreeing, setAgreeing] = useState(false)
  const payouts = useInfiniteQuery({
    queryKey: ['payouts', which],
    initialPageParam: undefined as string | undefined,
    refetchInterval: 10_000,
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/api/v1/admin/payouts', {
          params: {
            query: {
              limit: 50,
              ...(which === 'waiting' && { state: 'waiting' as const }),
              ...(pageParam && { after: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const toggle = (id: string) =>
    setChosen((before) =>
      before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set([...before, id]),
    )
  const columns = useColumns(which, { chosen, toggle })
  if (payouts.isPending)
    return (
      <Loading>
        <Skeleton className="h-64 rounded-card!" />
      </Loading>
    )
  if (!payouts.data) return <ErrorState error={payouts.error} retry={() => void payouts.refetch()} />

  const rows = payouts.data.pages.flatMap((page) => page.items)
  const wanted = rows.filter(({ id }) => chosen.has(id))
  return (
    <div className="space-y-5">
      {which === 'waiting' && rows.length > 0 && (
        <Button disabled={wanted.length === 0} onClick={() => setAgreeing(true)}>
          {t('agree', { count: wanted.length })}
        </Button>
      )}
      <DataTable
        caption={t('title')}
        rows={rows}
        rowKey={({ id }) => id}
        columns={columns}
        empty={
          <EmptyState
            picture="fluent-emoji-flat:money-bag"
            title={t(which === 'waiting' ? 'noneWaiting' : 'none')}
            text={t('noneText')}
          />
        }
      />
      {payouts.hasNextPage && (
        <Button look="secondary" busy={payouts.isFetchingNextPage} onClick={() => void payouts.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      {agreeing && (
        <Agree
          payouts={wanted}
          close={() => {
            setAgreeing(false)
            setChosen(new Set())
          }}
        />
      )}
    </div>
  )
}

function useColumns(
  which: 'waiting' | 'all',
  { chosen, toggle }: { chosen: ReadonlySet<string>; toggle: (id: string) => void },
): readonly Column<Payout>[] {
  const t = useTranslations('money.payouts')
  const words = useTranslations('money.desk')
  const clock = useClock()
  return [
    ...(which === 'waiting'
      ? [
          {
            key: 'choose',
            title: t('choose'),
            cell: (payout: Payout) => (
              <Checkbox label={t('choose')} checked={chosen.has(payout.id)} onChange={() => toggle(payout.id)} />
            ),
          },
        ]
      : []),
    {
      key: 'who',
      title: t('who'),
      leads: true,
      cell: (payout) => (
        <span>
          {payout.destination.holder}
          <span className="block text-sm font-normal text-muted">
            {t(`ownerKind.${payout.ownerKind}`)} · {clock.when(payout.askedAt)}
            {payout.scheduled && ` · ${words('byItself')}`}
          </span>
        </span>
      ),
    },
    {
      key: 'account',
      title: t('account'),
      cell: (payout) => `${words(`kinds.${payout.destination.kind}`)} ${payout.destination.number}`,
    },
    {
      key: 'amount',
      title: t('amount'),
      align: 'end',
      cell: (payout) => <Money minor={payout.amountMinor} currency={payout.currency} className="font-semibold" />,
    },
    {
      key: 'state',
      title: t('state'),
      cell: (payout) =>
        payout.state === 'waiting' ? (
          <Reject payout={payout} />
        ) : (
          <span className="inline-flex flex-wrap items-center gap-2">
            <Badge tone={payoutTones[payout.state]}>{words(`payoutState.${payout.state}`)}</Badge>
            {payout.batchId && <BatchFile batchId={payout.batchId} />}
          </span>
        ),
    },
  ]
}

function BatchFile({ batchId }: { batchId: string }) {
  const t = useTranslations('money.payouts')
  const { market, app } = useDesk()
  const announce = useToast()
  const keep = () =>
    download(market.id, app, `/api/v1/admin/payouts/batches/${batchId}/file`).catch((error: unknown) =>
      announce({ tone: 'bad', title: refusalOf(error) ?? t('failed') }),
    )
  return (
    <Button look="quiet" onClick={() => void keep()}>
      <FileDown aria-hidden className="size-4" /> {t('file')}
    </Button>
  )
}

function Agree({ payouts, close }: { payouts: readonly Payout[]; close: () => void }) {
  const t = useTranslations('money.payouts')
  const common = useTranslations('common')
  const language = useLocale()
  const announce = useToast()
  const { api, market } = useDesk()
  const [password, setPassword] = useState('')
  const sum = payouts.reduce((before, each) => before + each.amountMinor, 0)
  const agree = useTap({
    touches: [['payouts']],
    quiet: true,
    send: () =>
      read(
        api.POST('/api/v1/admin/payouts/agree', {
          body: { password, payouts: payouts.map(({ id, digest }) => ({ payoutId: id, digest })) },
        }),
      ),
    onDone: () => {
      announce({ title: t('sent') })
      close()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t('agreeTitle', { amount: formatMoney({ minor: sum, currency: market.currency }, language) })}
      text={t('agreeText')}
      actions={
        <>
          <Button look="quiet" onClick={close}>
            {common('back')}
          </Button>
          <Button busy={agree.isPending} disabled={!password} onClick={() => agree.mutate(undefined)}>
            {t('send')}
          </Button>
        </>
      }
    >
      <ul className="mb-5 divide-y divide-line border-y border-line">
        {payouts.map((payout) => (
          <li key={payout.id} className="flex justify-between gap-4 py-2.5">
            <span className="min-w-0 break-words">
              {payout.destination.holder}, {payout.destination.number}
            </span>
            <Money minor={payout.amountMinor} currency={payout.currency} className="font-semibold" />
          </li>
        ))}
      </ul>
      <Input
        label={t('password')}
        type="password"
        required
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={agree.error ? (refusalOf(agree.error) ?? t('failed')) : undefined}
      />
    </Dialog>
  )
}

function Reject({ payout }: { payout: Payout }) {
  const t = useTranslations('money.payouts')
  const common = useTranslations('common')
  const language = useLocale()
  const { api } = useDesk()
  const announce = useToast()
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const reject = useTap({
    touches: [['payouts']],
    quiet: true,
    send: () =>
      read(
        api.POST('/api/v1/admin/payouts/{payoutId}/reject', {
          params: { path: { payoutId: payout.id } },
          body: { note: note.trim() },
        }),
      ),
    onDone: () => {
      announce({ title: t('rejected') })
      setOpen(false)
    },
  })
  return (
    <>
      <Button look="secondary" onClick={() => setOpen(true)}>
        {t('reject')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('rejectTitle', {
          amount: formatMoney({ minor: payout.amountMinor, currency: payout.currency }, language),
        })}
        text={t('rejectText')}
        actions={
          <>
            <Button look="quiet" onClick={() => setOpen(false)}>
              {common('back')}
            </Button>
            <Button
              look="danger"
              busy={reject.isPending}
              disabled={note.trim().length < 3}
              onClick={() => reject.mutate(undefined)}
            >
              {t('reject')}
            </Button>
          </>
        }
      >
        <Textarea
          label={t('why')}
          required
          hint={t('whyWrong')}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          error={reject.error ? (refusalOf(reject.error) ?? t('failed')) : undefined}
        />
      </Dialog>
    </>
  )
}

function Accounts() {
  const t = useTranslations('money.payouts')
  const words = useTranslations('money.desk')
  const { api } = useDesk()
  const announce = useToast()
  const clock = useClock()
  const accounts = useQuery({
    queryKey: ['payouts', 'accounts'],
    refetchInterval: 30_000,
    queryFn: () => read(api.GET('/api/v1/admin/payouts/destinations')),
  })
  const decide = useTap({
    touches: [['payouts', 'accounts']],
    send: ({ id, state }: { id: string; state: 'verified' | 'rejected' }) =>
      read(
        api.PUT('/api/v1/admin/payouts/destinations/{destinationId}', {
          params: { path: { destinationId: id } },
          body: { state },
        }),
      ),
    onDone: () => announce({ title: t('verified') }),
  })
  const columns: Column<PayoutDestination>[] = [
    {
      key: 'holder',
      title: t('holder'),
      leads: true,
      cell: (each) => (
        <span>
          {each.holder}
          <span className="block text-sm font-normal text-muted">
            {t(`ownerKind.${each.ownerKind}`)} · {clock.when(each.changedAt)}
          </span>
        </span>
      ),
    },
    {
      key: 'account',
      title: t('account'),
      cell: (each) => `${words(`kinds.${each.kind}`)} ${each.number}${each.bank ? `, ${each.bank}` : ''}`,
    },
    {
      key: 'decide',
      title: t('state'),
      cell: (each) => (
        <span className="inline-flex flex-wrap gap-2">
          <Button onClick={() => decide.mutate({ id: each.id, state: 'verified' })}>{t('verify')}</Button>
          <Button look="secondary" onClick={() => decide.mutate({ id: each.id, state: 'rejected' })}>
            {t('turnDown')}
          </Button>
        </span>
      ),
    },
  ]
  if (accounts.isPending)
    return (
      <Loading>
        <Skeleton className="h-48 rounded-card!" />
      </Loading>
    )
  if (!accounts.data) return <ErrorState error={accounts.error} retry={() => void accounts.refetch()} />

  return (
    <DataTable
      caption={t('accounts')}
      rows={accounts.data.items}
      rowKey={({ id }) => id}
      columns={columns}
      empty={<EmptyState picture="fluent-emoji-flat:bank" title={t('accountsNone')} />}
    />
  )
}

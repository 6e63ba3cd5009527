// The hub's cash desk: riders hand in what they took, somebody counts, a receipt is written.
'use client'
import { useQuery } from '@tanstack/react-query'
import { HandCoins } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { newIdempotencyKey, once, read } from '../api/client.ts'
import type { components } from '../api/schema.generated.ts'
import { useRiders } from '../desk/admin/use-console.ts'
import { useClock } from '../desk/clock.ts'
import { useDesk } from '../desk/desk-context.tsx'
import { refusalOf, useTap } from '../desk/tap.ts'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Input, RadioCards, Select } from '../ui/field.tsx'
import { Money } from '../ui/money.tsx'
import { formatMoney, parseMoney } from '../ui/money-format.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { Loading, Skeleton } from '../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../ui/states.tsx'
import { useToast } from '../ui/toast.tsx'

type Deposit = components['schemas']['CashDeposits']['items'][number]

export function CashDesk() {
  const t = useTranslations('money.cash')
  const { api } = useDesk()
  const [taking, setTaking] = useState(false)
  const riders = useRiders('approved')
  const names = new Map(riders.data?.pages.flatMap((page) => page.items).map(({ id, name }) => [id, name]))
  const deposits = useQuery({
    queryKey: ['cash', 'deposits'],
    refetchInterval: 30_000,
    queryFn: () => read(api.GET('/api/v1/admin/cash/deposits')),
  })
  const columns = useColumns(names)
  return (
    <>
      <PageHeader
        title={t('title')}
        text={t('text')}
        actions={
          <Button onClick={() => setTaking(true)}>
            <HandCoins aria-hidden className="size-5" /> {t('take')}
          </Button>
        }
      />
      {deposits.isPending ? (
        <Loading>
          <Skeleton className="h-64 rounded-card!" />
        </Loading>
      ) : !deposits.data ? (
        <ErrorState error={deposits.error} retry={() => void deposits.refetch()} />
      ) : (
        <DataTable
          caption={t('title')}
          rows={deposits.data.items}
          rowKey={({ id }) => id}
          columns={columns}
          empty={<EmptyState picture="fluent-emoji-flat:coin" title={t('none')} text={t('noneText')} />}
        />
      )}
      {taking && <TakeCash names={names} close={() => setTaking(false)} />}
    </>
  )
}

function useColumns(names: ReadonlyMap<string, string>): readonly Column<Deposit>[] {
  const t = useTranslations('money.cash')
  const clock = useClock()
  return [
    {
      key: 'receipt',
      title: t('receipt'),
      leads: true,
      cell: (each) => <span className="tabular">{each.receipt}</span>,
    },
    { key: 'when', title: t('when'), cell: (each) => clock.when(each.takenAt) },
    { key: 'rider', title: t('rider'), cell: (each) => names.get(each.riderId) ?? each.riderId.slice(0, 8) },
    {
      key: 'counted',
      title: t('counted'),
      align: 'end',
      cell: (each) => <Money minor={each.countedMinor} currency={each.currency} className="font-semibold" />,
    },
    {
      key: 'difference',
      title: t('difference'),
      align: 'end',
      cell: (each) =>
        each.missingBorneBy ? (
          <span>
            <Money minor={each.missingMinor} currency={each.currency} />
            <span className="block text-sm text-muted">{t(`borne.${each.missingBorneBy}`)}</span>
          </span>
        ) : (
          '–'
        ),
    },
  ]
}

function TakeCash({ names, close }: { names: ReadonlyMap<string, string>; close: () => void }) {
  const t = useTranslations('money.cash')
  const common = useTranslations('common')
  const language = useLocale()
  const announce = useToast()
  const { api, market } = useDesk()
  const money = (minor: number) => formatMoney({ minor, currency: market.currency }, language)
  const [riderId, setRiderId] = useState('')
  const [declared, setDeclared] = useState('')
  const [counted, setCounted] = useState('')
  const [bearer, setBearer] = useState<'rider' | 'platform'>('rider')
  const [note, setNote] = useState('')
  const [key] = useState(newIdempotencyKey)
  const [wrong, setWrong] = useState<string>()
  const [declaredMinor, countedMinor] = [parseMoney(declared, market.currency), parseMoney(counted, market.currency)]
  const missing = declaredMinor !== undefined && countedMinor !== undefined ? declaredMinor - countedMinor : 0
  const take = useTap({
    touches: [['cash']],
    quiet: true,
    send: (body: TakeBody) =>
      read(
        api.POST('/api/v1/admin/cash/deposits', {
          params: { header: once(`${key}${JSON.stringify(body).length}${body.declaredMinor}${body.countedMinor}`) },
          body,
        }),
      ),
    onDone: (made) => {
      announce({ title: t('saved', { number: made.receipt }) })
      close()
    },
  })
  const submit = () => {
    if (!declaredMinor || countedMinor === undefined) return setWrong(t('wrong'))
    setWrong(undefined)
    take.mutate({
      riderId,
      declaredMinor,
      countedMinor,
      ...(missing > 0 && { missingBorneBy: bearer }),
      ...(note.trim() && { note: note.trim() }),
    })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t('take')}
      text={t('takeText')}
      actions={
        <>
          <Button look="quiet" onClick={close}>
            {common('back')}
          </Button>
          <Button busy={take.isPending} disabled={!riderId} onClick={submit}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="space-y-5">
        <Select label={t('rider')} required value={riderId} onChange={(event) => setRiderId(event.currentTarget.value)}>
          <option value="">{t('choose')}</option>
          {[...names].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Input
          label={t('declared')}
          required
          inputMode="decimal"
          value={declared}
          onChange={(event) => setDeclared(event.currentTarget.value)}
          suffix={market.currency}
        />
        <Input
          label={t('counted')}
          required
          inputMode="decimal"
          value={counted}
          onChange={(event) => setCounted(event.currentTarget.value)}
          suffix={market.currency}
          error={wrong ?? (take.error ? (refusalOf(take.error) ?? t('failed')) : undefined)}
        />
        {missing > 0 && (
          <RadioCards
            label={t('missing', { amount: money(missing) })}
            name="bearer"
            columns={2}
            value={bearer}
            onChange={(value) => setBearer(value as 'rider' | 'platform')}
            choices={(['rider', 'platform'] as const).map((value) => ({ value, title: t(`borne.${value}`) }))}
          />
        )}
        <Input
          label={t('note')}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}

interface TakeBody {
  riderId: string
  declaredMinor: number
  countedMinor: number
  missingBorneBy?: 'rider' | 'platform'
  note?: string
}

// Bringing in a statement, and saying what came of a difference.
'use client'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Input, RadioCards, Select, Textarea } from '../../ui/field.tsx'
import { adminPath } from '../../ui/paths.ts'
import { useToast } from '../../ui/toast.tsx'
import type { StatementDifference } from '../answers.ts'
import { useDesk } from '../desk-context.tsx'
import { useTap } from '../tap.ts'
import { useGatewayNames, useGateways } from './use-payments.ts'
import { reconciliationKeys } from './use-reconciliation.ts'

const dayMs = 86_400_000
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

export function StatementDialog({ close }: { close: () => void }) {
  const t = useTranslations('payments.books')
  const common = useTranslations('common')
  const names = useGatewayNames()
  const { api } = useDesk()
  const announce = useToast()
  const gateways = useGateways()
  const choices = gateways.data?.items.filter(({ setUp, turns }) => setUp || turns.length > 0) ?? []
  const [gateway, setGateway] = useState('')
  const [fromOn, setFromOn] = useState(() => dayOf(Date.now() - dayMs))
  const [untilOn, setUntilOn] = useState(() => dayOf(Date.now()))
  const [file, setFile] = useState<{ name: string; csv: string }>()
  const chosen = gateway || choices[0]?.name || ''
  const asks = chosen === 'sandbox' && !file
  const take = useTap({
    touches: [reconciliationKeys.all],
    send: () => {
      const days = { gateway: chosen, fromOn, untilOn }
      return read(
        file
          ? api.POST('/api/v1/admin/reconciliation/statements', { body: { ...days, ...file } })
          : api.POST('/api/v1/admin/reconciliation/statements/fetch', { body: days }),
      )
    },
    onDone: ({ openDifferences }) => {
      announce({ tone: openDifferences > 0 ? 'bad' : 'good', title: t('open', { count: openDifferences }) })
      close()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t('add')}
      text={t('addText')}
      actions={
        <>
          <Button look="quiet" onClick={close}>
            {common('back')}
          </Button>
          <Button busy={take.isPending} disabled={!chosen || (!file && !asks)} onClick={() => take.mutate(undefined)}>
            {t(asks ? 'ask' : 'compare')}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <Select label={t('gateway')} value={chosen} onChange={(event) => setGateway(event.currentTarget.value)}>
          {choices.map(({ name }) => (
            <option key={name} value={name}>
              {names(name)}
            </option>
          ))}
        </Select>
        <div className="grid gap-4 sm:grid-cols-2">
          <Input
            label={t('from')}
            type="date"
            value={fromOn}
            onChange={(event) => setFromOn(event.currentTarget.value)}
          />
          <Input
            label={t('until')}
            type="date"
            value={untilOn}
            onChange={(event) => setUntilOn(event.currentTarget.value)}
          />
        </div>
        <Input
          label={t('file')}
          hint={t('fileHint')}
          type="file"
          accept=".csv,text/csv"
          onChange={(event) => {
            const [picked] = event.currentTarget.files ?? []
            if (!picked) return setFile(undefined)
            void picked.text().then((csv) => setFile({ name: picked.name, csv }))
          }}
        />
      </div>
    </Dialog>
  )
}

const ways = ['booked', 'reported', 'accepted'] as const

export function ResolveDialog({ difference, close }: { difference: StatementDifference; close: () => void }) {
  const t = useTranslations('payments.books')
  const kinds = useTranslations('payments.books.kind')
  const common = useTranslations('common')
  const { api, market } = useDesk()
  const [resolution, setResolution] = useState<(typeof ways)[number]>('reported')
  const [note, setNote] = useState('')
  const resolve = useTap({
    touches: [reconciliationKeys.all],
    send: () =>
      read(
        api.POST('/api/v1/admin/reconciliation/differences/{differenceId}/resolve', {
          params: { path: { differenceId: difference.id } },
          body: { resolution, note: note.trim() },
        }),
      ),
    onDone: close,
  })
  const payment =
    difference.reference && /^[0-9a-f-]{36}$/.test(difference.reference) ? difference.reference : undefined
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={kinds(difference.kind)}
      text={t(`advice.${difference.kind}`)}
      actions={
        <>
          <Button look="quiet" onClick={close}>
            {common('back')}
          </Button>
          <Button busy={resolve.isPending} disabled={note.trim().length < 3} onClick={() => resolve.mutate(undefined)}>
            {t('resolve')}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        {payment && (
          <Link
            href={adminPath(market, `payments/${payment}`)}
            className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4"
          >
            {t('toPayment')}
          </Link>
        )}
        <RadioCards
          label={t('resolveTitle')}
          name="resolution"
          value={resolution}
          onChange={(value) => setResolution(value as typeof resolution)}
          choices={ways.map((way) => ({ value: way, title: t(`way.${way}`), text: t(`way.${way}Text`) }))}
        />
        <Textarea
          label={t('note')}
          required
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}

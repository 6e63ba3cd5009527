// The payment gateways: who takes what in which order, how they are, and a switch for each.
'use client'
import { ShieldAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Textarea } from '../../ui/field.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import type { GatewayHealth } from '../answers.ts'
import { useClock } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'
import { useTap } from '../tap.ts'
import { gatewaysKey, useGatewayNames, useGateways } from './use-payments.ts'

export function GatewayList() {
  const t = useTranslations('payments.health')
  const gateways = useGateways()
  const [switching, setSwitching] = useState<GatewayHealth>()
  const items = gateways.data?.items ?? []
  const [here, elsewhere] = [
    items.filter(({ turns }) => turns.length > 0),
    items.filter(({ turns }) => turns.length === 0),
  ]
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      {gateways.isPending ? (
        <Loading className="grid gap-5 lg:grid-cols-2">
          {['a', 'b'].map((key) => (
            <Skeleton key={key} className="h-64 rounded-card!" />
          ))}
        </Loading>
      ) : !gateways.data ? (
        <ErrorState error={gateways.error} retry={() => void gateways.refetch()} />
      ) : (
        <>
          <div className="grid items-start gap-5 lg:grid-cols-2">
            {here.map((gateway) => (
              <GatewayCard key={gateway.name} gateway={gateway} turn={() => setSwitching(gateway)} />
            ))}
          </div>
          {elsewhere.length > 0 && <NotUsed gateways={elsewhere} />}
        </>
      )}
      {switching && <SwitchDialog gateway={switching} close={() => setSwitching(undefined)} />}
    </>
  )
}

const tones: Record<'well' | 'trying' | 'resting' | 'off', Tone> = {
  well: 'good',
  trying: 'warn',
  resting: 'bad',
  off: 'neutral',
}

function positionOf({ off, circuit }: GatewayHealth): keyof typeof tones {
  if (off) return 'off'
  return circuit === 'open' ? 'resting' : circuit === 'half_open' ? 'trying' : 'well'
}

function GatewayCard({ gateway, turn }: { gateway: GatewayHealth; turn: () => void }) {
  const t = useTranslations('payments.health')
  const names = useGatewayNames()
  const methods = useTranslations('desk.method')
  const clock = useClock()
  const position = positionOf(gateway)
  const { lastHour } = gateway
  const numbers = [
    [t('calls'), String(lastHour.calls)],
    [t('unanswered'), String(lastHour.unanswered + lastHour.notReached)],
    [t('median'), lastHour.medianMs === null ? '–' : `${lastHour.medianMs} ms`],
    [t('openPayments'), String(gateway.openPayments)],
  ]
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-xl">{names(gateway.name)}</h2>
        <Badge tone={tones[position]}>{t(`position.${position}`)}</Badge>
      </div>
      <p className="mt-1 text-muted">
        {gateway.turns.map((each) => t('turn', { method: methods(each.method), turn: each.turn })).join(' · ')}
      </p>
      {gateway.off && gateway.reason && gateway.changedAt && (
        <p className="mt-3 rounded-control bg-sunk px-4 py-3">
          {gateway.reason}
          <span className="block text-sm text-muted">{clock.when(gateway.changedAt)}</span>
        </p>
      )}
      <dl className="my-5 grid grid-cols-2 gap-4 sm:grid-cols-4">
        {numbers.map(([name, value]) => (
          <div key={name} className="flex flex-col-reverse">
            <dt className="text-sm text-muted">{name}</dt>
            <dd className="tabular font-display text-2xl font-bold">{value}</dd>
          </div>
        ))}
      </dl>
      {gateway.refusedToday > 0 && (
        <p role="status" className="mb-4 flex items-start gap-2 rounded-control bg-warn-soft px-4 py-3 text-warn">
          <ShieldAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
          {t('refused', { count: gateway.refusedToday })}
        </p>
      )}
      <Button look={gateway.off ? 'primary' : 'secondary'} onClick={turn}>
        {t(gateway.off ? 'on' : 'off')}
      </Button>
    </Card>
  )
}

function NotUsed({ gateways }: { gateways: readonly GatewayHealth[] }) {
  const t = useTranslations('payments.health')
  const names = useGatewayNames()
  return (
    <section aria-labelledby="elsewhere" className="mt-8">
      <h2 id="elsewhere" className="mb-3 text-lg">
        {t('elsewhere')}
      </h2>
      <ul className="divide-y divide-line rounded-card border border-line bg-card">
        {gateways.map(({ name, setUp }) => (
          <li key={name} className="flex flex-wrap items-center justify-between gap-3 px-5 py-3.5">
            <span className="font-semibold">{names(name)}</span>
            <span className="text-muted">{t(setUp ? 'notInMarket' : 'notSetUp')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function SwitchDialog({ gateway, close }: { gateway: GatewayHealth; close: () => void }) {
  const t = useTranslations('payments.health')
  const names = useGatewayNames()
  const common = useTranslations('common')
  const { api } = useDesk()
  const [reason, setReason] = useState('')
  const flip = useTap({
    touches: [gatewaysKey],
    send: () =>
      read(
        api.PUT('/api/v1/admin/gateways/{gateway}', {
          params: { path: { gateway: gateway.name } },
          body: { off: !gateway.off, reason: reason.trim() },
        }),
      ),
    onDone: close,
  })
  const name = names(gateway.name)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t(gateway.off ? 'onTitle' : 'offTitle', { name })}
      text={t(gateway.off ? 'onText' : 'offText')}
      actions={
        <>
          <Button look="quiet" onClick={close}>
            {common('back')}
          </Button>
          <Button
            look={gateway.off ? 'primary' : 'danger'}
            busy={flip.isPending}
            disabled={reason.trim().length < 3}
            onClick={() => flip.mutate(undefined)}
          >
            {t(gateway.off ? 'on' : 'off')}
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

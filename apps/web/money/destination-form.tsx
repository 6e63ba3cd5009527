// Naming the account that earnings go to; the password is asked for, so that an open session is not enough.
'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { fieldRefusal, refusalOf, useTap } from '../desk/tap.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Input, RadioCards, Select } from '../ui/field.tsx'
import { useToast } from '../ui/toast.tsx'
import { type PayoutDestination, type Side, useMoneyWrites } from './money-calls.ts'

export function DestinationForm({
  side,
  present,
  close,
}: {
  side: Side
  present: PayoutDestination | null
  close: () => void
}) {
  const t = useTranslations('money.desk')
  const common = useTranslations('common')
  const announce = useToast()
  const { setDestination } = useMoneyWrites(side)
  const [kind, setKind] = useState<PayoutDestination['kind']>(present?.kind ?? 'mobile_money')
  const [holder, setHolder] = useState(present?.holder ?? '')
  const [number, setNumber] = useState(present?.number ?? '')
  const [bank, setBank] = useState(present?.bank ?? '')
  const [schedule, setSchedule] = useState<PayoutDestination['schedule']>(present?.schedule ?? 'off')
  const [password, setPassword] = useState('')
  const save = useTap({
    touches: [['money']],
    quiet: true,
    send: setDestination,
    onDone: () => {
      announce({ title: t('saved') })
      close()
    },
  })
  const submit = () =>
    save.mutate({
      kind,
      holder: holder.trim(),
      number: number.trim().toUpperCase(),
      schedule,
      password,
      ...(kind === 'bank' && bank.trim() && { bank: bank.trim() }),
    })
  const wrong = (field: string) => (save.error ? fieldRefusal(save.error, field) : undefined)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t('account')}
      text={t('changeText')}
      actions={
        <>
          <Button look="quiet" onClick={close}>
            {common('back')}
          </Button>
          <Button busy={save.isPending} disabled={!holder.trim() || !number.trim() || !password} onClick={submit}>
            {common('save')}
          </Button>
        </>
      }
    >
      <div className="space-y-5">
        <RadioCards
          label={t('kind')}
          name="kind"
          columns={2}
          value={kind}
          onChange={(value) => setKind(value as PayoutDestination['kind'])}
          choices={(['mobile_money', 'bank'] as const).map((value) => ({ value, title: t(`kinds.${value}`) }))}
        />
        <Input
          label={t('holder')}
          required
          autoComplete="name"
          value={holder}
          onChange={(event) => setHolder(event.currentTarget.value)}
          error={wrong('holder')}
        />
        <Input
          label={t(`number.${kind}`)}
          required
          value={number}
          hint={kind === 'mobile_money' ? t('numberHint') : undefined}
          onChange={(event) => setNumber(event.currentTarget.value)}
          error={wrong('number')}
        />
        {kind === 'bank' && (
          <Input
            label={t('bank')}
            value={bank}
            onChange={(event) => setBank(event.currentTarget.value)}
            error={wrong('bank')}
          />
        )}
        <Select
          label={t('schedule')}
          required
          value={schedule}
          onChange={(event) => setSchedule(event.currentTarget.value as PayoutDestination['schedule'])}
        >
          {(['off', 'daily', 'weekly'] as const).map((value) => (
            <option key={value} value={value}>
              {t(`schedules.${value}`)}
            </option>
          ))}
        </Select>
        <Input
          label={t('password')}
          hint={t('passwordHint')}
          type="password"
          required
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={
            wrong('password') ??
            (save.error && !wrong('number') && !wrong('holder') ? (refusalOf(save.error) ?? t('failed')) : undefined)
          }
        />
      </div>
    </Dialog>
  )
}

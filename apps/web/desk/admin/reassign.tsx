// A rider cannot go on: what he has not fetched yet goes to somebody named, or to whoever is best.
'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, Textarea } from '../../ui/field.tsx'
import { useDesk } from '../desk-context.tsx'
import { useTap } from '../tap.ts'
import { useRiders } from './use-console.ts'

export function Reassign({ rider }: { rider: { id: string; name: string } }) {
  const t = useTranslations('dispatch.reassign')
  const [open, setOpen] = useState(false)

  return (
    <>
      <Button look="quiet" className="mt-3" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {open && <ReassignDialog rider={rider} onClose={() => setOpen(false)} />}
    </>
  )
}

function ReassignDialog({ rider, onClose }: { rider: { id: string; name: string }; onClose: () => void }) {
  const t = useTranslations('dispatch.reassign')
  const common = useTranslations('common')
  const { api } = useDesk()
  const riders = useRiders('approved')
  const [toRiderId, setToRiderId] = useState('')
  const [reason, setReason] = useState('')
  const free = (riders.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((each) => each.online && each.activeDeliveryId === null && each.id !== rider.id)
  const reassign = useTap({
    touches: [['orders'], ['deliveries'], ['riders']],
    send: () =>
      read(
        api.POST('/api/v1/admin/riders/{riderId}/reassignment', {
          params: { path: { riderId: rider.id } },
          body: { reason: reason.trim(), ...(toRiderId && { toRiderId }) },
        }),
      ),
    onDone: onClose,
  })

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name: rider.name })}
      text={t('text')}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {common('back')}
          </Button>
          <Button busy={reassign.isPending} disabled={reason.trim() === ''} onClick={() => reassign.mutate(undefined)}>
            {t('send')}
          </Button>
        </>
      }
    >
      <Select label={t('to')} value={toRiderId} onChange={(event) => setToRiderId(event.currentTarget.value)}>
        <option value="">{t('best')}</option>
        {free.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </Select>
      <Textarea
        label={t('reason')}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  )
}

// What the market's own people can do about a vendor's hours: look, close it for now, let it open, set them right.
'use client'
import { CalendarClock } from 'lucide-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Drawer } from '../../ui/dialog.tsx'
import type { VendorProfile } from '../answers.ts'
import { useClock } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'
import { OpeningHours } from '../opening-hours.tsx'
import { useTap } from '../tap.ts'

export function VendorHours({ vendor }: { vendor: VendorProfile }) {
  const t = useTranslations('tools.admin')
  const { api } = useDesk()
  const queries = useQueryClient()
  const say = useOpenness()
  const [open, setOpen] = useState(false)
  const params = { path: { vendorId: vendor.id } }
  const openTap = useTap({
    touches: [['vendors']],
    send: (wanted: boolean) =>
      read(api.PUT('/api/v1/admin/vendors/{vendorId}/open', { params, body: { open: wanted } })),
  })
  return (
    <>
      <Button look="secondary" onClick={() => setOpen(true)} aria-label={t('label', { name: vendor.name })}>
        <CalendarClock aria-hidden className="size-5" /> {t('hours')}
      </Button>
      <Drawer open={open} onOpenChange={setOpen} title={vendor.name} text={say(vendor)}>
        <div className="space-y-6">
          <Button
            look={vendor.paused ? 'primary' : 'danger'}
            busy={openTap.isPending}
            onClick={() => openTap.mutate(vendor.paused)}
          >
            {t(vendor.paused ? 'letOpen' : 'close')}
          </Button>
          <OpeningHours
            profile={vendor}
            save={(body) => read(api.PUT('/api/v1/admin/vendors/{vendorId}/hours', { params, body }))}
            onSaved={() => void queries.invalidateQueries({ queryKey: ['vendors'] })}
          />
        </div>
      </Drawer>
    </>
  )
}

/** `Open until 22:00`, `Closed until Sat 21 Nov, 18:42`. */
export function useOpenness(): (vendor: VendorProfile) => string {
  const t = useTranslations('tools.admin')
  const clock = useClock()
  return ({ openNow, opensAt, lastOrderAt, paused }) => {
    if (openNow) return lastOrderAt ? t('openUntil', { time: clock.when(lastOrderAt) }) : t('open')
    if (opensAt) return t(paused ? 'pausedUntil' : 'closedUntil', { time: clock.when(opensAt) })
    return t(paused ? 'paused' : 'closed')
  }
}

// Who the rider is to us, and the way out.
'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Avatar } from '../../ui/avatar.tsx'
import { Card } from '../../ui/card.tsx'
import { Drawing } from '../../ui/product-picture.tsx'
import { RiderShell } from '../../ui/rider-shell.tsx'
import { useDesk } from '../desk-context.tsx'
import { SignOutButton, useMe } from '../session-gate.tsx'
import { useRiderSelf } from './use-rider.ts'
import { vehicleDrawings } from './vehicle.ts'

/** `look` chooses language and colours; it is made on the server. */
export function RiderAccount({ look }: { look: ReactNode }) {
  const t = useTranslations('rider')
  const { market } = useDesk()
  const self = useRiderSelf()
  const me = useMe()
  const name = self.data?.name ?? ''
  return (
    <RiderShell market={market}>
      <h1 className="mb-4 text-title">{t('account.title')}</h1>
      <div className="space-y-4">
        <Card className="flex items-center gap-4">
          <Avatar name={name} size="large" />
          <div className="min-w-0">
            <p className="text-xl font-bold break-words">{name}</p>
            <p className="break-all text-muted">{me.data?.email}</p>
            <p className="text-muted">{self.data?.phone}</p>
          </div>
        </Card>
        {self.data && (
          <Card className="flex items-center gap-4">
            <Drawing picture={vehicleDrawings[self.data.vehicle]} className="size-12" />
            <div>
              <p className="font-semibold">{t(`vehicle.${self.data.vehicle}`)}</p>
              <p className="tabular text-muted">{self.data.vehicleNumber ?? t('account.noPlate')}</p>
            </div>
          </Card>
        )}
        <Card className="flex items-center justify-between">{look}</Card>
        <SignOutButton wide />
      </div>
    </RiderShell>
  )
}

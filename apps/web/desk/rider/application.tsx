// Asking to ride here: on what, and under which number.
'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { newIdempotencyKey, once, read } from '../../api/client.ts'
import { redial } from '../../api/socket.ts'
import { Button } from '../../ui/button.tsx'
import { Input, RadioCards } from '../../ui/field.tsx'
import { Drawing } from '../../ui/product-picture.tsx'
import type { Rider } from '../answers.ts'
import { ApplicationFrame } from '../application-frame.tsx'
import { useDesk } from '../desk-context.tsx'
import { useMe } from '../session-gate.tsx'
import { fieldRefusal, refusalOf, useTap } from '../tap.ts'
import { vehicleDrawings, vehicles } from './vehicle.ts'

export function RiderApplication() {
  const t = useTranslations('rider')
  const words = useTranslations('desk')
  const { market, app, api } = useDesk()
  const queries = useQueryClient()
  const me = useMe()
  const [key] = useState(newIdempotencyKey)
  const [vehicle, setVehicle] = useState<Rider['vehicle']>('motorcycle')
  const [vehicleNumber, setVehicleNumber] = useState('')
  const [phone, setPhone] = useState(me.data?.phone ?? '')
  const plated = vehicle !== 'bicycle' && vehicle !== 'ebike'
  const apply = useTap({
    touches: [],
    quiet: true,
    send: () =>
      read(
        api.POST('/api/v1/rider/application', {
          params: { header: once(key) },
          body: { vehicle, phone, ...(plated && vehicleNumber.trim() && { vehicleNumber: vehicleNumber.trim() }) },
        }),
      ),
    // The token still says that this account is no rider: a fresh one knows better.
    onDone: async () => {
      await api.POST('/api/v1/auth/refresh', { body: {} }).catch(() => undefined)
      redial(market.id, app)
      await queries.resetQueries()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    apply.mutate(undefined)
  }
  return (
    <ApplicationFrame
      title={t('apply.title', { name: market.name })}
      text={t('apply.text')}
      picture="fluent-emoji-flat:motor-scooter"
    >
      <form onSubmit={submit} className="space-y-5">
        <RadioCards
          label={t('apply.vehicle')}
          name="vehicle"
          columns={2}
          value={vehicle}
          onChange={(value) => setVehicle(vehicles.find((each) => each === value) ?? 'motorcycle')}
          choices={vehicles.map((value) => ({
            value,
            title: t(`vehicle.${value}`),
            icon: <Drawing picture={vehicleDrawings[value]} className="size-7" />,
          }))}
        />
        {plated && (
          <Input
            label={t('apply.plate')}
            maxLength={20}
            value={vehicleNumber}
            onChange={(event) => setVehicleNumber(event.currentTarget.value)}
            error={fieldRefusal(apply.error, 'vehicleNumber')}
          />
        )}
        <Input
          label={t('apply.phone')}
          type="tel"
          required
          autoComplete="tel"
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
          error={fieldRefusal(apply.error, 'phone')}
        />
        {apply.isError && (
          <p role="alert" className="rounded-control bg-bad-soft px-4 py-3 font-medium text-bad">
            {refusalOf(apply.error) ?? words('notDone')}
          </p>
        )}
        <Button type="submit" size="large" wide busy={apply.isPending}>
          {t('apply.go')}
        </Button>
      </form>
    </ApplicationFrame>
  )
}

// Where this vendor delivers, drawn by itself.
'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { read } from '../../api/client.ts'
import { useDesk } from '../desk-context.tsx'
import { useTap } from '../tap.ts'
import { useVendorProfile } from '../vendor/use-profile.ts'
import { ZonesPage, type ZoneDraft } from './zones-page.tsx'

const key = ['zones'] as const

export function VendorZones() {
  const t = useTranslations('zones')
  const { api } = useDesk()
  const profile = useVendorProfile()
  const zones = useQuery({ queryKey: key, queryFn: () => read(api.GET('/api/v1/vendor/zones')) })
  const save = useTap({
    touches: [key],
    quiet: true,
    send: ({ id, name, ring }: ZoneDraft) =>
      id === undefined
        ? read(api.POST('/api/v1/vendor/zones', { body: { name, ring } }))
        : read(api.PUT('/api/v1/vendor/zones/{zoneId}', { params: { path: { zoneId: id } }, body: { name, ring } })),
  })
  const remove = useTap({
    touches: [key],
    send: (zoneId: string) => read(api.DELETE('/api/v1/vendor/zones/{zoneId}', { params: { path: { zoneId } } })),
  })
  return (
    <ZonesPage
      text={t('vendorText')}
      noneText={t('noneVendor')}
      zones={zones}
      save={save}
      remove={remove}
      home={profile.data && { name: profile.data.name, place: profile.data.place }}
    />
  )
}

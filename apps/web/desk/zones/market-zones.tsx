// The market's zones, drawn by its administrators.
'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { read } from '../../api/client.ts'
import { useDesk } from '../desk-context.tsx'
import { useTap } from '../tap.ts'
import { ZonesPage, type ZoneDraft } from './zones-page.tsx'

const key = ['zones'] as const

export function MarketZones() {
  const t = useTranslations('zones')
  const { market, api } = useDesk()
  const zones = useQuery({ queryKey: key, queryFn: () => read(api.GET('/api/v1/zones', { cache: 'reload' })) })
  const save = useTap({
    touches: [key],
    quiet: true,
    send: ({ id, ...body }: ZoneDraft) =>
      id === undefined
        ? read(api.POST('/api/v1/admin/zones', { body }))
        : read(api.PUT('/api/v1/admin/zones/{zoneId}', { params: { path: { zoneId: id } }, body })),
  })
  const remove = useTap({
    touches: [key],
    send: (zoneId: string) => read(api.DELETE('/api/v1/admin/zones/{zoneId}', { params: { path: { zoneId } } })),
  })
  return (
    <ZonesPage
      priced
      text={t('text')}
      noneText={t('noneText', { vendor: market.vocabulary.vendor.singular })}
      zones={zones}
      save={save}
      remove={remove}
    />
  )
}

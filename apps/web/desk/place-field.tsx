// Where something is: a tap on the town map, or where this device is right now.
'use client'
import { LocateFixed } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import type { Place } from '../ui/glide.ts'
import { TownMap } from '../ui/town-map.tsx'
import { useTown } from '../ui/use-town.ts'
import { useDesk } from './desk-context.tsx'

export function PlaceField({
  name,
  value,
  onChange,
}: {
  name: string
  value: Place | undefined
  onChange: (place: Place) => void
}) {
  const t = useTranslations('desk.place')
  const { market } = useDesk()
  const town = useTown(market.id)
  const [failed, setFailed] = useState(false)
  const locate = () => {
    setFailed(false)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => onChange({ lat: coords.latitude, lng: coords.longitude }),
      () => setFailed(true),
      { enableHighAccuracy: true, timeout: 10_000 },
    )
  }
  return (
    <div>
      <p className="mb-1.5 text-sm font-semibold">{t('label')}</p>
      <TownMap
        place={market.city}
        town={town.layers}
        centre={value ?? market.centre}
        zoom={14}
        markers={value ? [{ id: 'here', kind: 'vendor', place: value, name: name || market.name }] : []}
        onPick={onChange}
        className="h-72 rounded-card"
      />
      <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-muted">{failed ? t('failed') : value ? t('chosen') : t('hint')}</p>
        <Button look="secondary" onClick={locate}>
          <LocateFixed aria-hidden className="size-4" /> {t('locate')}
        </Button>
      </div>
    </div>
  )
}

// Where the food goes: an address of the demo, this device's own position, or a point on the map.
'use client'
import { ChevronDown, LocateFixed, MapPin } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { usePathname, useSearchParams } from 'next/navigation'
import { useState } from 'react'
import type { MarketSettings } from '../api/schema.ts'
import { Button } from '../ui/button.tsx'
import { Drawer } from '../ui/dialog.tsx'
import { Input } from '../ui/field.tsx'
import type { Place } from '../ui/glide.ts'
import { deliverToPath } from '../ui/paths.ts'
import { TownMap } from '../ui/town-map.tsx'
import { useTown } from '../ui/use-town.ts'
import type { ChosenPlace } from './place.ts'
import { usePosition } from './use-position.ts'

/** A button that says where to, and a sheet to say otherwise. Choosing loads the page anew, measured from there. */
export function PlacePicker({
  market,
  chosen,
  large = false,
}: {
  market: MarketSettings
  chosen: ChosenPlace | undefined
  large?: boolean
}) {
  const t = useTranslations('store.place')
  const delivers = market.fulfilment.includes('delivery')
  const words = chosen ? chosen.name || t('pinned') : t(delivers ? 'whereTo' : 'whereAreYou')
  return (
    <Drawer
      title={t(delivers ? 'whereTo' : 'whereAreYou')}
      text={t('why')}
      trigger={
        <button
          type="button"
          className={`inline-flex max-w-full min-w-0 items-center gap-2.5 rounded-control border-[1.5px] border-edge bg-card text-left text-ink hover:border-ink ${large ? 'min-h-14 px-5 text-lg' : 'min-h-11 px-4'}`}
        >
          <MapPin aria-hidden className="size-5 shrink-0 text-accent-ink" />
          <span className="min-w-0 truncate font-semibold">
            {chosen && <span className="sr-only">{t(delivers ? 'deliverTo' : 'near')} </span>}
            {words}
          </span>
          <ChevronDown aria-hidden className="size-4 shrink-0" />
        </button>
      }
    >
      <Choices market={market} chosen={chosen} />
    </Drawer>
  )
}

function Choices({ market, chosen }: { market: MarketSettings; chosen: ChosenPlace | undefined }) {
  const t = useTranslations('store.place')
  const town = useTown(market.id)
  const [pin, setPin] = useState<Place | undefined>(chosen)
  const [name, setName] = useState(chosen?.name ?? '')
  const position = usePosition((place) => {
    setPin(place)
    setName('')
  })
  return (
    <div className="space-y-6">
      {town.places.length > 0 && (
        <ul className="-mx-2">
          {town.places.slice(0, 5).map(({ name: address, place }) => (
            <li key={address}>
              <PlaceForm market={market} place={{ ...place, name: address }}>
                <button
                  type="submit"
                  className="flex min-h-12 w-full items-center gap-3 rounded-control px-2 py-2 text-left font-medium hover:bg-sunk"
                >
                  <span className="grid size-9 shrink-0 place-items-center rounded-full bg-accent-soft text-accent-ink">
                    <MapPin aria-hidden className="size-4.5" />
                  </span>
                  {address}
                </button>
              </PlaceForm>
            </li>
          ))}
        </ul>
      )}
      <div>
        <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
          <h3 className="text-lg">{t('onMap')}</h3>
          <Button look="secondary" busy={position.busy} onClick={position.ask}>
            <LocateFixed aria-hidden className="size-4" /> {t('useMine')}
          </Button>
        </div>
        {position.refused && (
          <p role="alert" className="mb-3 text-sm font-medium text-bad">
            {t('noPosition')}
          </p>
        )}
        <TownMap
          place={market.city}
          town={town.layers}
          centre={pin ?? market.centre}
          zoom={pin ? 14 : 12.4}
          className="h-64 rounded-card"
          markers={pin ? [{ id: 'pin', kind: 'customer', place: pin, name: name || t('pinned') }] : []}
          onPick={(place) => {
            setPin(place)
            setName('')
          }}
        />
        <p className="mt-2 text-sm text-muted">{t('tapMap')}</p>
      </div>
      {pin && (
        <PlaceForm market={market} place={{ ...pin, name }}>
          <Input label={t('name')} value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
          <Button type="submit" size="large" wide className="mt-4">
            {t('take')}
          </Button>
        </PlaceForm>
      )}
    </div>
  )
}

function PlaceForm({
  market,
  place,
  children,
}: {
  market: MarketSettings
  place: ChosenPlace
  children: React.ReactNode
}) {
  const query = useSearchParams().toString()
  const here = usePathname() + (query && `?${query}`)
  return (
    <form action={deliverToPath(market)}>
      <input type="hidden" name="lat" value={place.lat} />
      <input type="hidden" name="lng" value={place.lng} />
      <input type="hidden" name="name" value={place.name} />
      <input type="hidden" name="back" value={here} />
      {children}
    </form>
  )
}

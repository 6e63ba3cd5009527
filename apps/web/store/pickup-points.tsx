// Where else than at the vendor's door one can fetch what one ordered, on the map of the town.
'use client'
import { MapPin } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { MarketSettings, Menu } from '../api/schema.ts'
import { TownMap } from '../ui/town-map.tsx'
import { useTown } from '../ui/use-town.ts'

export function PickupPointMap({ market, menu }: { market: MarketSettings; menu: Menu }) {
  const t = useTranslations('pickup')
  const town = useTown(market.id)
  const { vendor, pickupPoints } = menu
  return (
    <section aria-labelledby="pickup-points" className="page-width mt-6">
      <div className="grid overflow-hidden rounded-card border border-line bg-card md:grid-cols-2">
        <div className="p-5 sm:p-7">
          <h2 id="pickup-points" className="text-xl">
            {t('title')}
          </h2>
          <ul className="mt-3 space-y-3">
            {[{ ...vendor, directions: null }, ...pickupPoints].map((point) => (
              <li key={point.id} className="flex gap-3">
                <MapPin aria-hidden className="mt-1 size-5 shrink-0 text-muted" />
                <div className="min-w-0">
                  <p className="font-semibold [overflow-wrap:anywhere]">{point.name}</p>
                  <p className="text-sm [overflow-wrap:anywhere] text-muted">{point.addressLine}</p>
                  {point.directions && <p className="text-sm [overflow-wrap:anywhere] italic">{point.directions}</p>}
                </div>
              </li>
            ))}
          </ul>
        </div>
        <TownMap
          place={market.city}
          town={town.layers}
          centre={vendor.place}
          zoom={13}
          fit
          className="min-h-64"
          markers={[vendor, ...pickupPoints].map(({ id, name, place }) => ({ id, name, place, kind: 'vendor' }))}
        />
      </div>
    </section>
  )
}

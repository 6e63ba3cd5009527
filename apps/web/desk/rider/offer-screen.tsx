// Somebody asks: one screen, half a minute, two buttons. It comes in front of whatever the rider was looking at.
'use client'
import { clsx } from 'clsx'
import { ArrowDown, Banknote, Clock, Store } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Dialog as Radix } from 'radix-ui'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { CountdownRing } from '../../ui/countdown-ring.tsx'
import { Money } from '../../ui/money.tsx'
import { TownMap } from '../../ui/town-map.tsx'
import { useTown } from '../../ui/use-town.ts'
import { useWay } from '../../ui/use-way.ts'
import type { Offer } from '../answers.ts'
import { useClock } from '../clock.ts'
import { useDesk } from '../desk-context.tsx'
import { distanceText } from '../words.ts'
import { useAlert } from './use-alert.ts'
import { useOffer, useRiderSelf, useRiderTaps } from './use-rider.ts'
import { useWhereIAm } from './where-i-am.tsx'

export function OfferScreen() {
  const self = useRiderSelf()
  const offer = useOffer(self.data?.online ?? false)
  const [over, setOver] = useState<string>()
  const shown = offer.data && offer.data.id !== over ? offer.data : undefined
  useAlert(shown?.id)
  return (
    <Radix.Root open={shown !== undefined}>
      <Radix.Portal>
        <Radix.Content
          aria-describedby={undefined}
          onEscapeKeyDown={(event) => event.preventDefault()}
          className="fixed inset-0 z-50 mx-auto flex max-w-xl animate-sheet flex-col bg-paper text-ink focus:outline-none sm:border-x sm:border-line"
        >
          {shown && (
            <OfferSheet
              key={shown.id}
              offer={shown}
              onOver={() => {
                setOver(shown.id)
                void offer.refetch()
              }}
            />
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function OfferSheet({ offer, onOver }: { offer: Offer; onOver: () => void }) {
  const t = useTranslations('rider.offer')
  const language = useLocale()
  const clock = useClock()
  const { market } = useDesk()
  const town = useTown(market.id)
  const { place } = useWhereIAm()
  const { accept, decline } = useRiderTaps()
  const toVendor = useWay(market.id, place, offer.pickup)
  const toCustomer = useWay(market.id, offer.pickup, offer.dropoff)
  const until = Date.parse(offer.expiresAt)
  return (
    <>
      <TownMap
        place={market.city}
        town={town.layers}
        centre={offer.pickup}
        zoom={13}
        fit
        route={[...toVendor, ...toCustomer]}
        markers={[
          { id: 'pickup', kind: 'vendor', name: offer.vendorName, place: offer.pickup },
          { id: 'dropoff', kind: 'customer', name: t('customer'), place: offer.dropoff },
          ...(place ? [{ id: 'me', kind: 'rider' as const, name: t('you'), place }] : []),
        ]}
        className="min-h-32 flex-1"
      />
      <div
        className={clsx(
          'relative z-10 -mt-8 flex flex-col gap-4 rounded-t-card px-5 pt-6 shadow-float',
          'bold-ground pb-[max(1.25rem,env(safe-area-inset-bottom))]',
        )}
      >
        <div className="bold-content flex flex-col gap-4">
          <div className="flex items-start justify-between gap-4">
            <div className="min-w-0">
              <Radix.Title className="text-lg font-semibold">{t('title')}</Radix.Title>
              <p className="mt-1 font-display text-[2.9rem] leading-none font-extrabold tracking-tight">
                <Money minor={offer.feeMinor} currency={offer.currency} />
              </p>
            </div>
            <CountdownRing until={until} lasting={until - Date.parse(offer.offeredAt)} onEnd={onOver} />
          </div>
          <ol className="space-y-3">
            <li className="flex items-center gap-3">
              <Store aria-hidden className="size-6 shrink-0" />
              <span className="min-w-0 flex-1">
                <span className="block text-lg leading-tight font-bold break-words">{offer.vendorName}</span>
                {offer.readyAt && (
                  <span className="flex items-center gap-1.5 text-sm">
                    <Clock aria-hidden className="size-4" /> {t('readyAt', { time: clock.time(offer.readyAt) })}
                  </span>
                )}
              </span>
              <span className="tabular font-semibold whitespace-nowrap">{distanceText(offer.approachM, language)}</span>
            </li>
            <li className="flex items-center gap-3">
              <ArrowDown aria-hidden className="size-6 shrink-0" />
              <span className="min-w-0 flex-1 text-lg leading-tight font-bold">{t('toCustomer')}</span>
              <span className="tabular font-semibold whitespace-nowrap">{distanceText(offer.distanceM, language)}</span>
            </li>
            {offer.collectMinor > 0 && (
              <li className="flex items-center gap-3 rounded-control bg-sunk px-3 py-2.5">
                <Banknote aria-hidden className="size-6 shrink-0" />
                <span className="min-w-0 flex-1 font-semibold">{t('cash')}</span>
                <Money minor={offer.collectMinor} currency={offer.currency} className="font-bold" />
              </li>
            )}
          </ol>
          <Button
            size="large"
            wide
            className="min-h-16! text-xl!"
            busy={accept.isPending}
            onClick={() => accept.mutate(offer)}
          >
            {t('accept')}
          </Button>
          <Button look="quiet" size="large" wide disabled={accept.isPending} onClick={() => decline.mutate(offer)}>
            {t('decline')}
          </Button>
        </div>
      </div>
    </>
  )
}

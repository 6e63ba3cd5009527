// One delivery, step by step: the next thing to do is the only thing to press.
'use client'
import { Banknote, Check, MapPin, Navigation, PersonStanding, Phone, Store } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { ChatButton } from '../../chat/chat-button.tsx'
import { metresBetween, metresOf } from '../../ui/along.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import type { Place } from '../../ui/glide.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Textarea, RadioCards } from '../../ui/field.tsx'
import { formatMoney } from '../../ui/money-format.ts'
import { Money } from '../../ui/money.tsx'
import { RiderShell } from '../../ui/rider-shell.tsx'
import { Steps } from '../../ui/steps.tsx'
import { useToast } from '../../ui/toast.tsx'
import { TownMap } from '../../ui/town-map.tsx'
import { useTown } from '../../ui/use-town.ts'
import { useWay } from '../../ui/use-way.ts'
import type { RiderDelivery } from '../answers.ts'
import { useClock } from '../clock.ts'
import { CodeField } from '../code-field.tsx'
import { useDesk } from '../desk-context.tsx'
import { isOwnMachine } from '../own-machine.ts'
import { refusalOf } from '../tap.ts'
import { distanceText } from '../words.ts'
import { useGiveUp, useHandover, useRiderTaps } from './use-rider.ts'
import { useWhereIAm } from './where-i-am.tsx'

const steps = ['assigned', 'at_vendor', 'picked_up', 'at_customer'] as const

export function ActiveDelivery({ delivery, top }: { delivery: RiderDelivery; top: ReactNode }) {
  const t = useTranslations('rider.step')
  const { market } = useDesk()
  const town = useTown(market.id)
  const { place } = useWhereIAm()
  const { arrive } = useRiderTaps()
  const [asking, setAsking] = useState(false)
  const [givingUp, setGivingUp] = useState(false)
  const at = steps.findIndex((step) => step === delivery.state)
  const collecting = at <= 1
  const target = collecting ? delivery.vendor.place : delivery.dropoff?.place
  const way = useWay(market.id, place, target)
  const arrived = delivery.state === 'at_vendor' || delivery.state === 'at_customer'
  return (
    <RiderShell
      market={market}
      top={top}
      map={
        <TownMap
          place={market.city}
          town={town.layers}
          centre={place ?? delivery.vendor.place}
          zoom={14}
          fit
          route={way}
          markers={[
            { id: 'vendor', kind: 'vendor', name: delivery.vendor.name, place: delivery.vendor.place },
            ...(delivery.dropoff
              ? [
                  {
                    id: 'customer',
                    kind: 'customer' as const,
                    name: delivery.customer?.firstName ?? '',
                    place: delivery.dropoff.place,
                  },
                ]
              : []),
            ...(place ? [{ id: 'me', kind: 'rider' as const, name: t('you'), place }] : []),
          ]}
          className="absolute! inset-0"
        />
      }
      action={
        <Button
          size="large"
          wide
          className="min-h-16! text-xl!"
          busy={arrive.isPending}
          onClick={() => (arrived ? setAsking(true) : arrive.mutate(delivery))}
        >
          {t(`action.${steps[Math.max(0, at)] ?? 'assigned'}`)}
        </Button>
      }
    >
      <Steps at={at} steps={steps.map((step) => t(`name.${step}`))} className="mb-4" />
      {collecting ? <VendorCard delivery={delivery} way={way} /> : <CustomerCard delivery={delivery} way={way} />}
      <div className="mt-4">
        <ChatButton wide market={market} app="rider" orderId={delivery.orderId} />
      </div>
      <div className="mt-4 flex flex-wrap items-center justify-between gap-2 border-t border-line pt-3">
        <span className="text-muted">
          {delivery.orderNumber} · <Money minor={delivery.feeMinor} currency={delivery.currency} />
        </span>
        <button
          type="button"
          onClick={() => setGivingUp(true)}
          className="min-h-11 rounded-control px-2 font-semibold text-bad underline underline-offset-4"
        >
          {t(collecting ? 'release' : 'fail')}
        </button>
      </div>
      {target && <WalkControl target={target} way={way} />}
      <CodeDialog open={asking} delivery={delivery} onClose={() => setAsking(false)} />
      <GiveUpDialog open={givingUp} delivery={delivery} onClose={() => setGivingUp(false)} />
    </RiderShell>
  )
}

function VendorCard({ delivery, way }: { delivery: RiderDelivery; way: readonly Place[] }) {
  const t = useTranslations('rider.step')
  const clock = useClock()
  const { vendor, readyAt } = delivery
  return (
    <Stop
      icon={<Store aria-hidden className="size-6" />}
      title={vendor.name}
      place={vendor.place}
      way={way}
      phone={vendor.phone}
      text={readyAt && t('readyAt', { time: clock.time(readyAt) })}
    />
  )
}

function CustomerCard({ delivery, way }: { delivery: RiderDelivery; way: readonly Place[] }) {
  const t = useTranslations('rider.step')
  const { customer, dropoff, collectMinor, currency } = delivery
  if (!dropoff) return null
  return (
    <>
      <Stop
        icon={<MapPin aria-hidden className="size-6" />}
        title={customer?.firstName ?? ''}
        place={dropoff.place}
        way={way}
        phone={customer?.phone ?? null}
        text={
          <>
            {dropoff.line}
            {dropoff.note && <span className="mt-1 block font-semibold text-ink">{dropoff.note}</span>}
          </>
        }
      />
      {collectMinor > 0 && (
        <p className="mt-3 flex items-center gap-3 rounded-control bg-highlight px-4 py-3 font-semibold text-on-highlight">
          <Banknote aria-hidden className="size-6 shrink-0" />
          <span className="flex-1">{t('collect')}</span>
          <Money minor={collectMinor} currency={currency} className="font-display text-xl font-extrabold" />
        </p>
      )}
    </>
  )
}

function Stop({
  icon,
  title,
  text,
  place,
  way,
  phone,
}: {
  icon: ReactNode
  title: string
  text: ReactNode
  place: Place
  way: readonly Place[]
  phone: string | null
}) {
  const t = useTranslations('rider.step')
  const language = useLocale()
  const { place: here } = useWhereIAm()
  return (
    <div className="flex items-start gap-3">
      <span className="mt-0.5 grid size-11 shrink-0 place-items-center rounded-full bg-accent-soft text-accent-ink">
        {icon}
      </span>
      <div className="min-w-0 flex-1">
        <h1 className="text-xl break-words">{title}</h1>
        {text && <p className="mt-0.5 text-muted">{text}</p>}
        {here && (
          <Badge className="mt-2">
            {t('away', {
              distance: distanceText(way.length > 0 ? metresOf(way) : metresBetween(here, place), language),
            })}
          </Badge>
        )}
      </div>
      <div className="flex shrink-0 gap-2">
        {phone && (
          <a
            href={`tel:${phone}`}
            aria-label={t('call', { name: title })}
            className="grid size-12 place-items-center rounded-full border-[1.5px] border-edge hover:border-ink"
          >
            <Phone aria-hidden className="size-5" />
          </a>
        )}
        <a
          href={`https://www.openstreetmap.org/directions?to=${place.lat}%2C${place.lng}`}
          target="_blank"
          rel="noreferrer"
          aria-label={t('navigate', { name: title })}
          className="grid size-12 place-items-center rounded-full bg-accent text-on-accent"
        >
          <Navigation aria-hidden className="size-5" />
        </a>
      </div>
    </div>
  )
}

/** Moves the rider along the way, where nobody really rides: on the machine that serves the demo, or without a position. */
function WalkControl({ target, way }: { target: Place; way: readonly Place[] }) {
  const t = useTranslations('rider.walk')
  const { walking, walkTo, stand, blind, place } = useWhereIAm()
  if (!isOwnMachine() && !blind) return null
  const there = place !== undefined && metresBetween(place, target) < 5
  return (
    <div className="mt-3 flex items-center justify-between gap-3 rounded-control border-[1.5px] border-dashed border-edge py-1.5 pr-1.5 pl-4 text-sm">
      <span className="text-muted">{t(there ? 'there' : 'text')}</span>
      <Button
        look="secondary"
        aria-pressed={walking}
        disabled={there && !walking}
        onClick={() => (walking ? stand() : walkTo(way.length > 0 ? way : [target]))}
      >
        <PersonStanding aria-hidden className="size-4" /> {t(walking && !there ? 'stop' : 'go')}
      </Button>
    </div>
  )
}

interface Asked {
  open: boolean
  delivery: RiderDelivery
  onClose: () => void
}

function CodeDialog({ open, delivery, onClose }: Asked) {
  const t = useTranslations('rider.code')
  const atVendor = delivery.state === 'at_vendor'
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t(atVendor ? 'vendorTitle' : 'customerTitle')}
      text={t(atVendor ? 'vendorText' : 'customerText', { name: delivery.vendor.name })}
    >
      <CodeForm key={delivery.state} delivery={delivery} onClose={onClose} />
    </Dialog>
  )
}

function CodeForm({ delivery, onClose }: Omit<Asked, 'open'>) {
  const t = useTranslations('rider.code')
  const language = useLocale()
  const announce = useToast()
  const { stand } = useWhereIAm()
  const [code, setCode] = useState('')
  const handover = useHandover((moved) => {
    stand()
    if (moved.state === 'delivered') {
      const earned = formatMoney({ minor: moved.feeMinor, currency: moved.currency }, language)
      announce({ title: t('earned', { amount: earned }) })
    }
    onClose()
  })
  const send = (typed: string) => handover.mutate({ delivery, code: typed }, { onError: () => setCode('') })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send(code)
      }}
      className="space-y-5"
    >
      {delivery.state === 'at_customer' && delivery.collectMinor > 0 && (
        <p className="flex items-center gap-3 rounded-control bg-highlight px-4 py-3 font-semibold text-on-highlight">
          <Banknote aria-hidden className="size-6 shrink-0" />
          <span className="flex-1">{t('collectFirst')}</span>
          <Money minor={delivery.collectMinor} currency={delivery.currency} className="text-xl font-extrabold" />
        </p>
      )}
      <CodeField
        label={t('label')}
        value={code}
        onChange={setCode}
        onComplete={send}
        error={handover.isError ? (refusalOf(handover.error) ?? t('failed')) : undefined}
      />
      <Button type="submit" size="large" wide busy={handover.isPending} disabled={code.length < 4}>
        <Check aria-hidden className="size-5" /> {t(delivery.state === 'at_vendor' ? 'picked' : 'delivered')}
      </Button>
    </form>
  )
}

const fetchReasons = ['broken', 'far', 'waiting', 'other'] as const
const doorReasons = ['nobody', 'address', 'refused', 'other'] as const

function GiveUpDialog({ open, delivery, onClose }: Asked) {
  const t = useTranslations('rider.giveUp')
  const before = delivery.state === 'assigned' || delivery.state === 'at_vendor'
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t(before ? 'releaseTitle' : 'failTitle')}
      text={t(before ? 'releaseText' : 'failText')}
    >
      <GiveUpForm key={delivery.state} delivery={delivery} onClose={onClose} />
    </Dialog>
  )
}

function GiveUpForm({ delivery, onClose }: Omit<Asked, 'open'>) {
  const t = useTranslations('rider.giveUp')
  const common = useTranslations('common')
  const before = delivery.state === 'assigned' || delivery.state === 'at_vendor'
  const reasons = before ? fetchReasons : doorReasons
  const [why, setWhy] = useState<(typeof fetchReasons | typeof doorReasons)[number]>(reasons[0])
  const [words, setWords] = useState('')
  const giveUp = useGiveUp(onClose)
  const reason = why === 'other' ? words.trim() : t(`reason.${why}`)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        giveUp.mutate({ delivery, reason })
      }}
      className="space-y-4"
    >
      <RadioCards
        bare
        label={t('why')}
        name="why"
        value={why}
        onChange={(value) => setWhy(reasons.find((each) => each === value) ?? 'other')}
        choices={reasons.map((value) => ({ value, title: t(`reason.${value}`) }))}
      />
      {why === 'other' && (
        <Textarea
          label={t('words')}
          required
          maxLength={300}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <div className="flex flex-wrap justify-end gap-3">
        <Button look="quiet" onClick={onClose}>
          {common('back')}
        </Button>
        <Button look="danger" type="submit" busy={giveUp.isPending} disabled={!reason}>
          {t(before ? 'releaseGo' : 'failGo')}
        </Button>
      </div>
    </form>
  )
}

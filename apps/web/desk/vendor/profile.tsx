// The vendor's own page: what customers read about it, its terms, and when it is open.
'use client'
import { useQueryClient } from '@tanstack/react-query'
import { MapPinned } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { read } from '../../api/client.ts'
import type { Language } from '../../api/schema.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Input, Textarea } from '../../ui/field.tsx'
import { parseMoney } from '../../ui/money-format.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { vendorDeskPath } from '../../ui/paths.ts'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { VendorProfile } from '../answers.ts'
import { useDesk } from '../desk-context.tsx'
import { majorText } from '../major.ts'
import { SignOutButton, useMe } from '../session-gate.tsx'
import { refusalOf, useTap } from '../tap.ts'
import { OpeningHours } from '../opening-hours.tsx'
import { PickupPoints } from './pickup-points.tsx'
import { PicturePicker } from './picture-picker.tsx'
import { PlaceField } from '../place-field.tsx'
import { profileKey, useVendorProfile } from './use-profile.ts'

export function Profile() {
  const t = useTranslations('desk.profile')
  const { market } = useDesk()
  const profile = useVendorProfile()
  const me = useMe()
  return (
    <>
      <PageHeader
        title={t('title')}
        text={me.data && t('signedIn', { email: me.data.email })}
        actions={
          <>
            <ButtonLink look="secondary" href={vendorDeskPath(market, 'zones')}>
              <MapPinned aria-hidden className="size-4" /> {t('zones')}
            </ButtonLink>
            <SignOutButton />
          </>
        }
      />
      {profile.isPending ? (
        <Loading className="max-w-4xl space-y-5">
          <Skeleton className="h-72 rounded-card!" />
          <Skeleton className="h-96 rounded-card!" />
        </Loading>
      ) : profile.data ? (
        <>
          <ProfileForm profile={profile.data} />
          <WhenAndWhere profile={profile.data} />
        </>
      ) : (
        <ErrorState error={profile.error} retry={() => void profile.refetch()} />
      )}
    </>
  )
}

function ProfileForm({ profile }: { profile: VendorProfile }) {
  const t = useTranslations('desk.profile')
  const words = useTranslations('desk')
  const look = useTranslations('look')
  const common = useTranslations('common')
  const { market, api } = useDesk()
  const queries = useQueryClient()
  const announce = useToast()
  const initial = () => ({
    name: profile.name,
    phone: profile.phone,
    addressLine: profile.addressLine,
    about: { en: profile.about?.en ?? '', fr: profile.about?.fr ?? '' },
    place: profile.place,
    picture: profile.picture,
    preparationMinutes: String(profile.preparationMinutes),
    radiusKm: String(profile.deliveryRadiusM / 1000),
    minimum: majorText(profile.minimumBasketMinor, market.currency),
  })
  const [typed, setTyped] = useState(initial)
  const changed = JSON.stringify(typed) !== JSON.stringify(initial())
  const set = (change: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...change }))

  const preparationMinutes = wholeNumber(typed.preparationMinutes, 1440)
  const radiusKm = Number(typed.radiusKm.replace(',', '.'))
  const deliveryRadiusM = radiusKm >= 0 && radiusKm <= 200 ? Math.round(radiusKm * 1000) : undefined
  const minimumBasketMinor = parseMoney(typed.minimum, market.currency)
  const save = useTap({
    touches: [profileKey],
    quiet: true,
    send: (
      body: Pick<
        VendorProfile,
        | 'name'
        | 'kind'
        | 'about'
        | 'phone'
        | 'addressLine'
        | 'place'
        | 'hours'
        | 'picture'
        | 'deliveryRadiusM'
        | 'preparationMinutes'
        | 'minimumBasketMinor'
      >,
    ) => read(api.PUT('/api/v1/vendor/profile', { body })),
    onDone: (fresh) => {
      queries.setQueryData(profileKey, fresh)
      announce({ title: t('saved') })
    },
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (preparationMinutes === undefined || deliveryRadiusM === undefined || minimumBasketMinor === undefined) return
    const { name, phone, addressLine, place, picture, about } = typed
    const english = about.en.trim() || about.fr.trim()
    save.mutate({
      name,
      kind: profile.kind,
      phone,
      addressLine,
      place,
      hours: profile.hours,
      picture,
      about: english ? { en: english, ...(about.fr.trim() && { fr: about.fr.trim() }) } : null,
      preparationMinutes,
      deliveryRadiusM,
      minimumBasketMinor,
    })
  }

  return (
    <form onSubmit={submit} className="grid max-w-5xl items-start gap-5 lg:grid-cols-2">
      <Card className="space-y-5">
        <h2 className="text-xl">{t('about')}</h2>
        <PicturePicker value={typed.picture} onChange={(picture) => set({ picture })} />
        <Input
          label={t('name')}
          required
          maxLength={80}
          value={typed.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        {market.languages.map((language: Language) => (
          <Textarea
            key={language}
            label={market.languages.length > 1 ? `${t('words')} (${look(language)})` : t('words')}
            lang={language}
            maxLength={1000}
            value={typed.about[language]}
            onChange={(event) => set({ about: { ...typed.about, [language]: event.currentTarget.value } })}
          />
        ))}
        <Input
          label={t('phone')}
          type="tel"
          required
          value={typed.phone}
          onChange={(event) => set({ phone: event.currentTarget.value })}
        />
      </Card>
      <Card className="space-y-5">
        <h2 className="text-xl">{t('where')}</h2>
        <Input
          label={t('address')}
          required
          maxLength={200}
          value={typed.addressLine}
          onChange={(event) => set({ addressLine: event.currentTarget.value })}
        />
        <PlaceField name={typed.name} value={typed.place} onChange={(place) => set({ place })} />
      </Card>
      <Card className="space-y-5">
        <h2 className="text-xl">{t('terms')}</h2>
        <Input
          label={t('preparation')}
          inputMode="numeric"
          required
          suffix={<span className="text-sm">min</span>}
          value={typed.preparationMinutes}
          onChange={(event) => set({ preparationMinutes: event.currentTarget.value })}
          error={preparationMinutes === undefined ? words('stock.notNumber') : undefined}
        />
        {market.fulfilment.includes('delivery') && (
          <Input
            label={t('radius')}
            inputMode="decimal"
            required
            suffix={<span className="text-sm">km</span>}
            value={typed.radiusKm}
            onChange={(event) => set({ radiusKm: event.currentTarget.value })}
            error={deliveryRadiusM === undefined ? words('stock.notNumber') : undefined}
          />
        )}
        <Input
          label={t('minimum')}
          inputMode="decimal"
          required
          suffix={<span className="text-sm">{market.currency}</span>}
          value={typed.minimum}
          onChange={(event) => set({ minimum: event.currentTarget.value })}
          error={minimumBasketMinor === undefined ? words('product.priceWrong') : undefined}
        />
      </Card>
      <div
        hidden={!changed}
        className="sticky bottom-20 z-10 not-[[hidden]]:flex flex-wrap items-center justify-end gap-4 rounded-card border border-line bg-card p-3 pl-5 shadow-float md:bottom-4 lg:col-span-2"
      >
        {save.isError && (
          <p role="alert" className="mr-auto font-medium text-bad">
            {refusalOf(save.error) ?? words('notDone')}
          </p>
        )}
        <Button type="submit" busy={save.isPending}>
          {common('save')}
        </Button>
      </div>
    </form>
  )
}

/** Each saved by itself: who only wants to close for Christmas need not look at the rest. */
function WhenAndWhere({ profile }: { profile: VendorProfile }) {
  const t = useTranslations('desk.profile')
  const points = useTranslations('tools.points')
  const { market, api } = useDesk()
  const queries = useQueryClient()
  return (
    <div className="mt-5 grid max-w-5xl grid-cols-1 items-start gap-5 lg:grid-cols-2">
      <Card>
        <h2 className="mb-4 text-xl">{t('hours')}</h2>
        <OpeningHours
          profile={profile}
          save={(body) => read(api.PUT('/api/v1/vendor/profile/hours', { body }))}
          onSaved={(fresh) => queries.setQueryData(profileKey, fresh)}
        />
      </Card>
      {market.fulfilment.includes('pickup') && (
        <Card>
          <h2 className="mb-4 text-xl">{points('title')}</h2>
          <PickupPoints />
        </Card>
      )}
    </div>
  )
}

function wholeNumber(text: string, most: number): number | undefined {
  const number = /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined
  return number !== undefined && number <= most ? number : undefined
}

// Asking to sell here: the few things the market has to know before it decides.
'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState, type FormEvent } from 'react'
import { read } from '../../api/client.ts'
import { redial } from '../../api/socket.ts'
import { Button } from '../../ui/button.tsx'
import { Input, RadioCards } from '../../ui/field.tsx'
import type { Place } from '../../ui/glide.ts'
import type { VendorProfile } from '../answers.ts'
import { ApplicationFrame } from '../application-frame.tsx'
import { useDesk } from '../desk-context.tsx'
import { PlaceField } from '../place-field.tsx'
import { fieldRefusal, refusalOf, useTap } from '../tap.ts'

const kinds = ['restaurant', 'home_cook', 'grocer', 'farm_shop'] as const satisfies readonly VendorProfile['kind'][]

export function VendorApplication() {
  const t = useTranslations('desk.apply')
  const words = useTranslations('desk')
  const { market, app, api } = useDesk()
  const queries = useQueryClient()
  const [typed, setTyped] = useState({ name: '', phone: '', addressLine: '' })
  const [kind, setKind] = useState<(typeof kinds)[number]>('restaurant')
  const [place, setPlace] = useState<Place>()
  const [tried, setTried] = useState(false)
  const apply = useTap({
    touches: [],
    quiet: true,
    send: (at: Place) => read(api.POST('/api/v1/vendor/application', { body: { ...typed, kind, place: at } })),
    // The token still says that this account sells nothing: a fresh one knows better.
    onDone: async () => {
      await api.POST('/api/v1/auth/refresh', { body: {} }).catch(() => undefined)
      redial(market.id, app)
      await queries.resetQueries()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (place) apply.mutate(place)
  }
  const field = (name: keyof typeof typed) => ({
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setTyped((before) => ({ ...before, [name]: value }))
    },
    error: fieldRefusal(apply.error, name),
  })
  return (
    <ApplicationFrame title={t('title', { name: market.name })} text={t('text')} picture="fluent-emoji-flat:cooking">
      <form onSubmit={submit} className="space-y-5">
        <Input label={t('name')} required maxLength={80} autoComplete="organization" {...field('name')} />
        <RadioCards
          label={t('kind')}
          name="kind"
          columns={2}
          value={kind}
          onChange={(value) => setKind(kinds.find((each) => each === value) ?? 'restaurant')}
          choices={kinds.map((value) => ({ value, title: t(`kinds.${value}`) }))}
        />
        <Input label={t('phone')} type="tel" required autoComplete="tel" {...field('phone')} />
        <Input
          label={t('address')}
          required
          minLength={3}
          maxLength={200}
          autoComplete="street-address"
          {...field('addressLine')}
        />
        <PlaceField name={typed.name} value={place} onChange={setPlace} />
        {tried && !place && (
          <p role="alert" className="font-medium text-bad">
            {t('placeMissing')}
          </p>
        )}
        {apply.isError && (
          <p role="alert" className="rounded-control bg-bad-soft px-4 py-3 font-medium text-bad">
            {refusalOf(apply.error) ?? words('notDone')}
          </p>
        )}
        <Button type="submit" size="large" wide busy={apply.isPending}>
          {t('go')}
        </Button>
      </form>
    </ApplicationFrame>
  )
}

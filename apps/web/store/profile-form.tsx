// Name, phone number and language of the customer, changed in place.
'use client'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { browserApi, read } from '../api/client.ts'
import { problemFacts } from '../api/problem.ts'
import type { Language, MarketSettings, Profile } from '../api/schema.ts'
import { Button } from '../ui/button.tsx'
import { Input, Select } from '../ui/field.tsx'
import { useToast } from '../ui/toast.tsx'
import { textOf } from './form-text.ts'
import { Notice } from './notice.tsx'

export function ProfileForm({ market, profile }: { market: MarketSettings; profile: Profile }) {
  const t = useTranslations('store.account')
  const look = useTranslations('look')
  const router = useRouter()
  const announce = useToast()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<unknown>()
  const facts = problemFacts(refusal)
  const said = (field: string) => facts?.errors?.find((each) => each.field === field)?.problem

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    const text = (name: string) => textOf(typed, name)
    const body = {
      name: text('name'),
      phone: text('phone') || null,
      ...(typed.has('language') && { language: text('language') as Language }),
    }
    setBusy(true)
    setRefusal(undefined)
    try {
      await read(browserApi(market.id).PUT('/api/v1/users/profile', { body }))
      announce({ title: t('saved') })
      router.refresh()
    } catch (error) {
      setRefusal(error)
    }
    setBusy(false)
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-5 sm:grid-cols-2">
      <Input
        label={t('name')}
        name="name"
        autoComplete="name"
        required
        defaultValue={profile.name}
        error={said('name')}
      />
      <Input
        label={t('phone')}
        name="phone"
        type="tel"
        autoComplete="tel"
        defaultValue={profile.phone ?? ''}
        hint={t('phoneHint')}
        error={said('phone')}
      />
      {market.languages.length > 1 && (
        <Select label={t('language')} name="language" required defaultValue={profile.language} hint={t('languageHint')}>
          {market.languages.map((language) => (
            <option key={language} value={language}>
              {look(language)}
            </option>
          ))}
        </Select>
      )}
      {refusal !== undefined && !facts?.errors && (
        <Notice className="sm:col-span-2">{facts?.title ?? t('failed')}</Notice>
      )}
      <div className="sm:col-span-2">
        <Button type="submit" busy={busy}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}

// Sending money to another customer, within what one may.
'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useState, type FormEvent } from 'react'
import { browserApi, newIdempotencyKey, once, read } from '../api/client.ts'
import { problemFacts } from '../api/problem.ts'
import type { components } from '../api/schema.generated.ts'
import type { MarketSettings } from '../api/schema.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Input } from '../ui/field.tsx'
import { formatMoney, parseMoney } from '../ui/money-format.ts'
import { useToast } from '../ui/toast.tsx'

export function GiveMoney({ market }: { market: MarketSettings }) {
  const t = useTranslations('money.give')
  const language = useLocale()
  const router = useRouter()
  const announce = useToast()
  const money = (minor: number) => formatMoney({ minor, currency: market.currency }, language)
  const [limits, setLimits] = useState<components['schemas']['WalletLimits']>()
  const [to, setTo] = useState('')
  const [typed, setTyped] = useState('')
  const [note, setNote] = useState('')
  const [key, setKey] = useState(newIdempotencyKey)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const learn = useCallback(async () => {
    // Without the limits the form works all the same: the API knows them.
    const found = await read(browserApi(market.id).GET('/api/v1/wallet/limits')).catch(() => undefined)
    setLimits(found)
  }, [market.id])
  useEffect(() => void learn(), [learn])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const amountMinor = parseMoney(typed, market.currency)
    if (amountMinor === undefined || amountMinor <= 0 || (limits && amountMinor > limits.leftMinor))
      return setWrong(t('wrong', { amount: money(limits?.leftMinor ?? 0) }))
    setWrong(undefined)
    setBusy(true)
    try {
      const body = { to: to.trim(), amountMinor, ...(note.trim() && { note: note.trim() }) }
      const given = await read(
        browserApi(market.id).POST('/api/v1/wallet/transfers', {
          params: { header: once(`${key}${to.trim()}${amountMinor}`.slice(0, 200)) },
          body,
        }),
      )
      announce({ title: t('sent', { amount: money(given.amountMinor), name: given.to }) })
      setTo('')
      setTyped('')
      setNote('')
      setKey(newIdempotencyKey())
      void learn()
      router.refresh()
    } catch (error) {
      setWrong(problemFacts(error)?.title ?? t('failed'))
    }
    setBusy(false)
  }

  return (
    <Card>
      <h2 className="text-xl">{t('title')}</h2>
      <p className="mt-1 text-muted">{t('text')}</p>
      <form onSubmit={(event) => void submit(event)} className="mt-5 space-y-5" noValidate>
        <Input
          label={t('to')}
          required
          value={to}
          autoComplete="off"
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Input
          label={t('amount')}
          required
          inputMode="decimal"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          suffix={market.currency}
          hint={limits && `${t(`tier.${limits.tier}`)}. ${t('left', { amount: money(limits.leftMinor) })}`}
          error={wrong}
        />
        <Input
          label={t('note')}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button type="submit" wide busy={busy} disabled={to.trim().length < 3}>
          {t('send')}
        </Button>
      </form>
    </Card>
  )
}

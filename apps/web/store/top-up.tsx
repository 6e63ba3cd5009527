// Putting money into the wallet: how much, by which way, off to the provider, and back again.
'use client'
import { clsx } from 'clsx'
import { useLocale, useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef, useState, type FormEvent } from 'react'
import { browserApi, newIdempotencyKey, once, read } from '../api/client.ts'
import { problemFacts } from '../api/problem.ts'
import type { MarketSettings, PaymentMethod } from '../api/schema.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Input, RadioCards } from '../ui/field.tsx'
import { formatMoney, parseMoney } from '../ui/money-format.ts'
import { Notice } from './notice.tsx'
import { goAndPay, useBegunPayment, usePaymentState } from './paying.ts'
import { usePaymentChoice } from './payment-words.tsx'
import { providerPhone } from './phone.ts'

export function TopUp({
  market,
  methods,
  phone,
}: {
  market: MarketSettings
  methods: readonly PaymentMethod[]
  phone: string
}) {
  const t = useTranslations('store.wallet')
  const [begun, forget] = useBegunPayment(market.id, 'top_up')
  if (methods.length === 0) return null
  return (
    <Card>
      <h2 className="text-xl">{t('topUp')}</h2>
      {begun && <Begun market={market} paymentId={begun} done={forget} />}
      <TopUpForm market={market} methods={methods} phone={phone} />
    </Card>
  )
}

/** What has become of a top-up that was begun in this browser. */
function Begun({ market, paymentId, done }: { market: MarketSettings; paymentId: string; done: () => void }) {
  const t = useTranslations('store.wallet')
  const language = useLocale()
  const router = useRouter()
  const payment = usePaymentState(market.id, paymentId)
  const state = payment?.state
  const settled = useEffectEvent(() => router.refresh())
  useEffect(() => {
    if (state === 'succeeded') settled()
  }, [state])
  const amount = payment ? formatMoney({ minor: payment.amountMinor, currency: payment.currency }, language) : ''
  const dismiss = (
    <Button look="quiet" onClick={done}>
      {t('dismiss')}
    </Button>
  )

  if (state === 'succeeded')
    return (
      <Notice tone="good" className="mt-4" action={dismiss}>
        {t('arrived', { amount })}
      </Notice>
    )
  if (state === 'failed')
    return (
      <Notice className="mt-4" action={dismiss}>
        {payment?.failure ?? t('failed')}
      </Notice>
    )
  return (
    <Notice
      tone="calm"
      className="mt-4"
      action={
        payment?.actionUrl ? (
          <Button look="secondary" onClick={() => goAndPay(market.id, payment)}>
            {t('goOn')}
          </Button>
        ) : (
          dismiss
        )
      }
    >
      {payment?.actionUrl ? t('waiting', { amount }) : t('checking')}
    </Notice>
  )
}

function TopUpForm({
  market,
  methods,
  phone,
}: {
  market: MarketSettings
  methods: readonly PaymentMethod[]
  phone: string
}) {
  const t = useTranslations('store.wallet')
  const language = useLocale()
  const router = useRouter()
  const choiceOf = usePaymentChoice()
  const { topUpMinimumMinor: least, topUpMaximumMinor: most } = market.wallet
  const money = (minor: number) => formatMoney({ minor, currency: market.currency }, language)
  const [typed, setTyped] = useState('')
  const [method, setMethod] = useState<string>(methods[0] ?? 'card')
  const [number, setNumber] = useState(phone)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const [refusal, setRefusal] = useState<unknown>()
  const suggestions = [least, least * 5, least * 10, least * 20].filter((minor) => minor <= most)

  const attempt = useRef<{ body: string; key: string }>(undefined)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const amountMinor = parseMoney(typed, market.currency)
    if (amountMinor === undefined || amountMinor < least || amountMinor > most) {
      return setWrong(t('between', { least: money(least), most: money(most) }))
    }
    const asked = method === 'mobile_money' ? providerPhone(number) : undefined
    setWrong(undefined)
    setRefusal(undefined)
    setBusy(true)
    try {
      const body = { amountMinor, method: method as 'card' | 'mobile_money', ...(asked && { phone: asked }) }
      // Pressing again after a lost answer is still the same top-up; an answer ends it.
      const written = JSON.stringify(body)
      if (attempt.current?.body !== written) attempt.current = { body: written, key: newIdempotencyKey() }
      const asking = { params: { header: once(attempt.current.key) }, body }
      const payment = await read(browserApi(market.id).POST('/api/v1/wallet/topup', asking))
      attempt.current = undefined
      if (goAndPay(market.id, payment)) return
      router.refresh()
    } catch (error) {
      setRefusal(error)
    }
    setBusy(false)
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="mt-5 space-y-5" noValidate>
      <div>
        <fieldset className="mb-3 flex flex-wrap gap-2">
          <legend className="sr-only">{t('amounts')}</legend>
          {suggestions.map((minor) => {
            const current = parseMoney(typed, market.currency) === minor
            return (
              <button
                key={minor}
                type="button"
                aria-pressed={current}
                onClick={() => setTyped(String(minor / 10 ** market.currencyDecimals))}
                className={clsx(
                  'tabular min-h-11 rounded-full border-[1.5px] px-4 font-semibold',
                  current ? 'border-accent-ink bg-accent-soft text-accent-ink' : 'border-edge bg-card hover:border-ink',
                )}
              >
                {money(minor)}
              </button>
            )
          })}
        </fieldset>
        <Input
          label={t('amount')}
          inputMode="decimal"
          required
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          error={wrong}
          suffix={market.currency}
        />
      </div>
      <RadioCards
        label={t('by')}
        name="method"
        value={method}
        onChange={setMethod}
        choices={methods.map((each) => choiceOf(each))}
      />
      {method === 'mobile_money' && (
        <Input
          label={t('phone')}
          type="tel"
          autoComplete="tel"
          required
          value={number}
          onChange={(event) => setNumber(event.target.value)}
          hint={t('phoneHint')}
        />
      )}
      {refusal !== undefined && <Notice>{problemFacts(refusal)?.title ?? t('failed')}</Notice>}
      <Button type="submit" size="large" wide busy={busy}>
        {t('goTopUp')}
      </Button>
    </form>
  )
}

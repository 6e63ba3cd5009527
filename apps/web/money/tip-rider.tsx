// Thanking the rider after delivery, with one tap or an amount of one's own.
'use client'
import { clsx } from 'clsx'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { browserApi, newIdempotencyKey, once, read } from '../api/client.ts'
import { problemFacts } from '../api/problem.ts'
import type { MarketSettings, Order } from '../api/schema.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Input } from '../ui/field.tsx'
import { formatMoney, parseMoney } from '../ui/money-format.ts'

/** A twentieth, a tenth and a seventh of the order, rounded to what one gives. */
function suggestionsFor(totalMinor: number, decimals: number): number[] {
  const step = decimals === 0 ? 100 : 50
  const rounded = [20, 10, 7].map((part) => Math.max(step, Math.round(totalMinor / part / step) * step))
  return [...new Set(rounded)].filter((minor) => minor <= totalMinor)
}

export function TipRider({ market, order }: { market: MarketSettings; order: Order }) {
  const t = useTranslations('money.tip')
  const language = useLocale()
  const money = (minor: number) => formatMoney({ minor, currency: order.currency }, language)
  const [chosen, setChosen] = useState<number>()
  const [typed, setTyped] = useState('')
  const [key] = useState(newIdempotencyKey)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const [given, setGiven] = useState<number>()
  if (order.state !== 'delivered') return null
  if (given !== undefined)
    return (
      <Card tone="highlight">
        <p role="status" className="font-semibold">
          {t('thanks', { amount: money(given) })}
        </p>
      </Card>
    )

  const amountMinor = typed.trim() ? parseMoney(typed, order.currency) : chosen
  const give = async () => {
    if (!amountMinor) return setWrong(t('choose'))
    setWrong(undefined)
    setBusy(true)
    try {
      const params = { path: { orderId: order.id }, header: once(`${key}${amountMinor}`) }
      await read(browserApi(market.id).POST('/api/v1/orders/{orderId}/tip', { params, body: { amountMinor } }))
      setGiven(amountMinor)
    } catch (error) {
      setWrong(problemFacts(error)?.title ?? t('failed'))
      setBusy(false)
    }
  }
  return (
    <Card>
      <h2 className="text-xl">{t('title')}</h2>
      <p className="mt-1 text-muted">{t('text')}</p>
      <div className="mt-4 flex flex-wrap gap-2">
        {(market.tips?.suggestedMinor ?? suggestionsFor(order.totalMinor, market.currencyDecimals)).map((minor) => (
          <button
            key={minor}
            type="button"
            aria-pressed={!typed && chosen === minor}
            onClick={() => {
              setChosen(minor)
              setTyped('')
            }}
            className={clsx(
              'tabular min-h-11 rounded-full border-[1.5px] px-4 font-semibold',
              !typed && chosen === minor
                ? 'border-accent-ink bg-accent-soft text-accent-ink'
                : 'border-edge bg-card hover:border-ink',
            )}
          >
            {money(minor)}
          </button>
        ))}
      </div>
      <div className="mt-4 flex flex-wrap items-end gap-3">
        <Input
          className="min-w-0 flex-1 basis-full sm:basis-0"
          label={t('amount')}
          inputMode="decimal"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          suffix={order.currency}
          error={wrong}
        />
        <Button busy={busy} disabled={!amountMinor} onClick={() => void give()}>
          {amountMinor ? t('give', { amount: money(amountMinor) }) : t('choose')}
        </Button>
      </div>
    </Card>
  )
}

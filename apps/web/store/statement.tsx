// What went into and out of a wallet, newest first, growing on demand.
'use client'
import { ArrowDownLeft, ArrowUpRight } from 'lucide-react'
import { clsx } from 'clsx'
import { useLocale, useTranslations } from 'next-intl'
import Link from 'next/link'
import { useState } from 'react'
import { browserApi, read } from '../api/client.ts'
import type { MarketSettings, StatementLine } from '../api/schema.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Money } from '../ui/money.tsx'
import { orderPath } from '../ui/paths.ts'
import { EmptyState, ErrorState } from '../ui/states.tsx'
import { clockOf, momentText } from './words.ts'

export function Statement({
  market,
  first,
}: {
  market: MarketSettings
  first: { items: StatementLine[]; next: number | null }
}) {
  const t = useTranslations('store')
  const clock = clockOf(market, useLocale())
  const [{ items, next }, setPage] = useState(first)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<unknown>()
  const more = async () => {
    if (!next) return
    setBusy(true)
    setRefusal(undefined)
    try {
      const params = { query: { after: next, limit: 15 } }
      const page = await read(browserApi(market.id).GET('/api/v1/wallet/transactions', { params }))
      setPage((before) => ({ items: [...before.items, ...page.items], next: page.next }))
    } catch (error) {
      setRefusal(error)
    }
    setBusy(false)
  }
  if (items.length === 0)
    return (
      <Card>
        <EmptyState picture="fluent-emoji-flat:purse" title={t('wallet.none')} text={t('wallet.noneText')} />
      </Card>
    )
  return (
    <Card className="px-0! py-2!">
      <ul className="divide-y divide-line">
        {items.map((line) => {
          const came = line.amountMinor > 0
          return (
            <li key={line.number} className="flex items-center gap-4 px-5 py-4 sm:px-6">
              <span
                aria-hidden
                className={clsx(
                  'grid size-10 shrink-0 place-items-center rounded-full [&_svg]:size-5',
                  came ? 'bg-good-soft text-good' : 'bg-sunk text-ink',
                )}
              >
                {came ? <ArrowDownLeft /> : <ArrowUpRight />}
              </span>
              <span className="min-w-0 flex-1">
                {line.orderId ? (
                  <Link
                    href={orderPath(market, line.orderId)}
                    className="font-semibold underline decoration-edge underline-offset-4 hover:decoration-current"
                  >
                    {t(`wallet.kind.${line.kind}`)}
                  </Link>
                ) : (
                  <span className="font-semibold">{t(`wallet.kind.${line.kind}`)}</span>
                )}
                <span className="block text-sm text-muted">{momentText(line.at, clock)}</span>
              </span>
              <span className="shrink-0 text-right">
                <span className={clsx('block font-bold', came && 'text-good')}>
                  {came && '+'}
                  <Money minor={line.amountMinor} currency={market.currency} />
                </span>
                <span className="block text-sm text-muted">
                  <Money minor={line.balanceAfterMinor} currency={market.currency} />
                </span>
              </span>
            </li>
          )
        })}
      </ul>
      {refusal !== undefined && <ErrorState error={refusal} retry={() => void more()} />}
      {next !== null && refusal === undefined && (
        <p className="px-5 py-4 text-center">
          <Button look="secondary" busy={busy} onClick={() => void more()}>
            {t('showMore')}
          </Button>
        </p>
      )}
    </Card>
  )
}

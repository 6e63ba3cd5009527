// A vendor's or rider's money: what is free, what is owed, what was earned, and its way to the bank.
'use client'
import { Banknote, FileDown, Landmark } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { newIdempotencyKey } from '../api/client.ts'
import { useClock, useNow } from '../desk/clock.ts'
import { useDesk } from '../desk/desk-context.tsx'
import { refusalOf, useTap } from '../desk/tap.ts'
import { Badge, type Tone } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Input } from '../ui/field.tsx'
import { Money } from '../ui/money.tsx'
import { formatMoney, parseMoney } from '../ui/money-format.ts'
import { Loading, Skeleton } from '../ui/skeleton.tsx'
import { ErrorState } from '../ui/states.tsx'
import { useToast } from '../ui/toast.tsx'
import { DestinationForm } from './destination-form.tsx'
import { download } from './download.ts'
import { EarningsChart } from './earnings-chart.tsx'
import {
  type Payout,
  type PayoutDestination,
  type Side,
  useMoneyWrites,
  useMovements,
  usePayouts,
  useStanding,
} from './money-calls.ts'

export const payoutTones: Record<Payout['state'], Tone> = {
  waiting: 'warn',
  sending: 'accent',
  paid: 'good',
  failed: 'bad',
  rejected: 'bad',
}

/** `narrow` is one column: the rider's phone. */
export function MoneyPage({ side, narrow = false }: { side: Side; narrow?: boolean }) {
  const standing = useStanding(side)
  const payouts = usePayouts(side)
  if (standing.isPending || payouts.isPending)
    return (
      <Loading className="space-y-4">
        <Skeleton className="h-44 rounded-card!" />
        <Skeleton className="h-72 rounded-card!" />
      </Loading>
    )
  if (!standing.data || !payouts.data)
    return (
      <ErrorState
        error={standing.error ?? payouts.error}
        retry={() => {
          void standing.refetch()
          void payouts.refetch()
        }}
      />
    )

  const { destination, minimumMinor, items } = payouts.data
  return (
    <div className={narrow ? 'space-y-4' : 'grid max-w-6xl items-start gap-5 lg:grid-cols-2'}>
      <div className="space-y-4">
        <FreeCard
          side={side}
          standing={standing.data}
          destination={destination}
          minimumMinor={minimumMinor}
          underWay={items.some(({ state }) => state === 'waiting' || state === 'sending')}
        />
        <AccountCard side={side} destination={destination} />
        <PayoutList payouts={items} />
      </div>
      <div className="space-y-4">
        <EarningsChart side={side} />
        <Movements side={side} />
      </div>
    </div>
  )
}

/** Whether a changed account has cooled off, by the clock of the browser. */
function useIsUsable(destination: PayoutDestination | null): boolean {
  const now = useNow(60_000)
  return destination === null || now === undefined || Date.parse(destination.usableFrom) <= now
}

function FreeCard({
  side,
  standing,
  destination,
  minimumMinor,
  underWay,
}: {
  side: Side
  standing: {
    currency: string
    freeMinor: number
    balanceMinor: number
    owedMinor: number
    cashInHandMinor: number
    frozen: boolean
  }
  destination: PayoutDestination | null
  minimumMinor: number
  underWay: boolean
}) {
  const t = useTranslations('money.desk')
  const [asking, setAsking] = useState(false)
  const language = useLocale()
  const { currency, freeMinor } = standing
  const isUsable = useIsUsable(destination)
  const ready = destination?.state === 'verified' && isUsable
  const why = standing.frozen
    ? t('frozen')
    : underWay
      ? t('underWay')
      : !destination
        ? t('noAccount')
        : !ready
          ? t('notReady')
          : freeMinor < minimumMinor
            ? t('below', { least: formatMoney({ minor: minimumMinor, currency }, language) })
            : undefined
  const facts: [string, number][] = [
    [t('balance'), standing.balanceMinor],
    ...(standing.owedMinor > 0 ? [[t('owed'), -standing.owedMinor] as [string, number]] : []),
    ...(standing.cashInHandMinor > 0 ? [[t('cash'), -standing.cashInHandMinor] as [string, number]] : []),
  ]
  return (
    <Card tone="accent">
      <h2 className="text-base font-semibold">{t('free')}</h2>
      <p className="mt-1 font-display text-5xl font-extrabold tracking-tight">
        <Money minor={freeMinor} currency={currency} />
      </p>
      <dl className="mt-3 space-y-1">
        {facts.map(([label, minor]) => (
          <div key={label} className="flex justify-between gap-4">
            <dt className="text-muted">{label}</dt>
            <dd>
              <Money minor={minor} currency={currency} />
            </dd>
          </div>
        ))}
      </dl>
      {standing.owedMinor > 0 && <p className="mt-2 text-sm text-muted">{t('owedText')}</p>}
      <Button size="large" wide className="mt-5" disabled={why !== undefined} onClick={() => setAsking(true)}>
        <Banknote aria-hidden className="size-5" /> {t('payMe')}
      </Button>
      {why && <p className="mt-2 text-sm">{why}</p>}
      {asking && (
        <AskPayout
          side={side}
          currency={currency}
          least={minimumMinor}
          most={freeMinor}
          close={() => setAsking(false)}
        />
      )}
    </Card>
  )
}

function AskPayout({
  side,
  currency,
  least,
  most,
  close,
}: {
  side: Side
  currency: string
  least: number
  most: number
  close: () => void
}) {
  const t = useTranslations('money.desk')
  const common = useTranslations('common')
  const language = useLocale()
  const announce = useToast()
  const { market } = useDesk()
  const { askPayout } = useMoneyWrites(side)
  const money = (minor: number) => formatMoney({ minor, currency }, language)
  const [typed, setTyped] = useState(String(most / 10 ** market.currencyDecimals))
  const [key] = useState(newIdempotencyKey)
  const [wrong, setWrong] = useState<string>()
  const ask = useTap({
    touches: [['money']],
    quiet: true,
    send: (amountMinor: number) => askPayout({ amountMinor, key: `${key}${amountMinor}` }),
    onDone: () => {
      announce({ title: t('asked') })
      close()
    },
  })
  const submit = () => {
    const amountMinor = parseMoney(typed, currency)
    if (amountMinor === undefined || amountMinor < least || amountMinor > most)
      return setWrong(t('amountWrong', { least: money(least), most: money(most) }))
    setWrong(undefined)
    ask.mutate(amountMinor)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t('payTitle')}
      text={t('payText', { least: money(least), most: money(most) })}
      actions={
        <>
          <Button look="quiet" onClick={close}>
            {common('back')}
          </Button>
          <Button busy={ask.isPending} onClick={submit}>
            {t('ask')}
          </Button>
        </>
      }
    >
      <Input
        label={t('amount')}
        required
        inputMode="decimal"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        suffix={currency}
        error={wrong ?? (ask.error ? (refusalOf(ask.error) ?? t('failed')) : undefined)}
      />
    </Dialog>
  )
}

function AccountCard({ side, destination }: { side: Side; destination: PayoutDestination | null }) {
  const t = useTranslations('money.desk')
  const clock = useClock()
  const [changing, setChanging] = useState(false)
  const cooling = !useIsUsable(destination)
  return (
    <Card>
      <div className="flex flex-wrap items-start gap-4">
        <Landmark aria-hidden className="mt-1 size-6 shrink-0 text-muted" />
        <div className="min-w-0 flex-1 basis-40">
          <h2 className="text-lg">{destination ? t(`kinds.${destination.kind}`) : t('accountNone')}</h2>
          {destination ? (
            <p className="break-words text-muted">
              {destination.holder}, {destination.number}
              {destination.bank && `, ${destination.bank}`}
            </p>
          ) : (
            <p className="text-muted">{t('accountText')}</p>
          )}
          {destination && (
            <p className="mt-2 flex flex-wrap gap-2">
              <Badge
                tone={destination.state === 'verified' ? 'good' : destination.state === 'rejected' ? 'bad' : 'warn'}
              >
                {t(`state.${destination.state}`)}
              </Badge>
              <Badge>{t(`schedules.${destination.schedule}`)}</Badge>
              {cooling && destination && (
                <Badge tone="warn">{t('usableFrom', { time: clock.when(destination.usableFrom) })}</Badge>
              )}
            </p>
          )}
        </div>
        <Button look="secondary" onClick={() => setChanging(true)}>
          {t(destination ? 'change' : 'name')}
        </Button>
      </div>
      {changing && <DestinationForm side={side} present={destination} close={() => setChanging(false)} />}
    </Card>
  )
}

function PayoutList({ payouts }: { payouts: readonly Payout[] }) {
  const t = useTranslations('money.desk')
  const clock = useClock()
  const language = useLocale()
  return (
    <Card>
      <h2 className="mb-3 text-xl">{t('payouts')}</h2>
      {payouts.length === 0 ? (
        <p className="text-muted">{t('payoutsNone')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {payouts.map((payout) => (
            <li key={payout.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3 last:pb-0">
              <span className="min-w-0">
                <Money minor={payout.amountMinor} currency={payout.currency} className="font-semibold" />
                <span className="block text-sm text-muted">
                  {clock.when(payout.askedAt)} · {payout.destination.number}
                  {payout.scheduled && ` · ${t('byItself')}`}
                  {payout.feeMinor > 0 &&
                    ` · ${t('fee', { amount: formatMoney({ minor: payout.feeMinor, currency: payout.currency }, language) })}`}
                </span>
                {(payout.note ?? payout.failure) && (
                  <span className="block text-sm break-words">“{payout.note ?? payout.failure}”</span>
                )}
              </span>
              <Badge tone={payoutTones[payout.state]}>{t(`payoutState.${payout.state}`)}</Badge>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Movements({ side }: { side: Side }) {
  const t = useTranslations('money.desk')
  const kinds = useTranslations('money.kind')
  const { market, app } = useDesk()
  const clock = useClock()
  const announce = useToast()
  const movements = useMovements(side)
  const lines = movements.data?.pages.flatMap((page) => page.items) ?? []
  const keep = async () => {
    try {
      await download(market.id, app, `/api/v1/${side}/wallet/statement.csv`)
    } catch (error) {
      announce({ tone: 'bad', title: refusalOf(error) ?? t('failed') })
    }
  }
  return (
    <Card>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-xl">{t('statement')}</h2>
        {lines.length > 0 && (
          <Button look="secondary" onClick={() => void keep()}>
            <FileDown aria-hidden className="size-4" /> {t('file')}
          </Button>
        )}
      </div>
      {movements.isPending ? (
        <Skeleton className="h-40" />
      ) : !movements.data ? (
        <ErrorState error={movements.error} retry={() => void movements.refetch()} />
      ) : lines.length === 0 ? (
        <p className="text-muted">{t('statementNone')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {lines.map((line) => (
            <li key={line.number} className="flex items-center justify-between gap-4 py-2.5">
              <span className="min-w-0">
                <span className="font-medium">{kinds(line.kind)}</span>
                <span className="block text-sm text-muted">{clock.when(line.at)}</span>
              </span>
              <span className="text-right">
                <Money
                  minor={line.amountMinor}
                  currency={market.currency}
                  className={line.amountMinor > 0 ? 'font-semibold text-good' : 'font-semibold'}
                />
                <span className="block text-sm text-muted">
                  <Money minor={line.balanceAfterMinor} currency={market.currency} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {movements.hasNextPage && (
        <Button look="quiet" wide busy={movements.isFetchingNextPage} onClick={() => void movements.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Card>
  )
}
